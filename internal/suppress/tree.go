package suppress

import (
	"go/ast"
	"go/token"
	"slices"
)

// tree is the units of a file and the blocks that they stand in.
type tree struct {
	tf     *token.File
	units  []*unit
	blocks []*block
	// bodies are those of function literals, between their braces, in the order
	// of their beginnings.
	bodies []span
	// code is where the code on a line begins.
	code map[int]token.Pos
}

// unit is a piece of code that a comment silences as a whole.
type unit struct {
	span        // all of it
	own  []span // the parts that a comment covers
	in   *block // nil for the if of an "else if"
}

// block is a list of units. A comment inside, before a unit, belongs to that unit.
type block struct {
	span
	closing token.Pos // of the mark behind the last unit; NoPos if there is none
	units   []*unit
}

func newTree(f *ast.File, tf *token.File) *tree {
	t := &tree{tf: tf, code: make(map[int]token.Pos)}
	top := t.block(f.Name.End(), f.FileEnd+1, token.NoPos)
	for _, d := range f.Decls {
		t.decl(top, d)
	}
	for _, u := range t.units {
		u.own = t.withoutBodies(u)
	}
	ast.Inspect(f, t.noteCode)
	return t
}

// noteCode notes the lines on which a node begins or ends.
func (t *tree) noteCode(n ast.Node) bool {
	switch n.(type) {
	case nil, *ast.Comment, *ast.CommentGroup, *ast.File:
		return n != nil
	}
	if n.Pos() < n.End() { // an empty list has no place
		t.noteToken(n.Pos())
		t.noteToken(n.End() - 1)
	}
	return true
}

func (t *tree) noteToken(pos token.Pos) {
	line := lineOf(t.tf, pos)
	if first, ok := t.code[line]; !ok || pos < first {
		t.code[line] = pos
	}
}

func (t *tree) block(open, end, closing token.Pos) *block {
	b := &block{span: span{open, end}, closing: closing}
	t.blocks = append(t.blocks, b)
	return b
}

// add makes a unit of a node, all of which a comment covers unless parts say
// less.
func (t *tree) add(in *block, n ast.Node, parts ...span) *unit {
	u := &unit{span: span{n.Pos(), n.End()}, own: parts, in: in}
	if len(parts) == 0 {
		u.own = []span{u.span}
	}
	t.units = append(t.units, u)
	if in != nil {
		in.units = append(in.units, u)
	}
	return u
}

// withoutBodies returns the unit's own parts without the function literals'
// bodies inside it.
func (t *tree) withoutBodies(u *unit) []span {
	var own []span
	for _, part := range u.own {
		for _, body := range t.bodies {
			if part.from <= body.from && body.to <= part.to {
				own = append(own, span{part.from, body.from})
				part.from = body.to
			}
		}
		own = append(own, part)
	}
	return slices.DeleteFunc(own, func(s span) bool { return s.from >= s.to })
}

func (t *tree) decl(in *block, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Body == nil {
			t.add(in, d)
			return
		}
		t.add(in, d, span{d.Pos(), d.Body.Lbrace + 1}, mark(d.Body.Rbrace))
		t.body(d.Body)
	case *ast.GenDecl:
		t.add(in, d)
		if d.Lparen.IsValid() {
			b := t.block(d.Lparen, d.End(), d.Rparen)
			for _, s := range d.Specs {
				t.add(b, s)
			}
		}
		t.inside(d)
	}
}

// mark is the one byte of a brace.
func mark(pos token.Pos) span { return span{pos, pos + 1} }

// body adds the statements between braces.
func (t *tree) body(b *ast.BlockStmt) {
	t.stmts(t.block(b.Lbrace, b.End(), b.Rbrace), b.List)
}

func (t *tree) stmts(in *block, list []ast.Stmt) {
	for _, s := range list {
		t.stmt(in, s)
	}
}

