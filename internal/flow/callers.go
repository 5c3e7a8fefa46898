package flow

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file reads the whole package once for what calls, makes and writes what.

type fieldWrite struct {
	at  ssa.Instruction
	val ssa.Value
}

func (fw fieldWrite) node(g *graph) *node { return g.value(fw.val, nil, fw.at) }

type globalWrite struct {
	at   ssa.Instruction
	path path
	val  ssa.Value
}

// index reads the package's instructions.
func (g *graph) index() {
	if g.callersOnce {
		return
	}
	g.callersOnce = true
	g.callSites = make(map[*ssa.Function][]ssa.CallInstruction)
	g.addressTaken = make(map[*ssa.Function]bool)
	g.escaping = make(map[*ssa.Function]bool)
	g.closures = make(map[*ssa.Function][]*ssa.MakeClosure)
	g.fieldWrites = make(map[*types.Var][]fieldWrite)
	g.globalWrites = make(map[*ssa.Global][]globalWrite)
	for i := 0; i < len(g.unit.builder.functions()); i++ {
		fn := g.unit.builder.funcs[i]
		test := g.inTestFile(fn)
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if test {
					g.indexClosure(in)
				} else {
					g.indexInstr(in)
				}
			}
		}
	}
}

// inTestFile says whether a function stands in a _test.go file: what it calls and
// writes decides nothing about other code.
func (g *graph) inTestFile(fn *ssa.Function) bool {
	return fn.Pos().IsValid() && strings.HasSuffix(g.unit.position(fn.Pos()).Filename, "_test.go")
}

// indexClosure notes where a closure is made, for what it captures.
func (g *graph) indexClosure(in ssa.Instruction) {
	if mc, ok := in.(*ssa.MakeClosure); ok {
		fn := mc.Fn.(*ssa.Function)
		g.closures[fn] = append(g.closures[fn], mc)
		g.adopt(fn)
	}
}

func (g *graph) indexInstr(in ssa.Instruction) {
	var callee ssa.Value
	if call, ok := in.(ssa.CallInstruction); ok {
		callee = call.Common().Value
		if fn := call.Common().StaticCallee(); fn != nil {
			if o := fn.Origin(); o != nil {
				fn = o
			}
			g.callSites[fn] = append(g.callSites[fn], call)
		} else if _, builtin := callee.(*ssa.Builtin); !builtin {
			g.dynamicCalls = append(g.dynamicCalls, call)
		}
	}
	switch in := in.(type) {
	case *ssa.MakeClosure:
		fn := in.Fn.(*ssa.Function)
		g.closures[fn] = append(g.closures[fn], in)
		g.adopt(fn)
		g.addressTaken[fn] = true
	case *ssa.Store:
		g.indexStore(in)
	case *ssa.Send:
		g.sends = append(g.sends, in)
	}
	for _, op := range in.Operands(nil) {
		if op == nil || *op == nil || *op == callee {
			continue
		}
		if fn, ok := (*op).(*ssa.Function); ok {
			if o := fn.Origin(); o != nil {
				fn = o
			}
			if mc, ok := in.(*ssa.MakeClosure); !ok || mc.Fn != fn {
				g.addressTaken[fn] = true
				g.adopt(fn)
			}
		}
	}
	if mc, ok := callee.(*ssa.MakeClosure); ok {
		fn := mc.Fn.(*ssa.Function)
		g.closures[fn] = append(g.closures[fn], mc)
	}
}

// adopt adds a synthetic function (a bound method, a thunk) of this package to
// those that are read.
func (g *graph) adopt(fn *ssa.Function) {
	if fn.Synthetic == "" || len(fn.Blocks) == 0 || slices.Contains(g.unit.builder.funcs, fn) {
		return
	}
	g.unit.builder.funcs = append(g.unit.builder.funcs, fn)
}

func (g *graph) indexStore(st *ssa.Store) {
	if fa, ok := st.Addr.(*ssa.FieldAddr); ok {
		if e := fieldElem(fa.X.Type(), fa.Field); e.field != nil && !overwritten(st, fa) {
			g.fieldWrites[e.field] = append(g.fieldWrites[e.field], fieldWrite{st, st.Val})
		}
	}
	addr := ssa.Value(st.Addr)
	var p path
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			p = path{fieldElem(a.X.Type(), a.Field)}.with(p...)
			addr = a.X
			continue
		case *ssa.IndexAddr:
			p = path{indexElem(a.Index)}.with(p...)
			addr = a.X
			continue
		case *ssa.Global:
			g.globalWrites[a] = append(g.globalWrites[a], globalWrite{st, p, st.Val})
		}
		return
	}
}

func (g *graph) closuresOf(fn *ssa.Function) []*ssa.MakeClosure {
	g.index()
	return g.closures[fn]
}

func (g *graph) writesTo(v *ssa.Global) []globalWrite {
	g.index()
	return g.globalWrites[v]
}

func (g *graph) writesToField(f *types.Var) []fieldWrite {
	g.index()
	return g.fieldWrites[f]
}

func (g *graph) allSends() []*ssa.Send {
	g.index()
	return g.sends
}

// callersOf are the calls in the package that can enter fn: static ones, calls
// of function values that can be fn, calls of interface methods that fn
// implements.
func (g *graph) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	g.index()
	dynamic := g.addressTaken[fn]
	method, _ := fn.Object().(*types.Func)
	if !dynamic && (method == nil || method.Signature().Recv() == nil) {
		return g.callSites[fn]
	}
	calls, ok := g.callers[fn]
	if !ok {
		calls = g.findCallers(fn, dynamic, method)
		g.callers[fn] = calls
	}
	return calls
}

