package flow

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// DebugOrigins writes, for every call on a line of the package, where its
// operands come from: class, properties, text around, steps. File is a base name
// or the end of a path. It says whether there was a call.
func (u *Unit) DebugOrigins(w io.Writer, file string, line int) bool {
	found := false
	for _, call := range u.Calls() {
		p := u.position(call.Instr.Pos())
		if p.Line != line || !strings.HasSuffix(filepath.ToSlash(p.Filename), file) {
			continue
		}
		found = true
		fmt.Fprintf(w, "%s:%d:%d: %s\n", filepath.Base(p.Filename), p.Line, p.Column, call.Callee)
		for i, op := range call.Operands {
			u.debugOperand(w, call, i, op)
		}
	}
	return found
}

func (u *Unit) debugOperand(w io.Writer, call *Call, i int, op ssa.Value) {
	u.graph.mu.Lock()
	n := u.graph.whole(op, call.Instr)
	shape := u.graph.dump(n, 0, make(map[*node]bool))
	u.graph.mu.Unlock()
	fmt.Fprintf(w, "  operand %d  %s  %s\n", i, op.Type(), shape)
	for _, o := range u.Whole(op, call.Instr) {
		u.debugOrigin(w, o)
	}
}

func (u *Unit) debugOrigin(w io.Writer, o *Origin) {
	fmt.Fprintf(w, "    %s", o.Class)
	for _, part := range []struct{ name, text string }{
		{"text", o.Text}, {"expr", o.Expr}, {"name", o.Name}, {"kind", string(o.Kind)}, {"proved", o.Props.String()},
		{"before", visible(o.Before)}, {"after", visible(o.After)}, {"through", strings.Join(o.Through, " → ")},
	} {
		if part.text != "" {
			fmt.Fprintf(w, "  %s %q", part.name, part.text)
		}
	}
	if o.Unsure {
		fmt.Fprint(w, "  unsure")
	}
	fmt.Fprintln(w)
	for _, s := range o.Steps {
		where := fmt.Sprintf("%s/%s:%d", s.Place.Package, s.Place.File, s.Place.Line)
		if s.Place.Pos.IsValid() {
			p := u.position(s.Place.Pos)
			where = fmt.Sprintf("%s:%d:%d", filepath.Base(p.Filename), p.Line, p.Column)
		}
		fmt.Fprintf(w, "      %s: %s\n", where, s.Text)
	}
}

func visible(s string) string { return strings.ReplaceAll(s, Foreign, "…") }

var opNames = [...]string{"unknown", "const", "confined", "concat", "alt", "derive", "param", "source", "alloc", "loc", "func",
	"call", "foreign", "result", "made", "cut", "when", "global"}

// dump is the shape of a node, for people who work on flow.
func (g *graph) dump(n *node, depth int, seen map[*node]bool) string {
	head := fmt.Sprintf("%s#%d", opNames[n.op], n.id)
	switch n.op {
	case opConst:
		return fmt.Sprintf("%q", n.text)
	case opParam, opSource, opResult, opGlobal:
		head += n.path.String() + " " + g.describe(n)
	case opDerive:
		head += " " + n.as + " " + n.text
	}
	if n.op == opAlt && len(n.kids) == 0 {
		head += " empty"
		if n.val != nil {
			head += fmt.Sprintf(" %T %s", n.val, n.val)
		}
	}
	if depth > 12 || seen[n] || len(n.kids) == 0 {
		return head
	}
	seen[n] = true
	var kids []string
	for _, k := range n.kids {
		kids = append(kids, g.dump(k, depth+1, seen))
	}
	return head + "(" + strings.Join(kids, ", ") + ")"
}

// DebugSummary writes the summary of a function of the package, given by its
// name or its full name. It says whether there is such a function.
func (u *Unit) DebugSummary(w io.Writer, name string) bool {
	found := false
	for _, fn := range u.Functions() {
		if fn.Name() != name && fn.RelString(nil) != name && fn.RelString(u.Pass.Pkg) != name {
			continue
		}
		found = true
		u.graph.mu.Lock()
		s := u.graph.summarise(fn)
		u.graph.mu.Unlock()
		fmt.Fprintf(w, "%s\n", fn.RelString(nil))
		s.describe(w, fn)
	}
	return found
}

func (s *Summary) describe(w io.Writer, fn *ssa.Function) {
	if s == nil {
		fmt.Fprintln(w, "  nothing to say")
		return
	}
	param := func(i int, path []string) string {
		if i < len(fn.Params) {
			return fn.Params[i].Name() + strings.Join(path, "")
		}
		return "?"
	}
	for _, r := range s.Results {
		fmt.Fprintf(w, "  result %d%s: %s\n", r.Index, strings.Join(r.Path, ""), r.Tree.shape(fn))
	}
	for _, k := range s.Sinks {
		fmt.Fprintf(w, "  %s reaches %s as %s", param(k.Param, k.Path), k.Callee, k.Kind)
		if k.Props != 0 {
			fmt.Fprintf(w, ", proved %s", k.Props)
		}
		fmt.Fprintln(w)
	}
	for _, x := range s.Writes {
		fmt.Fprintf(w, "  leaves in %s: %s\n", param(x.Param, x.Path), x.Tree.shape(fn))
	}
	for _, h := range s.Handed {
		fmt.Fprintf(w, "  hands to argument %d%s of %s: %s\n", h.Arg, strings.Join(h.Part, ""), param(h.Param, h.Path), h.Tree.shape(fn))
	}
	for _, c := range s.Certs {
		outcome := [...]string{"true", "false", "nil", "found"}[c.Want]
		fmt.Fprintf(w, "  result %d %s proves %s of %s\n", c.Result, outcome, c.Props, param(c.Param, c.Path))
	}
}

func (t *Tree) shape(fn *ssa.Function) string {
	head := opNames[t.Op]
	switch op(t.Op) {
	case opConst:
		return fmt.Sprintf("%q", t.Text)
	case opParam:
		if t.Param < len(fn.Params) {
			head = fn.Params[t.Param].Name() + strings.Join(t.Path, "")
		}
	case opSource:
		head = t.Expr
	case opResult:
		head = "result of " + t.Text + strings.Join(t.Path, "")
	case opDerive:
		head = t.As + " " + t.Text
	}
	if t.Props != 0 {
		head += "{" + t.Props.String() + "}"
	}
	var kids []string
	for _, k := range t.Kids {
		kids = append(kids, k.shape(fn))
	}
	if len(kids) == 0 {
		return head
	}
	return head + "(" + strings.Join(kids, ", ") + ")"
}

// DebugGuards writes what each branch of a function of the package proves.
func (u *Unit) DebugGuards(w io.Writer, name string) {
	g := u.graph
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, fn := range u.Functions() {
		if fn.Name() != name {
			continue
		}
		gi := g.guardsOf(fn)
		for _, b := range fn.Blocks {
			cond, ok := lastInstr(b).(*ssa.If)
			if !ok {
				continue
			}
			for _, want := range []bool{true, false} {
				for _, a := range g.assertions(gi, cond.Cond, want) {
					fmt.Fprintf(w, "  line %d: %v proves %s of %s\n", u.position(cond.Cond.Pos()).Line, want, a.props, g.dump(a.n, 9, map[*node]bool{}))
				}
			}
		}
	}
}
