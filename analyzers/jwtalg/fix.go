package jwtalg

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"go/types"
	"path"
	"slices"
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
	c.drafts[len(c.drafts)-1].Fix = c.pin(s, at.Pos(), algs)
}

// pin names the algorithms in a verifying call: by the library's option, or, where
// it has none, by a parser that is made for the call.
func (c *checker) pin(s *site, pos token.Pos, algs []string) *analysis.SuggestedFix {
	pkg, list := s.call.Object.Pkg(), strings.Join(algs, `", "`)
	message := "Name the algorithm: " + strings.Join(algs, ", ")
	qualifier, expr := c.qualifier(pkg, pos), c.callAt(pos)
	if qualifier == "" || expr == nil || len(expr.Args) == 0 {
		return nil
	}
	parser := pkg.Scope().Lookup("Parser")
	switch {
	case pkg.Scope().Lookup("WithParser") != nil:
		made := c.parser(pkg, pos, list)
		if made == "" || s.mark.Args["options"] == "" || expr.Ellipsis.IsValid() {
			return nil
		}
		end := expr.Args[len(expr.Args)-1].End()
		return edit(message, end, end, fmt.Sprintf(", %s.WithParser(%s)", qualifier, made))
	case pkg.Scope().Lookup("WithValidMethods") != nil:
		if s.mark.Args["options"] == "" || expr.Ellipsis.IsValid() {
			return nil
		}
		end := expr.Args[len(expr.Args)-1].End()
		return edit(message, end, end, fmt.Sprintf(", %s.WithValidMethods([]string{\"%s\"})", qualifier, list))
	case parser != nil && s.call.Object.Signature().Recv() == nil:
		st, ok := parser.Type().Underlying().(*types.Struct)
		if !ok || !hasField(st, "ValidMethods") {
			return nil
		}
		return edit(message, expr.Fun.Pos(), expr.Fun.End(), fmt.Sprintf("(&%s.Parser{ValidMethods: []string{\"%s\"}}).%s", qualifier, list, s.call.Object.Name()))
	}
	return nil
}

// parser is the text that makes a parser for those algorithms, for a package beside the
// library's own, as that for requests is; "" where the file does not import the library.
func (c *checker) parser(beside *types.Package, pos token.Pos, list string) string {
	for _, library := range beside.Imports() {
		if path.Dir(beside.Path()) != library.Path() {
			continue
		}
		qualifier := c.qualifier(library, pos)
		switch {
		case qualifier == "":
			return ""
		case library.Scope().Lookup("WithValidMethods") != nil && library.Scope().Lookup("NewParser") != nil:
			return fmt.Sprintf("%s.NewParser(%s.WithValidMethods([]string{\"%s\"}))", qualifier, qualifier, list)
		case library.Scope().Lookup("Parser") != nil:
			return fmt.Sprintf("&%s.Parser{ValidMethods: []string{\"%s\"}}", qualifier, list)
		}
	}
	return ""
}

func edit(message string, from, to token.Pos, text string) *analysis.SuggestedFix {
	return &analysis.SuggestedFix{Message: message, TextEdits: []analysis.TextEdit{{Pos: from, End: to, NewText: []byte(text)}}}
}

// fixExpiry adds the option that requires an expiry, unless the package issues tokens
// without one.
func (c *checker) fixExpiry() {
	for _, d := range c.drafts {
		if d.Rule == NoExpiry && d.SinkName != "expiry" {
			return
		}
	}
	for i := range c.drafts {
		d := &c.drafts[i]
		if d.Rule != NoExpiry {
			continue
		}
		call := c.unit.CallOf(d.Sink.(ssa.CallInstruction))
		expr, qualifier := c.callAt(d.Place), c.qualifier(call.Object.Pkg(), d.Place)
		repaired := slices.ContainsFunc(c.drafts, func(o emit.Draft) bool { return o.Place == d.Place && o.Fix != nil })
		if repaired || call.Mark("jwt.parse").Args["options"] == "" || expr == nil || expr.Ellipsis.IsValid() || len(expr.Args) == 0 || qualifier == "" {
			continue
		}
		end := expr.Args[len(expr.Args)-1].End()
		d.Fix = edit("Require an expiry", end, end, ", "+qualifier+".WithExpirationRequired()")
	}
}

// fixSecondPath lets the parser of another call, which names the algorithm, make this
// call as well.
func (c *checker) fixSecondPath(s, other *site) *analysis.SuggestedFix {
	expr, pinned := c.callAt(s.call.Instr.Pos()), c.callAt(other.call.Instr.Pos())
	if expr == nil || pinned == nil || other.call.Object.Signature().Recv() == nil || s.call.Object.Signature().Recv() != nil ||
		s.call.Object.Name() != other.call.Object.Name() || len(expr.Args) != other.call.Object.Signature().Params().Len() {
		return nil
	}
	var fun bytes.Buffer
	if printer.Fprint(&fun, token.NewFileSet(), pinned.Fun) != nil {
		return nil
	}
	return edit("Use the same parser", expr.Fun.Pos(), expr.Fun.End(), fun.String())
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
