package jwtalg

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/flow"
)

// fixPin adds the option that names the algorithm to the last draft, where the
// library has it and the algorithm is certain: the package signs with one only, or
// the key is a secret, for which the three of its family stand.
func (c *checker) fixPin(s *site, at ssa.Instruction, secret bool) {
	if s == nil || s.call.Instr != at || len(c.drafts) == 0 {
		return
	}
	algs := c.signedWith()
	if len(algs) != 1 {
		if !secret || s.open || len(algs) > 0 {
			return
		}
		algs = []string{"HS256", "HS384", "HS512"}
	} else if secret != (family(algs[0]) == "HS") {
		return
	}
	obj := s.call.Object
	option := "WithValidMethods"
	if obj == nil || obj.Pkg().Scope().Lookup(option) == nil || s.mark.Args["options"] == "" {
		return
	}
	expr := c.callAt(at.Pos())
	if expr == nil || len(expr.Args) == 0 || expr.Ellipsis.IsValid() {
		return
	}
	qualifier := c.qualifier(obj.Pkg(), at.Pos())
	if qualifier == "" {
		return
	}
	text := fmt.Sprintf(", %s.%s([]string{\"%s\"})", qualifier, option, strings.Join(algs, `", "`))
	end := expr.Args[len(expr.Args)-1].End()
	c.drafts[len(c.drafts)-1].Fix = &analysis.SuggestedFix{
		Message:   "Name the algorithm: " + strings.Join(algs, ", "),
		TextEdits: []analysis.TextEdit{{Pos: end, End: end, NewText: []byte(text)}},
	}
}

// signedWith lists the algorithms that the package signs with.
func (c *checker) signedWith() []string {
	var algs []string
	for _, call := range c.unit.Marked("jwt.sign") {
		method := call.Place(call.Mark("jwt.sign"), "method")
		if method == nil {
			continue
		}
		for _, o := range c.unit.Trace(method, call.Instr) {
			alg := c.globalAlg(o)
			if alg == "" {
				alg = "unknown"
			}
			if !contains(algs, alg) {
				algs = append(algs, alg)
			}
		}
	}
	if len(algs) == 1 && algs[0] == "unknown" {
		return []string{"unknown", "unknown"}
	}
	return algs
}

// fixRemove takes an option out of the call that it is passed to.
func (c *checker) fixRemove(option *flow.Call) *analysis.SuggestedFix {
	expr := c.callAt(option.Instr.Pos())
	file := emit.File(c.pass, option.Instr.Pos())
	if expr == nil || file == nil {
		return nil
	}
	var fix *analysis.SuggestedFix
	ast.Inspect(file, func(n ast.Node) bool {
		outer, ok := n.(*ast.CallExpr)
		if !ok || outer == expr {
			return true
		}
		for i, arg := range outer.Args {
			if ast.Unparen(arg) != expr {
				continue
			}
			from, to := arg.Pos(), arg.End()
			if i > 0 {
				from = outer.Args[i-1].End()
			} else if len(outer.Args) > 1 {
				to = outer.Args[1].Pos()
			}
			fix = &analysis.SuggestedFix{Message: "Remove the option", TextEdits: []analysis.TextEdit{{Pos: from, End: to}}}
		}
		return true
	})
	return fix
}

// callAt is the call whose left parenthesis is at pos.
func (c *checker) callAt(pos token.Pos) *ast.CallExpr {
	file := emit.File(c.pass, pos)
	if file == nil {
		return nil
	}
	var found *ast.CallExpr
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && call.Lparen == pos {
			found = call
		}
		return found == nil
	})
	return found
}

// qualifier is the name under which the file at pos imports a package.
func (c *checker) qualifier(pkg *types.Package, pos token.Pos) string {
	file := emit.File(c.pass, pos)
	if file == nil {
		return ""
	}
	for _, spec := range file.Imports {
		if strings.Trim(spec.Path.Value, `"`) != pkg.Path() {
			continue
		}
		switch {
		case spec.Name == nil:
			return pkg.Name()
		case spec.Name.Name == "_" || spec.Name.Name == ".":
			return ""
		}
		return spec.Name.Name
	}
	return ""
}
