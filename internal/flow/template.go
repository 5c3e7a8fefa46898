package flow

import (
	"go/types"
	"strings"
	"text/template/parse"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// Bounds of what is read of templates: the texts that one may have, the parts of a
// text, and the templates that it calls within each other. Statements have a dozen
// parts; what is larger is taken for the mixture of all that went in.
const (
	maxTemplates     = 8
	maxTemplateParts = 200
	maxTemplateCalls = 4
)

// template is the text that executing a template makes: its constant stretches and the
// parts of the data that its actions name, in order. It is nil when the template's text
// is not a constant that is in sight.
func (g *graph) template(call ssa.CallInstruction, c *calleeInfo, e *catalog.Entry) *node {
	ops := operandsOf(call.Common())
	data := c.operand(e.From[len(e.From)-1].Index)
	if data >= len(ops) || len(ops) == 0 {
		return nil
	}
	texts := g.templateTexts(g.whole(ops[0], call), 0)
	if len(texts) == 0 || len(texts) > maxTemplates {
		return nil
	}
	name := ""
	if data == 3 { // ExecuteTemplate(w, name, data)
		name, _ = constantText(ops[2])
	}
	var kids []*node
	for _, text := range texts {
		m := &templateMaker{g: g, call: call, data: stripConversions(ops[data]), vars: make(map[string]part)}
		n := m.executed(text, name)
		if n == nil {
			return nil
		}
		kids = append(kids, n)
	}
	return g.alt(call.Parent(), kids, nil)
}

// templateTexts are the texts that a template was parsed from, when each is a constant.
// What was parsed twice, into one set, is not followed.
func (g *graph) templateTexts(n *node, depth int) []string {
	if depth > maxTemplateCalls {
		return nil
	}
	switch n.op {
	case opForeign, opMade:
		return g.templateTexts(n.kids[0], depth+1)
	case opAlt, opCall:
		var texts []string
		for _, k := range n.kids {
			more := g.templateTexts(k, depth+1)
			if more == nil && !isNil(k) {
				return nil
			}
			texts = append(texts, more...)
		}
		return texts
	case opDerive:
		if !strings.HasSuffix(n.text, "/template.Template).Parse") || len(n.kids) != 2 || n.kids[0].op != opResult {
			return nil
		}
		texts, _ := g.wholeTexts(n.kids[1])
		return texts
	}
	return nil
}

func isNil(n *node) bool { return n.op == opConst && n.as == "nil" }

// part is a part of a template's data; known is false for what is made of it in a way
// that is not followed, which may be any of it.
type part struct {
	path  path
	known bool
}

// templateMaker puts the text of one template together.
type templateMaker struct {
	g     *graph
	call  ssa.CallInstruction
	data  ssa.Value
	trees map[string]*parse.Tree
	vars  map[string]part
	parts int
	calls int
}

// executed is nil for a text that is no template, or too large.
func (m *templateMaker) executed(text, name string) *node {
	tree := parse.New("root")
	tree.Mode = parse.SkipFuncCheck
	m.trees = make(map[string]*parse.Tree)
	tree, err := tree.Parse(text, "", "", m.trees)
	if err != nil {
		return nil
	}
	if named := m.trees[name]; named != nil {
		tree = named
	}
	if tree.Root == nil {
		return nil
	}
	n := m.list(tree.Root, part{known: true})
	if m.parts > maxTemplateParts {
		return nil
	}
	return n
}

// list is what a list of a template makes for a value of the dot.
func (m *templateMaker) list(list *parse.ListNode, dot part) *node {
	if list == nil {
		return m.g.constant("", nil)
	}
	var row []*node
	for _, n := range list.Nodes {
		if m.parts++; m.parts > maxTemplateParts {
			break
		}
		if made := m.node(n, dot); made != nil {
			row = append(row, made)
		}
	}
	return m.concat(row)
}

func (m *templateMaker) concat(row []*node) *node {
	v, _ := m.call.(ssa.Value)
	return m.g.concat(v, row...)
}

func (m *templateMaker) node(n parse.Node, dot part) *node {
	switch n := n.(type) {
	case *parse.TextNode:
		return m.g.constant(string(n.Text), nil)
	case *parse.ActionNode:
		return m.action(n.Pipe, dot)
	case *parse.IfNode:
		m.action(n.Pipe, dot)
		return m.choice(m.list(n.List, dot), m.list(n.ElseList, dot))
	case *parse.WithNode:
		m.action(n.Pipe, dot)
		return m.choice(m.list(n.List, m.partOf(n.Pipe, dot)), m.list(n.ElseList, dot))
	case *parse.RangeNode:
		return m.choice(m.list(n.List, m.element(n.Pipe, dot)), m.list(n.ElseList, dot))
	case *parse.TemplateNode:
		tree := m.trees[n.Name]
		if tree == nil || m.calls == maxTemplateCalls {
			return m.mixture("template", []*node{m.value(part{}, dot)})
		}
		m.calls++
		defer func() { m.calls-- }()
		return m.list(tree.Root, m.partOf(n.Pipe, dot))
	}
	return nil
}

func (m *templateMaker) choice(a, b *node) *node { return m.g.alt(m.call.Parent(), []*node{a, b}, nil) }

// action is what a pipeline writes: nothing, if it sets a variable.
func (m *templateMaker) action(pipe *parse.PipeNode, dot part) *node {
	if pipe == nil {
		return nil
	}
	if len(pipe.Decl) > 0 {
		for _, v := range pipe.Decl {
			m.vars[v.Ident[0]] = m.partOf(&parse.PipeNode{Cmds: pipe.Cmds}, dot)
		}
		return nil
	}
	var piped *node
	for _, cmd := range pipe.Cmds {
		piped = m.command(cmd, dot, piped)
	}
	return piped
}

// element is the dot of a range, whose variables are set.
func (m *templateMaker) element(pipe *parse.PipeNode, dot part) part {
	list := m.partOf(&parse.PipeNode{Cmds: pipe.Cmds}, dot)
	elem, key := list, list
	if list.known {
		elem, key = part{list.path.with(anyElem), true}, part{list.path.with(keyElem), true}
	}
	switch len(pipe.Decl) {
	case 1:
		m.vars[pipe.Decl[0].Ident[0]] = elem
	case 2:
		m.vars[pipe.Decl[0].Ident[0]], m.vars[pipe.Decl[1].Ident[0]] = key, elem
	}
	return elem
}

// partOf is the part of the data that a pipeline names.
func (m *templateMaker) partOf(pipe *parse.PipeNode, dot part) part {
	if pipe == nil || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		return part{}
	}
	return m.named(pipe.Cmds[0].Args[0], dot)
}