// findCallers lists the calls of a function that can also be called through an
// interface or a function value.
func (g *graph) findCallers(fn *ssa.Function, dynamic bool, method *types.Func) []ssa.CallInstruction {
	calls := slices.Clip(g.callSites[fn])
	for _, call := range g.dynamicCalls {
		common := call.Common()
		if common.IsInvoke() {
			if method != nil && common.Method.Name() == method.Name() && slices.Contains(g.callee(call).bodies, fn) {
				calls = append(calls, call)
			}
		} else if dynamic && types.Identical(signatureOf(common.Value.Type()), callSignature(fn)) {
			if slices.Contains(g.callee(call).bodies, fn) {
				calls = append(calls, call)
			}
		}
	}
	return calls
}

func signatureOf(t types.Type) types.Type {
	sig, _ := t.Underlying().(*types.Signature)
	return stripRecv(sig)
}

func callSignature(fn *ssa.Function) types.Type { return stripRecv(fn.Signature) }

func stripRecv(sig *types.Signature) types.Type {
	if sig == nil {
		return types.Typ[types.Invalid]
	}
	return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
}

// isOpen says whether code outside the package can call fn: it is exported, or
// its address goes somewhere that the package does not show.
func (g *graph) isOpen(fn *ssa.Function) bool {
	g.index()
	if obj := fn.Object(); obj != nil {
		if obj.Exported() || obj.Name() == "main" || obj.Name() == "init" {
			if recv := fn.Signature.Recv(); recv != nil {
				return true
			}
			return true
		}
		if recv := fn.Signature.Recv(); recv != nil && g.addressTaken[fn] {
			return true
		}
	}
	return g.addressTaken[fn] || len(g.callersOf(fn)) == 0
}

// implementations are the methods of the package (with bodies) and of imported
// packages (with summaries) that a call of an interface method can enter.
func (g *graph) implementations(method *types.Func) ([]*ssa.Function, []*Summary) {
	if known, ok := g.implementing[method]; ok {
		return known.bodies, known.summaries
	}
	bodies, sums := g.findImplementations(method)
	g.implementing[method] = implementing{bodies, sums}
	return bodies, sums
}

// implementing is what implements a method of an interface.
type implementing struct {
	bodies    []*ssa.Function
	summaries []*Summary
}

func (g *graph) findImplementations(method *types.Func) ([]*ssa.Function, []*Summary) {
	iface, ok := method.Signature().Recv().Type().Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return nil, nil
	}
	if pkg := method.Pkg(); pkg == nil || isStandard(pkg.Path(), nil) {
		return nil, nil
	}
	var bodies []*ssa.Function
	for _, m := range g.implementers(g.unit.Pass.Pkg, iface, method) {
		if g.unit.builder.pkg == nil {
			break
		}
		if fn := g.unit.builder.pkg.Prog.FuncValue(m); fn != nil && len(fn.Blocks) > 0 {
			bodies = append(bodies, fn)
		}
	}
	var sums []*Summary
	for _, imp := range g.unit.Pass.Pkg.Imports() {
		if isStandard(imp.Path(), nil) {
			continue
		}
		for _, m := range g.implementers(imp, iface, method) {
			if s := g.summaryOf(m); s != nil {
				sums = append(sums, s)
			}
		}
	}
	if len(bodies)+len(sums) > maxImplementations {
		return nil, nil
	}
	return bodies, sums
}

// implementers are the methods by which the package's types implement method.
func (g *graph) implementers(pkg *types.Package, iface *types.Interface, method *types.Func) []*types.Func {
	var found []*types.Func
	for _, ptr := range g.concreteTypes(pkg) {
		if !types.Implements(ptr, iface) {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(ptr, true, method.Pkg(), method.Name())
		if m, ok := obj.(*types.Func); ok && m.Pkg() == pkg {
			found = append(found, m)
		}
	}
	return found
}

// concreteTypes are pointers to the types of a package that can implement an
// interface, by name.
func (g *graph) concreteTypes(pkg *types.Package) []*types.Pointer {
	if list, ok := g.concrete[pkg]; ok {
		return list
	}
	var list []*types.Pointer
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		if named, ok := tn.Type().(*types.Named); ok && named.TypeParams().Len() == 0 && !types.IsInterface(named) {
			list = append(list, types.NewPointer(named))
		}
	}
	g.concrete[pkg] = list
	return list
}

// embedded says whether a variable is filled by a go:embed directive.
func (g *graph) embedded(v *ssa.Global) bool {
	for _, f := range g.unit.Pass.Files {
		for _, decl := range f.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR || !hasEmbed(gen.Doc) && len(gen.Specs) == 0 {
				continue
			}
			for _, spec := range gen.Specs {
				vs := spec.(*ast.ValueSpec)
				if (hasEmbed(gen.Doc) || hasEmbed(vs.Doc)) && slices.ContainsFunc(vs.Names, func(id *ast.Ident) bool { return id.Name == v.Name() }) {
					return true
				}
			}
		}
	}
	return false
}

func hasEmbed(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	return slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed") })
}

func sortNodes(nodes []*node) {
	slices.SortFunc(nodes, func(a, b *node) int { return cmp.Compare(a.id, b.id) })
}
