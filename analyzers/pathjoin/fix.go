package pathjoin

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"go/version"
	"strings"

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

// fixPrefix puts a separator behind the prefix, and lets the folder itself pass as
// before.
func (j *judge) fixPrefix(pos token.Pos) *analysis.SuggestedFix {
	s := j.siteAt(pos)
	if s == nil {
		return nil
	}
	call := s.callAt(pos)
	if call == nil || len(call.Args) != 2 || !simple(call.Args[0]) {
		return nil
	}
	names, edits, ok := j.imports(s, pos, "os", "path/filepath")
	if !ok {
		return nil
	}
	path, base := types.ExprString(call.Args[0]), types.ExprString(call.Args[1])
	if tv := j.pass.TypesInfo.Types[call.Args[1]]; tv.Value == nil {
		if inner, isCall := call.Args[1].(*ast.CallExpr); !isCall {
			if !simple(call.Args[1]) {
				return nil
			}
			base = names[1] + ".Clean(" + base + ")"
		} else if len(inner.Args) != 1 || !simple(inner.Args[0]) || types.ExprString(inner.Fun) != names[1]+".Clean" {
			return nil
		}
	}
	if !strings.Contains(base, names[1]+".") {
		_, edits, _ = j.imports(s, pos, "os")
	}
	prefix := types.ExprString(call.Fun)
	start, end, text := call.Pos(), call.End(), ""
	parent := s.parentOf(call)
	if not, ok := parent.(*ast.UnaryExpr); ok && not.Op == token.NOT {
		start = not.Pos()
		text = fmt.Sprintf("%s != %s && !%s(%s, %s+string(%s.PathSeparator))", path, base, prefix, path, base, names[0])
	} else {
		text = fmt.Sprintf("%s == %s || %s(%s, %s+string(%s.PathSeparator))", path, base, prefix, path, base, names[0])
		if _, ok := parent.(*ast.BinaryExpr); ok {
			text = "(" + text + ")"
		}
	}
	return &analysis.SuggestedFix{
		Message:   "Compare with a separator at the end of the prefix",
		TextEdits: append(edits, analysis.TextEdit{Pos: start, End: end, NewText: []byte(text)}),
	}
}

func (s *site) parentOf(n ast.Node) ast.Node {
	for i, m := range s.path {
		if m == n && i+1 < len(s.path) {
			return s.path[i+1]
		}
	}
	return nil
}

// fixRel looks at what filepath.Rel answers: if _, err := filepath.Rel(base, path); err != nil { ... }
func (j *judge) fixRel(pos token.Pos) *analysis.SuggestedFix {
	s := j.siteAt(pos)
	if s == nil || !j.goVersion(s.file, "go1.20") {
		return nil
	}
	call := s.callAt(pos)
	assign, ok := s.parentOf(call).(*ast.AssignStmt)
	if call == nil || !ok || assign.Tok != token.DEFINE || len(assign.Lhs) != 2 {
		return nil
	}
	blank, ok1 := assign.Lhs[0].(*ast.Ident)
	err, ok2 := assign.Lhs[1].(*ast.Ident)
	branch, ok3 := s.parentOf(assign).(*ast.IfStmt)
	if !ok1 || !ok2 || !ok3 || blank.Name != "_" || branch.Init != assign || branch.Else != nil ||
		types.ExprString(branch.Cond) != err.Name+" != nil" || mentions(branch.Body, err.Name) || mentions(branch.Body, "rel") {
		return nil
	}
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	text := fmt.Sprintf(" || !%s.IsLocal(rel)", types.ExprString(fun.X))
	return &analysis.SuggestedFix{
		Message: "Look at the path that filepath.Rel answers",
		TextEdits: []analysis.TextEdit{
			{Pos: blank.Pos(), End: blank.End(), NewText: []byte("rel")},
			{Pos: branch.Cond.End(), End: branch.Cond.End(), NewText: []byte(text)},
		},
	}
}

