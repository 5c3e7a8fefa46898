package driver

import (
	"go/ast"
	"go/parser"
	"go/token"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/statement"
)

// trees parses files of which a statement is asked for. They are few: those with
// a flaw that only callers from other packages show.
type trees struct {
	read  func(file string) ([]byte, error)
	fset  *token.FileSet
	files map[string]*ast.File // nil for those that cannot be read
}

func newTrees(read func(file string) ([]byte, error)) *trees {
	return &trees{read: read, fset: token.NewFileSet(), files: make(map[string]*ast.File)}
}

// file returns the tree of a file, nil when there is none.
func (t *trees) file(name string) *ast.File {
	f, done := t.files[name]
	if !done {
		if text, err := t.read(name); err == nil {
			// A file with errors would have no findings.
			f, _ = parser.ParseFile(t.fset, name, text, parser.SkipObjectResolution)
		}
		t.files[name] = f
	}
	return f
}

// statement returns the text of the statement at a place, as an analysis of its
// package has it; empty when it cannot be had.
func (t *trees) statement(l finding.Location) string {
	f := t.file(l.File)
	if f == nil {
		return ""
	}
	tf := t.fset.File(f.FileStart)
	if l.Line < 1 || l.Line > tf.LineCount() {
		return ""
	}
	return statement.At(f, tf.LineStart(l.Line)+token.Pos(max(l.Column-1, 0)))
}
