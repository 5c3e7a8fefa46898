package sqlconcat

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/flow"
)

// query is a call with a statement and values, in the syntax.
type query struct {
	use  *flow.Use
	file *ast.File
	call *ast.CallExpr
	// text is the index of the statement in the call's arguments; what follows it
	// is bound.
	text int
	// built is the expression that puts the statement together: the argument, or
	// what the variable in its place is defined by.
	built ast.Expr
	// between are the statements from that definition to the call.
	between []ast.Stmt
	// sprintf is built when it is a call of fmt.Sprintf.
	sprintf *ast.CallExpr
	parts   []part
}

// part is a constant or an inserted value of a statement.
type part struct {
	expr ast.Expr
	// text is a constant's value; literal says that it is written here. With
	// Sprintf it is a stretch of the format.
	text           string
	fixed, literal bool
	raw            bool
	verb           string
	operand        int
	foreign        bool
}

// querySyntax finds the call of a use whose values come after the statement as
// variadic arguments, one by one.
func (s *statements) querySyntax(use *flow.Use) *query {
	pos := use.Call.Pos()
	file := emit.File(s.pass, pos)
	if file == nil {
		return nil
	}
	path, _ := astutil.PathEnclosingInterval(file, pos, pos+1)
	i := slices.IndexFunc(path, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		return ok && c.Lparen == pos
	})
	if i < 0 {
		return nil
	}
	q := &query{use: use, file: file, call: path[i].(*ast.CallExpr)}
	sel, ok := ast.Unparen(q.call.Fun).(*ast.SelectorExpr)
	if !ok || q.call.Ellipsis.IsValid() {
		return nil
	}
	shift := 0
	if selection := s.pass.TypesInfo.Selections[sel]; selection != nil {
		if selection.Kind() == types.FieldVal {
			return nil
		}
		if selection.Kind() == types.MethodVal {
			shift = 1
		}
	}
	q.text = use.Operand - shift
	sig, ok := s.pass.TypesInfo.TypeOf(q.call.Fun).(*types.Signature)
	if !ok || q.text < 0 || q.text >= len(q.call.Args) || use.Binds-shift != q.text+1 || !variadicAny(sig, q.text+1) {
		return nil
	}
	q.built = ast.Unparen(q.call.Args[q.text])
	if id, ok := q.built.(*ast.Ident); ok {
		if q.built, q.between = s.definition(id, path[i:]); q.built == nil {
			return nil
		}
	}
	if !s.split(q) {
		return nil
	}
	return q
}

func variadicAny(sig *types.Signature, index int) bool {
	if !sig.Variadic() || sig.Params().Len()-1 != index {
		return false
	}
	slice, ok := sig.Params().At(index).Type().(*types.Slice)
	if !ok {
		return false
	}
	i, ok := slice.Elem().Underlying().(*types.Interface)
	return ok && i.Empty()
}

// definition is what a local variable is defined by that is used in a call only,
// in the list of statements in which it is defined.
func (s *statements) definition(id *ast.Ident, path []ast.Node) (ast.Expr, []ast.Stmt) {
	obj := s.pass.TypesInfo.Uses[id]
	uses := 0
	for _, o := range s.pass.TypesInfo.Uses {
		if o == obj {
			uses++
		}
	}
	if uses != 1 {
		return nil, nil
	}
	for i, n := range path {
		var list []ast.Stmt
		switch n := n.(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit, *ast.CommClause:
			return nil, nil
		default:
			continue
		}
		last := slices.IndexFunc(list, func(st ast.Stmt) bool { return st == path[i-1] })
		for first := last - 1; first >= 0; first-- {
			if value := s.definedBy(list[first], obj); value != nil {
				return ast.Unparen(value), list[first+1 : last]
			}
		}
		return nil, nil
	}
	return nil, nil
}

func (s *statements) definedBy(st ast.Stmt, obj types.Object) ast.Expr {
	switch st := st.(type) {
	case *ast.AssignStmt:
		if st.Tok == token.DEFINE && len(st.Lhs) == 1 && len(st.Rhs) == 1 {
			if id, ok := st.Lhs[0].(*ast.Ident); ok && s.pass.TypesInfo.Defs[id] == obj {
				return st.Rhs[0]
			}
		}
	case *ast.DeclStmt:
		if gen, ok := st.Decl.(*ast.GenDecl); ok && gen.Tok == token.VAR && len(gen.Specs) == 1 {
			spec := gen.Specs[0].(*ast.ValueSpec)
			if len(spec.Names) == 1 && len(spec.Values) == 1 && s.pass.TypesInfo.Defs[spec.Names[0]] == obj {
				return spec.Values[0]
			}
		}
	}
	return nil
}