func (m *templateMaker) named(n parse.Node, dot part) part {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return m.fields(dot, n.Ident)
	case *parse.VariableNode:
		from, ok := m.vars[n.Ident[0]]
		if n.Ident[0] == "$" {
			from, ok = part{known: true}, true
		}
		if !ok {
			return part{}
		}
		return m.fields(from, n.Ident[1:])
	case *parse.PipeNode:
		return m.partOf(n, dot)
	case *parse.ChainNode:
		return m.fields(m.named(n.Node, dot), n.Field)
	}
	return part{}
}

// fields goes on with fields and keys; methods are not followed.
func (m *templateMaker) fields(from part, names []string) part {
	for _, name := range names {
		t := typeAt(m.data.Type(), from.path)
		if !from.known || len(from.path) >= maxPath {
			return part{}
		}
		if t == nil {
			from.path = from.path.with(elem{name: "." + name})
			continue
		}
		if _, isMap := deref(t).Underlying().(*types.Map); isMap {
			from.path = from.path.with(elem{name: `["` + name + `"]`})
			continue
		}
		object, index, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if field, ok := object.(*types.Var); !ok || !field.IsField() {
			if _, open := deref(t).Underlying().(*types.Interface); !open || object != nil {
				return part{}
			}
			from.path = from.path.with(elem{name: "." + name})
			continue
		}
		for _, i := range index {
			step := fieldElem(t, i)
			from.path, t = from.path.with(step), step.field.Type()
		}
	}
	return from
}

