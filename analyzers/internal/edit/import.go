// Package edit makes the text edits that suggested fixes need beside their own.
package edit

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Import returns the name by which a file refers to a package at a position, and
// the edits that import it when the file does not. It fails (with an empty name)
// when the name is taken by something else there.
func Import(pass *analysis.Pass, file *ast.File, at token.Pos, path string) (name string, edits []analysis.TextEdit) {
	base := path[strings.LastIndexByte(path, '/')+1:]
	for _, spec := range file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err != nil || p != path {
			continue
		}
		name := base
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name == "_" || name == "." {
			continue
		}
		if obj := lookup(pass, at, name); obj != nil {
			if pkg, ok := obj.(*types.PkgName); ok && pkg.Imported().Path() == path {
				return name, nil
			}
		}
		return "", nil // shadowed
	}
	if lookup(pass, at, base) != nil {
		return "", nil
	}
	return base, []analysis.TextEdit{insertion(file, path)}
}

// lookup finds what a name stands for at a position.
func lookup(pass *analysis.Pass, at token.Pos, name string) types.Object {
	scope := pass.Pkg.Scope().Innermost(at)
	if scope == nil {
		return pass.Pkg.Scope().Lookup(name)
	}
	_, obj := scope.LookupParent(name, at)
	return obj
}

// insertion adds an import: to those of the standard library, in order, or as a
// group or declaration of its own.
func insertion(file *ast.File, path string) analysis.TextEdit {
	quoted := strconv.Quote(path)
	at := func(pos token.Pos, text string) analysis.TextEdit {
		return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
	}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			continue
		}
		if !gen.Lparen.IsValid() {
			return at(gen.End(), "\nimport "+quoted)
		}
		var last *ast.ImportSpec
		for _, spec := range gen.Specs {
			imp := spec.(*ast.ImportSpec)
			if first, _, _ := strings.Cut(imp.Path.Value, "/"); strings.Contains(first, ".") {
				continue
			}
			if imp.Path.Value > quoted && imp.Doc == nil {
				return at(imp.Pos(), quoted+"\n\t")
			}
			last = imp
		}
		if last != nil {
			return at(last.End(), "\n\t"+quoted)
		}
		return at(gen.Lparen+1, "\n\t"+quoted+"\n")
	}
	return at(file.Name.End(), "\n\nimport "+quoted)
}

// Unimport removes the import of a package from a file when nothing but the
// range from pos to end refers to it.
func Unimport(pass *analysis.Pass, file *ast.File, path string, pos, end token.Pos) []analysis.TextEdit {
	for id, obj := range pass.TypesInfo.Uses {
		pkg, ok := obj.(*types.PkgName)
		if ok && pkg.Imported().Path() == path && file.FileStart <= id.Pos() && id.Pos() < file.FileEnd && (id.Pos() < pos || id.Pos() >= end) {
			return nil
		}
	}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			continue
		}
		for _, spec := range gen.Specs {
			imp := spec.(*ast.ImportSpec)
			if p, err := strconv.Unquote(imp.Path.Value); err != nil || p != path {
				continue
			}
			if len(gen.Specs) == 1 {
				return []analysis.TextEdit{{Pos: gen.Pos(), End: gen.End()}}
			}
			return []analysis.TextEdit{line(pass, file, imp)}
		}
	}
	return nil
}

// line is the edit that removes the line of an import.
func line(pass *analysis.Pass, file *ast.File, imp *ast.ImportSpec) analysis.TextEdit {
	f := pass.Fset.File(imp.Pos())
	start, end := imp.Pos(), imp.End()
	if n := f.Line(imp.Pos()); n < f.LineCount() {
		start, end = f.LineStart(n), f.LineStart(n+1)
	}
	return analysis.TextEdit{Pos: start, End: end}
}