// split takes a concatenation or a call of fmt.Sprintf apart.
func (s *statements) split(q *query) bool {
	if call, ok := q.built.(*ast.CallExpr); ok {
		return s.splitFormat(q, call)
	}
	var add func(e ast.Expr) bool
	add = func(e ast.Expr) bool {
		if sum, ok := e.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
			return add(sum.X) && add(sum.Y)
		}
		p := part{expr: e}
		if value := s.pass.TypesInfo.Types[e].Value; value != nil && value.Kind() == constant.String {
			p.fixed, p.text = true, constant.StringVal(value)
			if lit, ok := e.(*ast.BasicLit); ok {
				p.literal, p.raw = true, lit.Value[0] == '`'
			}
		}
		q.parts = append(q.parts, p)
		_, paren := e.(*ast.ParenExpr)
		return !paren
	}
	_, isSum := q.built.(*ast.BinaryExpr)
	return isSum && add(q.built)
}

// splitFormat is split for fmt.Sprintf with a format that is written there.
func (s *statements) splitFormat(q *query, call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 || call.Ellipsis.IsValid() {
		return false
	}
	fn, ok := s.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	lit, isLit := call.Args[0].(*ast.BasicLit)
	if !ok || fn.FullName() != "fmt.Sprintf" || !isLit {
		return false
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return false
	}
	q.sprintf = call
	raw := lit.Value[0] == '`'
	operand, start := 1, 0
	stretch := func(end int) {
		q.parts = append(q.parts, part{expr: lit, text: text[start:end], fixed: true, literal: true, raw: raw})
	}
	for i := 0; i < len(text); i++ {
		if text[i] != '%' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '%' {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && strings.IndexByte("+-# 0.123456789", text[end]) >= 0 {
			end++
		}
		if end == len(text) || operand >= len(call.Args) || text[end] == '[' || text[end] == '*' {
			return false
		}
		stretch(i)
		q.parts = append(q.parts, part{expr: call.Args[operand], verb: text[i : end+1], operand: operand})
		operand++
		i, start = end, end+1
	}
	stretch(len(text))
	return operand == len(call.Args)
}

// foreignPieces marks the parts that are reported. All that is reported of the call
// must be one of them, and nothing must have been done to it that is meant for text
// in a statement: quotes would be doubled twice.
func (s *statements) foreignPieces(q *query) bool {
	for _, p := range s.foreign[q.use.Instr] {
		if p.position != quoted && p.position != value || slices.ContainsFunc(p.origin.Through, forStatements) {
			return false
		}
		i := q.partAfter(p.origin.Before)
		if i < 0 {
			return false
		}
		q.parts[i].foreign = true
	}
	return true
}

// partAfter is the inserted value before which the statement has a text, as origins
// tell it; -1 when there is none.
func (q *query) partAfter(before string) int {
	text := ""
	for i, p := range q.parts {
		if p.fixed {
			text += q.plain(i, p.text)
			continue
		}
		if strings.HasSuffix(text, before) && (len(text) == len(before) || len(before) >= flow.Clipped) {
			return i
		}
		text += "\x00"
	}
	return -1
}

// forStatements says whether a function's name speaks of changing text so that it
// can stand in a statement.
func forStatements(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"replace", "escape", "quote", "sanit"}, func(w string) bool { return strings.Contains(name, w) })
}

// binds are the values that the call has.
func (q *query) binds() []ast.Expr { return q.call.Args[q.text+1:] }

// plain is a stretch of a format as it stands in the statement; format is the way
// back.
func (q *query) plain(i int, text string) string {
	if q.sprintf != nil && q.parts[i].fixed {
		return strings.ReplaceAll(text, "%%", "%")
	}
	return text
}

func (q *query) format(text string) string {
	if q.sprintf != nil {
		return strings.ReplaceAll(text, "%", "%%")
	}
	return text
}