// value is what a part of the data holds.
func (m *templateMaker) value(p, dot part) *node {
	if !p.known && dot.known {
		p = dot
	}
	if !p.known || len(p.path) == 0 {
		return m.g.whole(m.data, m.call)
	}
	if t := typeAt(m.data.Type(), p.path); t != nil && (harmless(t) || harmlessElements(t)) {
		return m.g.constant("0", nil)
	}
	return m.g.value(m.data, p.path, m.call)
}

// command is what one command of a pipeline makes, with what the one before it made.
func (m *templateMaker) command(cmd *parse.CommandNode, dot part, piped *node) *node {
	first, args := cmd.Args[0], cmd.Args[1:]
	fn, isFunction := first.(*parse.IdentifierNode)
	if !isFunction {
		if len(args) == 0 && piped == nil {
			return m.operand(first, dot)
		}
		return m.mixture("template", m.operands(cmd.Args, dot, piped)) // a method
	}
	switch fn.Ident {
	case "len", "eq", "ne", "lt", "le", "gt", "ge", "not":
		return m.g.constant("0", nil)
	case "and", "or":
		return m.g.alt(m.call.Parent(), m.operands(args, dot, piped), nil)
	case "printf":
		return m.printf(args, dot, piped)
	case "print", "println":
		return m.concat(m.operands(args, dot, piped))
	case "index", "slice", "html", "js", "urlquery":
		return m.mixture(fn.Ident, m.operands(args, dot, piped))
	}
	v, _ := m.call.(ssa.Value)
	return m.g.pure(opDerive, "function", fn.Ident, v, m.operands(args, dot, piped)...)
}

func (m *templateMaker) operands(args []parse.Node, dot part, piped *node) []*node {
	var all []*node
	for _, a := range args {
		all = append(all, m.operand(a, dot))
	}
	if piped != nil {
		all = append(all, piped)
	}
	return all
}

func (m *templateMaker) operand(n parse.Node, dot part) *node {
	switch n := n.(type) {
	case *parse.StringNode:
		return m.g.constant(n.Text, nil)
	case *parse.NumberNode, *parse.BoolNode, *parse.NilNode, *parse.IdentifierNode:
		return m.g.constant(n.String(), nil)
	case *parse.PipeNode:
		if made := m.action(n, dot); made != nil {
			return made
		}
		return m.g.constant("", nil)
	}
	return m.value(m.named(n, dot), dot)
}

// printf lays out its operands as fmt.Sprintf does.
func (m *templateMaker) printf(args []parse.Node, dot part, piped *node) *node {
	operands := m.operands(args, dot, piped)
	if len(operands) == 0 || operands[0].op != opConst {
		return m.mixture("printf", operands)
	}
	var row []*node
	next := 1
	for _, p := range splitFormat(operands[0].text) {
		if p.verb == 0 {
			row = append(row, m.g.constant(p.text, nil))
			continue
		}
		if p.arg > 0 {
			next = p.arg
		}
		if next += p.stars; next >= len(operands) {
			continue
		}
		made := operands[next]
		if p.verb == 'q' {
			made = m.g.pure(opDerive, "quote", "printf %q", nil, made)
		}
		row = append(row, made)
		next++
	}
	return m.concat(row)
}

func (m *templateMaker) mixture(name string, kids []*node) *node {
	v, _ := m.call.(ssa.Value)
	return m.g.pure(opDerive, "", name, v, kids...)
}