// fixRelPrefix asks of what filepath.Rel answers whether it is local:
// strings.HasPrefix(rel, "../").
func (j *judge) fixRelPrefix(pos token.Pos) *analysis.SuggestedFix {
	s := j.siteAt(pos)
	if s == nil || !j.goVersion(s.file, "go1.20") {
		return nil
	}
	call := s.callAt(pos)
	if call == nil || len(call.Args) != 2 || !simple(call.Args[0]) {
		return nil
	}
	names, edits, ok := j.imports(s, pos, "path/filepath")
	if !ok {
		return nil
	}
	local := fmt.Sprintf("%s.IsLocal(%s)", names[0], types.ExprString(call.Args[0]))
	start := call.Pos()
	if not, ok := s.parentOf(call).(*ast.UnaryExpr); ok && not.Op == token.NOT {
		start = not.Pos()
	} else {
		local = "!" + local
	}
	edits = append(edits, analysis.TextEdit{Pos: start, End: call.End(), NewText: []byte(local)})
	if fun, ok := call.Fun.(*ast.SelectorExpr); ok {
		if fn, ok := j.pass.TypesInfo.Uses[fun.Sel].(*types.Func); ok && fn.Pkg() != nil {
			edits = append(edits, edit.Unimport(j.pass, s.file, fn.Pkg().Path(), call.Pos(), call.End())...)
		}
	}
	return &analysis.SuggestedFix{Message: "Ask filepath.IsLocal, which refuses the folder above too", TextEdits: edits}
}

func mentions(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			found = true
		}
		return !found
	})
	return found
}

// startsWithSlash says whether good input may begin with a slash, which Join drops
// and a check of the name would refuse.
func startsWithSlash(o *flow.Origin) bool {
	return strings.Contains(o.Expr, "URL") || strings.Contains(o.Expr, ".Param(") || strings.Contains(o.Expr, "Path")
}

// fixOpen replaces os.Open(filepath.Join(base, name)) by os.OpenInRoot(base, name).
func (j *judge) fixOpen(f *flaw) *analysis.SuggestedFix {
	if f.use.Callee != "os.Open" || f.use.Call == nil || startsWithSlash(f.origin) || f.rule == BrokenGuard {
		return nil
	}
	s := j.siteAt(f.use.Instr.Pos())
	if s == nil || !j.goVersion(s.file, "go1.24") {
		return nil
	}
	open := s.callAt(f.use.Instr.Pos())
	if open == nil || len(open.Args) != 1 {
		return nil
	}
	fun, ok := open.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	var edits []analysis.TextEdit
	switch path := ast.Unparen(open.Args[0]).(type) {
	case *ast.CallExpr:
		if path.Lparen != f.origin.Built.Pos {
			return nil
		}
		edits = j.splitJoin(s, path)
	case *ast.BinaryExpr:
		if path.OpPos != f.origin.Built.Pos {
			return nil
		}
		edits = j.splitSum(path)
	}
	if edits == nil {
		return nil
	}
	edits = append(edits, analysis.TextEdit{Pos: fun.Sel.Pos(), End: fun.Sel.End(), NewText: []byte("OpenInRoot")})
	return &analysis.SuggestedFix{Message: "Open the file with os.OpenInRoot, which refuses what leads out of the folder", TextEdits: edits}
}

// splitJoin makes the arguments base, name of filepath.Join(base, name), and base,
// filepath.Join(x, y) of filepath.Join(base, x, y).
func (j *judge) splitJoin(s *site, join *ast.CallExpr) []analysis.TextEdit {
	fun, ok := join.Fun.(*ast.SelectorExpr)
	if !ok || fun.Sel.Name != "Join" || len(join.Args) < 2 || join.Ellipsis.IsValid() {
		return nil
	}
	if len(join.Args) > 2 {
		base := types.ExprString(join.Args[0]) + ", "
		return []analysis.TextEdit{
			{Pos: join.Pos(), End: join.Pos(), NewText: []byte(base)},
			{Pos: join.Args[0].Pos(), End: join.Args[1].Pos()},
		}
	}
	edits := []analysis.TextEdit{
		{Pos: join.Pos(), End: join.Args[0].Pos()},
		{Pos: join.Args[1].End(), End: join.End()},
	}
	if fn, ok := j.pass.TypesInfo.Uses[fun.Sel].(*types.Func); ok && fn.Pkg() != nil {
		edits = append(edit.Unimport(j.pass, s.file, fn.Pkg().Path(), join.Pos(), join.End()), edits...)
	}
	return edits
}

