package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// Foreign stands in rendered text for a piece that is not constant.
const Foreign = "\x00"

// render is the text of n as far as it is constant, foreign pieces being
// [Foreign].
func (g *graph) render(n *node) string {
	r := &renderer{busy: make(map[*node]bool)}
	return r.text(n, 0)
}

// Bounds of a rendered text: of its nesting, and of the nodes that are looked at;
// the alternatives of a long run of branches meet the same ones again and again.
const (
	maxRenderDepth  = 24
	maxRenderVisits = 2000
)

type renderer struct {
	busy   map[*node]bool
	visits int
}

func (r *renderer) text(n *node, depth int) string {
	if n.op == opConst {
		return n.text
	}
	r.visits++
	if depth > maxRenderDepth || r.busy[n] || len(r.busy) > 400 || r.visits > maxRenderVisits {
		return Foreign
	}
	r.busy[n] = true
	defer func() { r.busy[n] = false }()
	switch n.op {
	case opConcat:
		var b strings.Builder
		for _, k := range n.kids {
			b.WriteString(r.text(k, depth+1))
			if b.Len() > 4*clip {
				break
			}
		}
		return b.String()
	case opAlt, opCall, opForeign, opMade, opCut, opWhen:
		longest := ""
		for _, k := range n.kids {
			if t := r.text(k, depth+1); len(t) > len(longest) && !r.busy[k] {
				longest = t
			}
		}
		if longest == "" && len(n.kids) > 0 {
			return ""
		}
		return longest
	case opDerive:
		switch n.as {
		case "fold", "trim", "slice", "replace", "clean", "parent", "layout", "":
			if len(n.kids) > 0 {
				return r.text(n.kids[0], depth+1)
			}
		}
	}
	return Foreign
}

func (g *graph) place(pos token.Pos, fn *ssa.Function) Place { return Place{Pos: pos} }

// placeElsewhere is where a variable of another package is declared.
func (g *graph) placeElsewhere(v *ssa.Global) Place {
	pos := g.unit.position(v.Pos())
	if v.Object() == nil || v.Object().Pkg() == nil || !pos.IsValid() {
		return Place{}
	}
	return Place{Package: v.Object().Pkg().Path(), File: filepath.Base(pos.Filename), Line: pos.Line, Column: pos.Column}
}

// placeOf is where n is in the source.
func (g *graph) placeOf(n *node) Place {
	if n.frozen != nil && len(n.frozen.Steps) > 0 {
		return n.frozen.Steps[0].thaw().Place
	}
	pos := n.pos
	if !pos.IsValid() && n.val != nil {
		pos = n.val.Pos()
	}
	return Place{Pos: pos}
}

// describe is the source text of what brings n in, or a name for it.
func (g *graph) describe(n *node) string {
	if n.frozen != nil {
		return n.frozen.Expr
	}
	if n.call != nil && len(n.path) == 0 {
		if text := g.exprAt(n.call.Pos()); text != "" {
			return text
		}
	}
	switch n.op {
	case opParam:
		if n.val != nil {
			return n.val.Name() + dotted(n.path)
		}
	case opSource, opResult:
		if n.call != nil {
			if text := g.exprAt(n.call.Pos()); text != "" {
				if fillsSource(n) {
					return "what " + text + " reads into " + into(n.path)
				}
				return text + dotted(n.path)
			}
		}
		if len(n.kids) > 0 && n.entry != nil {
			return g.describe(n.kids[0]) + dotted(n.path)
		}
		if n.global != nil {
			return n.global.Object().Pkg().Name() + "." + n.global.Name() + dotted(n.path)
		}
	case opGlobal:
		return n.global.Name() + dotted(n.path)
	case opForeign, opCall, opWhen:
		return g.describe(n.kids[0])
	case opAlloc:
		if a, ok := n.val.(*ssa.Alloc); ok {
			return a.Comment
		}
	}
	if n.val != nil {
		switch v := n.val.(type) {
		case *ssa.Parameter, *ssa.FreeVar:
			return v.Name() + dotted(n.path)
		case *ssa.Call:
			return g.exprAt(v.Pos())
		case *ssa.Phi:
			return v.Comment
		case *ssa.Alloc:
			return v.Comment
		}
	}
	return ""
}

