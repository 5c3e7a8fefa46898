package suppress

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

const flaw = "sqlconcat/untrusted"

var testRules = []*rule.Rule{{ID: flaw}, {ID: "sqlconcat/dynamic"}, {ID: "pathjoin/untrusted"}}

// parse reads a program, which must be one that compiles.
func parse(t *testing.T, name string, src any) (*token.FileSet, *ast.File) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := new(types.Config).Check(f.Name.Name, fset, []*ast.File{f}, nil); err != nil {
		t.Fatal(err)
	}
	return fset, f
}

func TestCoverage(t *testing.T) {
	for _, name := range []string{"units.go", "nolint.go", "nosec.go", "whole.go"} {
		t.Run(name, func(t *testing.T) {
			fset, f := parse(t, filepath.Join("testdata", name), nil)
			x := New(fset, []*ast.File{f}, newDictionary(testRules).known, true)
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				switch s := x.Find(call.Pos(), flaw); types.ExprString(call.Fun) {
				case "silent":
					if s == nil {
						t.Errorf("%v: not silenced", fset.Position(call.Pos()))
					}
				case "loud":
					if s != nil {
						t.Errorf("%v: silenced by the comment at line %d", fset.Position(call.Pos()), s.Location.Line)
					}
				}
				return true
			})
		})
	}
}

func TestNosecOnlyOnRequest(t *testing.T) {
	fset, f := parse(t, "p.go", "package p\n\nvar x = 1 // #nosec\n")
	if s := New(fset, []*ast.File{f}, newDictionary(testRules).known, false).Find(f.Decls[0].Pos(), flaw); s != nil {
		t.Errorf("silenced by %+v", s)
	}
}

func TestSuppression(t *testing.T) {
	for _, test := range []struct{ comment, kind, reason string }{
		{"//secvet:ignore sqlconcat -- the reason -- is long", "secvet:ignore", "the reason -- is long"},
		{"//nolint:secvet // the reason", "nolint", "the reason"},
		{"//nolint", "nolint", ""},
		{"// #nosec G201 --- the reason", "nosec", "the reason"},
	} {
		fset, f := parse(t, "dir/p.go", "package p\n\nvar x = 1 "+test.comment+"\n")
		s := New(fset, []*ast.File{f}, newDictionary(testRules).known, true).Find(f.Decls[0].Pos(), flaw)
		if s == nil {
			t.Errorf("%s: silences nothing", test.comment)
			continue
		}
		if s.Kind != test.kind || s.Reason != test.reason {
			t.Errorf("%s: got kind %q and reason %q", test.comment, s.Kind, s.Reason)
		}
		if l := s.Location; l.File != "dir/p.go" || l.Line != 3 || l.Column != 11 || l.EndLine != 3 || l.EndColumn != 11+len(test.comment) {
			t.Errorf("%s: got location %+v", test.comment, l)
		}
	}
}

// Positions are named as the go command names them, whatever a //line directive
// says of the lines that the comment covers.
// What golangci-lint honours itself is left to it, and nothing else.
func TestNolintOfHost(t *testing.T) {
	for _, test := range []struct {
		comment, host string
		silent        bool
	}{
		{"//nolint", "", true},
		{"//nolint", "secvet", false},
		{"//nolint:all", "secvet", false},
		{"//nolint:secvet", "secvet", false},
		{"//nolint:sqlconcat", "secvet", true},
		{"//nolint:secvet", "sqlconcat", true},
		{"//nolint:gosec,sqlconcat", "sqlconcat", false},
		{"//nolint:pathjoin", "sqlconcat", false},
		{"//secvet:ignore sqlconcat -- the reason", "secvet", true},
	} {
		fset, f := parse(t, "p.go", "package p\n\nvar x = 1 "+test.comment+"\n")
		x := New(fset, []*ast.File{f}, newDictionary(testRules).known, false, strings.Fields(test.host)...)
		if got := x.Find(f.Decls[0].Pos(), flaw) != nil; got != test.silent {
			t.Errorf("%s in %q: silent is %v", test.comment, test.host, got)
		}
	}
}