// splitSum makes the arguments base, name of base + "/" + name.
func (j *judge) splitSum(sum *ast.BinaryExpr) []analysis.TextEdit {
	left, ok := sum.X.(*ast.BinaryExpr)
	if !ok || left.Op != token.ADD {
		return nil
	}
	if slash := j.pass.TypesInfo.Types[left.Y].Value; slash == nil || slash.Kind() != constant.String || constant.StringVal(slash) != "/" {
		return nil
	}
	if _, longer := left.X.(*ast.BinaryExpr); longer {
		return nil // what stands before may hold names as well
	}
	return []analysis.TextEdit{{Pos: left.X.End(), End: sum.Y.Pos(), NewText: []byte(", ")}}
}

// fixCheck refuses names that are not local before the statement that joins them.
func (j *judge) fixCheck(f *flaw) *analysis.SuggestedFix {
	built := f.origin.Built.Pos
	if !built.IsValid() || startsWithSlash(f.origin) {
		return nil
	}
	s := j.siteAt(built)
	if s == nil || !j.goVersion(s.file, "go1.20") {
		return nil
	}
	name := j.nameIn(s, built, f.origin)
	stmt := s.statement()
	if first := s.entryLoop(name); f.rule == Archive && first != nil {
		stmt = first
	}
	if name == nil || stmt == nil || !j.declaredBefore(name, stmt.Pos()) {
		return nil
	}
	x := types.ExprString(name)
	refuse, pkg := j.refusal(s, x)
	if refuse == "" {
		return nil
	}
	names, edits, ok := j.imports(s, stmt.Pos(), "path/filepath", pkg)
	if !ok {
		return nil
	}
	indent := strings.Repeat("\t", j.pass.Fset.Position(stmt.Pos()).Column-1)
	body := strings.ReplaceAll(strings.ReplaceAll(refuse, "$", names[1]), "\n", "\n\t"+indent)
	text := fmt.Sprintf("if !%s.IsLocal(%s) {\n%s\t%s\n%s}\n%s", names[0], x, indent, body, indent, indent)
	return &analysis.SuggestedFix{
		Message:   fmt.Sprintf("Refuse %s when it leads out of the folder", x),
		TextEdits: append(edits, analysis.TextEdit{Pos: stmt.Pos(), End: stmt.Pos(), NewText: []byte(text)}),
	}
}

// nameIn is the foreign piece of the join at pos, when it can be written twice.
func (j *judge) nameIn(s *site, pos token.Pos, o *flow.Origin) ast.Expr {
	var pieces []ast.Expr
	if call := s.callAt(pos); call != nil && !call.Ellipsis.IsValid() {
		if fun, ok := call.Fun.(*ast.SelectorExpr); !ok || fun.Sel.Name != "Join" || len(call.Args) < 2 {
			return nil
		}
		pieces = call.Args[1:]
	} else {
		for _, n := range s.path {
			if b, ok := n.(*ast.BinaryExpr); ok && b.OpPos == pos && b.Op == token.ADD {
				pieces = []ast.Expr{b.Y}
			}
		}
	}
	var open []ast.Expr
	for _, p := range pieces {
		if tv := j.pass.TypesInfo.Types[p]; tv.Value == nil {
			open = append(open, p)
		}
	}
	for _, p := range open {
		if simple(p) && (len(open) == 1 || types.ExprString(p) == o.Piece) && types.Identical(j.pass.TypesInfo.TypeOf(p).Underlying(), types.Typ[types.String]) {
			return p
		}
	}
	return nil
}