func fillsSource(n *node) bool {
	return n.entry != nil && n.call != nil && fillsArgument(n.entry) && len(n.path) > 0
}

// into names the part of what a call filled: of a map, one of its keys.
func into(p path) string {
	if p[0] == keyElem {
		return "a key" + dotted(p[1:])
	}
	return strings.TrimPrefix(dotted(p), ".")
}

func dotted(p path) string {
	var b strings.Builder
	for i, e := range p {
		switch {
		case e.name == "[key]":
			b.WriteString(" (key)")
		case strings.HasPrefix(e.name, `["`) && i == len(p)-2 && p[i+1] == anyElem:
			b.WriteString(e.name) // the one value of a header or form field
			return b.String()
		default:
			b.WriteString(e.name)
		}
	}
	return b.String()
}

// pieceText is how the source names a piece of a text.
func (g *graph) pieceText(n *node) string {
	if n.frozen != nil {
		return ""
	}
	if v, ok := n.val.(*ssa.Call); ok {
		return g.exprAt(v.Pos())
	}
	return g.describe(n)
}

// exprAt is the source text of the call whose left parenthesis is at pos.
func (g *graph) exprAt(pos token.Pos) string {
	if g.callExprs == nil {
		g.callExprs = make(map[token.Pos]*ast.CallExpr)
		for _, f := range g.unit.Pass.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					g.callExprs[call.Lparen] = call
				}
				return true
			})
		}
	}
	call := g.callExprs[pos]
	if call == nil {
		return ""
	}
	text, ok := g.exprs[pos]
	if !ok {
		if text = types.ExprString(call); len(text) > 120 {
			text = types.ExprString(call.Fun) + "(…)"
		}
		g.exprs[pos] = text
	}
	return text
}

// sourceName is the key by which a source was asked for: a form key, a header.
func (g *graph) sourceName(n *node) string {
	if n.frozen != nil {
		return n.frozen.Name
	}
	if n.call != nil {
		for _, op := range n.call.Common().Args {
			if c, ok := op.(*ssa.Const); ok && c.Value != nil && isText(c.Type()) {
				return g.traceConst(c).text
			}
		}
	}
	for _, e := range n.path {
		if key, ok := strings.CutPrefix(e.name, `["`); ok {
			return strings.TrimSuffix(key, `"]`)
		}
	}
	if len(n.path) > 0 {
		return strings.TrimPrefix(n.path[len(n.path)-1].name, ".")
	}
	return ""
}

// firstStep is the text of an origin's own step.
func (g *graph) firstStep(n *node, o *Origin) string {
	switch o.Class {
	case Untrusted, Operator, Stored, Secret:
		if o.Expr != "" {
			return o.Expr + " comes from " + sourceNoun(n.class)
		}
		return "comes from " + sourceNoun(n.class)
	case Parameter:
		return "the parameter " + o.Name
	case Global:
		return "the variable " + o.Name
	case Unknown:
		if o.Expr != "" {
			return o.Expr
		}
	}
	return ""
}

func sourceNoun(c catalog.Class) string {
	switch c {
	case catalog.Remote:
		return "a request"
	case catalog.Queue:
		return "a queue message"
	case catalog.Archive:
		return "an archive entry"
	case catalog.Flag:
		return "the command line"
	case catalog.Environment:
		return "the environment"
	case catalog.Config:
		return "the configuration"
	case catalog.Stored:
		return "stored data"
	case catalog.Download:
		return "another server's answer"
	case catalog.Secret:
		return "a secret"
	}
	return "outside"
}

// Noun names who chose a value of a catalog class, for messages.
func Noun(c catalog.Class) string { return sourceNoun(c) }

// Clipped is how many bytes of the text around a value an origin has at most.
const Clipped = 400

const clip = Clipped

func clipBefore(s string) string {
	if len(s) > clip {
		return s[len(s)-clip:]
	}
	return s
}

func clipAfter(s string) string {
	if len(s) > clip {
		return s[:clip]
	}
	return s
}
