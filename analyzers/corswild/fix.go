package corswild

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/flow"
)

// fixes wraps a repair that may be missing.
type fixes struct{ edit *analysis.SuggestedFix }

// fieldFix removes the field whose store stands at pos from its composite
// literal; nil when it is set otherwise.
func (f *finder) fieldFix(pos token.Pos, message string) *fixes {
	file := emit.File(f.pass, pos)
	if file == nil {
		return nil
	}
	var edit *analysis.SuggestedFix
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || pos < lit.Pos() || pos >= lit.End() {
			return n == nil || n.Pos() <= pos && pos < n.End() || !ok
		}
		for i, elt := range lit.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok && (kv.Colon == pos || kv.Pos() == pos || kv.Value.Pos() == pos) {
				edit = removeElement(message, lit.Elts, i, lit.Lbrace, lit.Rbrace)
			}
		}
		return true
	})
	if edit == nil {
		return nil
	}
	return &fixes{edit}
}

// removeElement removes element i of a list with the comma that goes with it.
func removeElement[E ast.Node](message string, list []E, i int, open, end token.Pos) *analysis.SuggestedFix {
	e := analysis.TextEdit{Pos: list[i].Pos(), End: list[i].End()}
	switch {
	case i+1 < len(list):
		e.End = list[i+1].Pos()
	case i > 0:
		e.Pos = list[i-1].End()
	default:
		e.Pos, e.End = open+1, end
	}
	return &analysis.SuggestedFix{Message: message, TextEdits: []analysis.TextEdit{e}}
}

// credentialsFix removes the permission of credentials where "*" is sent: browsers
// refuse the two together, so that nothing changes for them.
func (f *finder) credentialsFix(p *policy) *analysis.SuggestedFix {
	const message = "remove the credentials: browsers refuse them with *"
	file := emit.File(f.pass, p.place)
	if file == nil {
		return nil
	}
	var edit *analysis.SuggestedFix
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Lparen != p.place {
			return true
		}
		for i, arg := range call.Args {
			switch a := ast.Unparen(arg).(type) {
			case *ast.CompositeLit:
				for i, elt := range a.Elts {
					if kv, ok := elt.(*ast.KeyValueExpr); ok && isNamed(kv.Key, "AllowCredentials") {
						edit = removeElement(message, a.Elts, i, a.Lbrace, a.Rbrace)
					}
				}
			case *ast.CallExpr:
				if sel, ok := a.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "AllowCredentials" && len(a.Args) == 0 {
					edit = removeElement(message, call.Args, i, call.Lparen, call.Rparen)
				}
			}
		}
		return false
	})
	return edit
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// statementFix removes the statement that sets the credentials beside "*".
func (h *headerFinder) statementFix(o, credentials headerWrite) *analysis.SuggestedFix {
	pos := credentials.in.Pos()
	file := emit.File(h.pass, pos)
	if file == nil || credentials.at != credentials.in || o.at != o.in {
		return nil
	}
	var edit *analysis.SuggestedFix
	ast.Inspect(file, func(n ast.Node) bool {
		st, ok := n.(*ast.ExprStmt)
		if !ok {
			return true
		}
		if call, ok := st.X.(*ast.CallExpr); ok && call.Lparen == pos {
			edit = &analysis.SuggestedFix{Message: "remove the credentials: browsers refuse them with *",
				TextEdits: []analysis.TextEdit{{Pos: st.Pos(), End: st.End()}}}
		}
		return true
	})
	return edit
}

// suffixFix makes a look at the end of an origin whole: the name itself and what
// stands below it.
func suffixFix(w *weakness) *analysis.SuggestedFix {
	if w.suffix == "" || w.call == nil || w.expr == nil || strings.ContainsAny(w.suffix, ":/") || strings.HasPrefix(w.suffix, ".") {
		return nil
	}
	if len(w.expr.Args) != 2 {
		return nil
	}
	_, simple := w.expr.Args[0].(*ast.Ident)
	if _, literal := w.expr.Args[1].(*ast.BasicLit); !simple || !literal {
		return nil
	}
	var fun, subject bytes.Buffer
	fset := token.NewFileSet()
	if printer.Fprint(&fun, fset, w.expr.Fun) != nil || printer.Fprint(&subject, fset, w.expr.Args[0]) != nil {
		return nil
	}
	exact := fmt.Sprintf("%s(%s, %s)", &fun, &subject, strconv.Quote("://"+w.suffix))
	if w.host {
		exact = fmt.Sprintf("%s == %s", &subject, strconv.Quote(w.suffix))
	}
	text := fmt.Sprintf("(%s(%s, %s) || %s)", &fun, &subject, strconv.Quote("."+w.suffix), exact)
	return &analysis.SuggestedFix{Message: "accept the name itself and what is below it",
		TextEdits: []analysis.TextEdit{{Pos: w.expr.Pos(), End: w.expr.End(), NewText: []byte(text)}}}
}

// callExpr is the call whose left parenthesis stands at pos.
func callExpr(unit *flow.Unit, pos token.Pos) (found *ast.CallExpr) {
	file := emit.File(unit.Pass, pos)
	if file == nil {
		return nil
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && call.Lparen == pos {
			found = call
		}
		return found == nil && (n == nil || n.Pos() <= pos && pos < n.End())
	})
	return found
}