func (t *tree) stmt(in *block, s ast.Stmt) {
	switch s := s.(type) {
	case *ast.BlockStmt:
		t.body(s)
	case *ast.DeclStmt:
		t.decl(in, s.Decl)
	case *ast.LabeledStmt:
		t.labeled(in, s)
	case *ast.IfStmt:
		t.ifStmt(in, s)
	case *ast.ForStmt:
		t.compound(in, s, s.Body, s.Init, s.Cond, s.Post)
	case *ast.RangeStmt:
		t.compound(in, s, s.Body, s.Key, s.Value, s.X)
	case *ast.SwitchStmt:
		t.compound(in, s, s.Body, s.Init, s.Tag)
	case *ast.TypeSwitchStmt:
		t.compound(in, s, s.Body, s.Init, s.Assign)
	case *ast.SelectStmt:
		t.compound(in, s, s.Body)
	case *ast.CaseClause:
		t.clause(in, s, s.Colon, s.Body)
		for _, e := range s.List {
			t.inside(e)
		}
	case *ast.CommClause:
		t.clause(in, s, s.Colon, s.Body)
		t.inside(s.Comm)
	case *ast.EmptyStmt, *ast.BadStmt:
	default:
		t.add(in, s)
		t.inside(s)
	}
}

// labeled makes the label a part of its statement.
func (t *tree) labeled(in *block, s *ast.LabeledStmt) {
	before := len(in.units)
	t.stmt(in, s.Stmt)
	if len(in.units) > before {
		u := in.units[before]
		u.from = s.Pos()
		u.own = append([]span{{s.Pos(), s.Colon + 1}}, u.own...)
	}
}

// compound adds a statement with a body, of which the header is a unit.
func (t *tree) compound(in *block, s ast.Stmt, body *ast.BlockStmt, header ...ast.Node) {
	t.add(in, s, span{s.Pos(), body.Lbrace + 1}, mark(body.Rbrace))
	for _, n := range header {
		t.inside(n)
	}
	t.body(body)
}

// ifStmt adds an if. The braces of its else are its own.
func (t *tree) ifStmt(in *block, s *ast.IfStmt) {
	parts := []span{{s.Pos(), s.Body.Lbrace + 1}, mark(s.Body.Rbrace)}
	if e, ok := s.Else.(*ast.BlockStmt); ok {
		parts = append(parts, mark(e.Lbrace), mark(e.Rbrace))
	}
	t.add(in, s, parts...)
	t.inside(s.Init)
	t.inside(s.Cond)
	t.body(s.Body)
	switch e := s.Else.(type) {
	case *ast.BlockStmt:
		t.body(e)
	case *ast.IfStmt:
		t.ifStmt(nil, e)
	}
}

// clause adds a case. It ends where the last of its statements does.
func (t *tree) clause(in *block, s ast.Stmt, colon token.Pos, body []ast.Stmt) {
	t.add(in, s, span{s.Pos(), colon + 1})
	t.stmts(t.block(colon, s.End(), token.NoPos), body)
}

// inside adds what has units or blocks in a part of a unit: function literals,
// composite literals and structs.
func (t *tree) inside(n ast.Node) {
	if n == nil {
		return
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			t.bodies = append(t.bodies, span{n.Body.Lbrace + 1, n.Body.Rbrace})
			t.body(n.Body)
			return false
		case *ast.CompositeLit:
			b := t.block(n.Lbrace, n.End(), n.Rbrace)
			for _, e := range n.Elts {
				t.add(b, e)
			}
		case *ast.StructType:
			t.fields(n.Fields)
		case *ast.InterfaceType:
			t.fields(n.Methods)
		}
		return true
	})
}

func (t *tree) fields(list *ast.FieldList) {
	if list == nil || !list.Opening.IsValid() {
		return
	}
	b := t.block(list.Opening, list.End(), list.Closing)
	for _, f := range list.List {
		t.add(b, f)
	}
}
