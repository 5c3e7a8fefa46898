package pathjoin

import (
	"go/ast"
	"go/token"
	"go/version"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/secvet/secvet/analyzers/internal/edit"
	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/flow"
)

// fix is a change that removes the flaw and keeps good input working; nil where
// that can't be promised.
func (j *judge) fix(f *flaw) *analysis.SuggestedFix {
	switch {
	case f.rule == BrokenGuard && f.check.Reason == flow.PrefixWithoutSeparator:
		return j.fixPrefix(f.place)
	case f.rule == BrokenGuard && f.check.Reason == flow.RelErrorOnly:
		return j.fixRel(f.place)
	case f.rule == BrokenGuard && f.check.Reason == flow.DotsAbove:
		return j.fixRelPrefix(f.place)
	case f.rule == LinkTarget, f.rule == Operator, f.rule == Parameter, !joined(f.origin):
		return nil
	}
	if fix := j.fixOpen(f); fix != nil {
		return fix
	}
	return j.fixCheck(f)
}

// site is a place in the syntax, with what encloses it, the innermost first.
type site struct {
	file *ast.File
	path []ast.Node
}

func (j *judge) siteAt(pos token.Pos) *site {
	file := emit.File(j.pass, pos)
	if file == nil {
		return nil
	}
	path, _ := astutil.PathEnclosingInterval(file, pos, pos+1)
	return &site{file, path}
}

// callAt is the call whose left parenthesis is at pos.
func (s *site) callAt(pos token.Pos) *ast.CallExpr {
	for _, n := range s.path {
		if call, ok := n.(*ast.CallExpr); ok && call.Lparen == pos {
			return call
		}
	}
	return nil
}

// goVersion says whether the file's language version is at least want.
func (j *judge) goVersion(file *ast.File, want string) bool {
	v := j.pass.TypesInfo.FileVersions[file]
	if v == "" {
		v = j.pass.Pkg.GoVersion()
	}
	return v == "" || version.Compare(v, want) >= 0
}

// simple says whether an expression can be written twice.
func simple(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name != "_"
	case *ast.SelectorExpr:
		return simple(e.X)
	}
	return false
}

// imports adds the packages that a fix names; ok is false when a name is taken.
func (j *judge) imports(s *site, at token.Pos, paths ...string) (names []string, edits []analysis.TextEdit, ok bool) {
	for _, p := range paths {
		name, more := edit.Import(j.pass, s.file, at, p)
		if name == "" {
			return nil, nil, false
		}
		names, edits = append(names, name), append(edits, more...)
	}
	return names, edits, true
}