// statement is the innermost statement of a list around the place.
func (s *site) statement() ast.Stmt {
	for i := 0; i+1 < len(s.path); i++ {
		stmt, ok := s.path[i].(ast.Stmt)
		if !ok {
			if _, lit := s.path[i].(*ast.FuncLit); lit {
				return nil
			}
			continue
		}
		switch s.path[i+1].(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			if _, clause := stmt.(*ast.CaseClause); clause {
				continue
			}
			return stmt
		}
	}
	return nil
}

// declaredBefore says whether the variable that e starts with exists before pos.
func (j *judge) declaredBefore(e ast.Expr, pos token.Pos) bool {
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.Ident:
			obj := j.pass.TypesInfo.Uses[x]
			return obj != nil && obj.Pos() < pos
		default:
			return false
		}
	}
}

// entryLoop is the first statement of the loop over entries whose variable name
// starts with, where a check stands before whatever is made of an entry.
func (s *site) entryLoop(name ast.Expr) ast.Stmt {
	sel, ok := name.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	for _, n := range s.path {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return nil
		case *ast.RangeStmt:
			if id, ok := n.Value.(*ast.Ident); ok && n.Tok == token.DEFINE && types.ExprString(sel.X) == id.Name && len(n.Body.List) > 0 {
				return n.Body.List[0]
			}
		}
	}
	return nil
}

// refusal is how the function around a place refuses the name x, in statements in
// which $ is the package pkg: it returns an error, or answers the request and returns.
// The answer of a framework's handler is the catalog's
//
//	mark path.refuse CONTEXT method=NAME      a method that gets a status
//
// It is empty when the function can do neither.
func (j *judge) refusal(s *site, x string) (statements, pkg string) {
	ftype := s.function()
	if ftype == nil {
		return "", ""
	}
	if ftype.Results != nil {
		zeros, ok := j.zeroResults(ftype.Results.List)
		if !ok {
			return "", ""
		}
		return fmt.Sprintf("return %s$.Errorf(\"invalid path %%q\", %s)", strings.Join(append(zeros, ""), ", "), x), "fmt"
	}
	for _, p := range ftype.Params.List {
		t := j.pass.TypesInfo.TypeOf(p.Type)
		if t == nil || len(p.Names) != 1 || p.Names[0].Name == "_" {
			continue
		}
		if t.String() == "net/http.ResponseWriter" {
			return fmt.Sprintf("$.Error(%s, \"invalid path\", $.StatusBadRequest)\nreturn", p.Names[0].Name), "net/http"
		}
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		if named, ok := types.Unalias(t).(*types.Named); ok {
			for _, mark := range j.unit.Marks(named.Obj(), "path.refuse") {
				return fmt.Sprintf("%s.%s($.StatusBadRequest)\nreturn", p.Names[0].Name, mark.Args["method"]), "net/http"
			}
		}
	}
	return "", ""
}

// function is the type of the innermost function around the place.
func (s *site) function() *ast.FuncType {
	for _, n := range s.path {
		switch n := n.(type) {
		case *ast.FuncLit:
			return n.Type
		case *ast.FuncDecl:
			return n.Type
		}
	}
	return nil
}

// zeroResults are the results before the error that a function returns, as they are
// written beside an error; ok is false when its last result is none.
func (j *judge) zeroResults(fields []*ast.Field) (zeros []string, ok bool) {
	for i, r := range fields {
		t := j.pass.TypesInfo.TypeOf(r.Type)
		for range max(1, len(r.Names)) {
			if i == len(fields)-1 && len(r.Names) <= 1 {
				return zeros, t.String() == "error"
			}
			zero := zeroOf(t)
			if zero == "" {
				return nil, false
			}
			zeros = append(zeros, zero)
		}
	}
	return nil, false
}

// zeroOf is the zero value of a type as it is written; "" when that takes its name.
func zeroOf(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsString != 0:
			return `""`
		case u.Info()&types.IsBoolean != 0:
			return "false"
		case u.Info()&types.IsNumeric != 0:
			return "0"
		}
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface, *types.Signature, *types.Chan:
		if _, param := t.(*types.TypeParam); !param {
			return "nil"
		}
	}
	return ""
}