func TestLineDirectives(t *testing.T) {
	fset, f := parse(t, "gen.go", `package p

//line tmpl.html:7
var x = 1 //secvet:ignore sqlconcat -- it is safe
//line tmpl.html:7
var y = 1
`)
	x := New(fset, []*ast.File{f}, newDictionary(testRules).known, false)
	s := x.Find(f.Decls[0].Pos(), flaw)
	if s == nil || s.Location.File != "tmpl.html" || s.Location.Line != 7 {
		t.Errorf("got %+v", s)
	}
	if s := x.Find(f.Decls[1].Pos(), flaw); s != nil {
		t.Errorf("the second declaration is silenced by %+v", s)
	}
}

func TestNotices(t *testing.T) {
	for _, test := range []struct {
		comment string
		want    []string
	}{
		{"//secvet:ignore sqlconcat/untrusted -- fine", nil},
		{"// Prose about secvet:ignore comments.", nil},
		{"// secvet:ignore comments are explained elsewhere.", nil},
		{"//secvet:ignore sqlconcat/untrusted", []string{"gives no reason"}},
		{"//secvet:ignore", []string{"gives no reason"}},
		{"//secvet:ignore -- why", []string{"names no rule"}},
		{"//secvet:ignore sqlconcat/untrustd -- why", []string{`no rule "sqlconcat/untrustd" (did you mean sqlconcat/untrusted?)`}},
		{"//secvet:ignore sqlconcat/dynamic,a,sqlconcat/untrusted,b -- why", []string{`no rule "a"`, `no rule "b"`}},
		{"// secvet:ignore sqlconcat/untrusted -- why", []string{"without a space in front"}},
		{"//secvet:ignor sqlconcat/untrusted -- why", []string{"secvet:ignor (did you mean ignore?)"}},
	} {
		fset, f := parse(t, "p.go", "package p\n\nvar x = 1 "+test.comment+"\n")
		notices := newIndex(fset, []*ast.File{f}, newDictionary(testRules), false).Notices()
		if len(notices) != len(test.want) {
			t.Errorf("%s: got %+v", test.comment, notices)
			continue
		}
		for i, n := range notices {
			if !strings.Contains(n.Message, test.want[i]) || n.Location.Line != 3 || n.Location.Column != 11 {
				t.Errorf("%s: got %+v, want %q", test.comment, n, test.want[i])
			}
		}
	}
}

func TestNoticeOfCommentWithoutCode(t *testing.T) {
	for _, src := range []string{
		"//secvet:ignore sqlconcat -- above the package clause\npackage p\n",
		"package p\n\nfunc f() {\n\t//secvet:ignore sqlconcat -- nothing follows\n}\n",
		"package p\n\n//secvet:ignore sqlconcat -- an empty line follows\n\nfunc f() {}\n",
	} {
		fset, f := parse(t, "p.go", src)
		x := newIndex(fset, []*ast.File{f}, newDictionary(testRules), false)
		if n := x.Notices(); len(n) != 1 || !strings.Contains(n[0].Message, "belongs to no code") || len(x.Ignores()) > 0 {
			t.Errorf("%s\ngot %+v", src, n)
		}
	}
}

func TestGeneratedFiles(t *testing.T) {
	fset, f := parse(t, "p.go", `// Code generated by hand. DO NOT EDIT.

package p

var x = 1 //secvet:ignore sqlconcat -- it is safe
var y = 1 //secvet:ignore unknown
`)
	x := newIndex(fset, []*ast.File{f}, newDictionary(testRules), false)
	if x.Find(f.Decls[0].Pos(), flaw) == nil {
		t.Error("a comment in a generated file is not honoured")
	}
	if n := x.Notices(); n != nil {
		t.Errorf("got %+v", n)
	}
	if all := x.Ignores(); len(all) != 1 || !all[0].Generated {
		t.Errorf("got %+v", all)
	}
}

// What is silenced by position is silenced by line and column.
func TestIgnoresAgreeWithFind(t *testing.T) {
	for _, name := range []string{"units.go", "nolint.go", "nosec.go", "whole.go"} {
		fset, f := parse(t, filepath.Join("testdata", name), nil)
		x := newIndex(fset, []*ast.File{f}, newDictionary(testRules), true)
		ignores := x.Ignores()
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				return false
			}
			var want, got *finding.Suppression
			want = x.Find(n.Pos(), flaw)
			at := x.location(span{n.Pos(), n.End()})
			if i := slices.IndexFunc(ignores, func(i finding.Ignore) bool { return i.Silences(at, flaw) }); i >= 0 {
				got = &ignores[i].Suppression
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%v: Silences says %+v, Find %+v", at, got, want)
			}
			return true
		})
	}
}
