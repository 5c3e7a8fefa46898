// Package catalogcheck compares a catalog with the libraries that it is about,
// so that a misspelt symbol or a wrong argument number fails a test, and is told to
// users of the catalogs that they write. It knows types, not where they are from.
package catalogcheck

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/suggest"
)

// Check returns an error for each entry of p that does not fit pkg: the symbol
// is missing or has another kind, is declared elsewhere (and would never be
// looked up here), or a place does not exist in its signature. Entries that
// same lines brought from other files are left to those.
func Check(pkg *types.Package, p *catalog.Package) []error {
	return CheckVersions([]*types.Package{pkg}, p)
}

// CheckVersions is [Check] for a file that serves several major versions of a
// library: an entry must fit one of them.
func CheckVersions(pkgs []*types.Package, p *catalog.Package) []error {
	var errs []error
	for _, symbol := range slices.Sorted(maps.Keys(p.Entries)) {
		for _, e := range p.Entries[symbol] {
			if p.File != "" && !strings.HasPrefix(e.Pos, p.File+":") {
				continue
			}
			if err := Entry(pkgs, e); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", e.Pos, err))
			}
		}
	}
	return errs
}

// Entry returns an error that says why e fits none of the versions of a library,
// without its place in the catalog.
func Entry(pkgs []*types.Package, e *catalog.Entry) error {
	var err error
	for _, pkg := range pkgs {
		if err = entry(pkg, e); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%s %s: %w", e.Verb, e.Symbol, err)
}

func entry(pkg *types.Package, e *catalog.Entry) error {
	obj, err := find(pkg, e.Symbol)
	if e.Promoted && obj != nil {
		err = nil
	}
	if err != nil {
		return err
	}
	if !obj.Exported() {
		return fmt.Errorf("it is not exported: remove the entry")
	}
	if e.Verb == "mark" {
		return nil
	}
	if err := conditions(pkg, e); err != nil {
		return err
	}
	if len(e.Places) == 1 {
		switch root := e.Places[0].Root; root {
		case catalog.Field, catalog.Variable:
			v, isVar := obj.(*types.Var)
			if !isVar || v.IsField() != (root == catalog.Field) {
				return fmt.Errorf("it is no %s but %s", e.Places[0], obj)
			}
			return nil
		case catalog.Conversion:
			if _, isType := obj.(*types.TypeName); !isType {
				return fmt.Errorf("it is no type but %s", obj)
			}
			return nil
		}
	}
	sig := signature(obj)
	if sig == nil {
		return fmt.Errorf("it is no function but %s", obj)
	}
	return call(sig, e)
}

// conditions returns an error when a condition of a clean entry names what is not
// there.
func conditions(pkg *types.Package, e *catalog.Entry) error {
	for _, key := range []string{"by", "unless"} {
		if e.Args[key] == "" {
			continue
		}
		for symbol := range strings.SplitSeq(e.Args[key], ",") {
			if _, err := find(pkg, symbol); err != nil {
				return fmt.Errorf("%s=: %w", key, err)
			}
		}
	}
	return nil
}

// find returns the object that a symbol names. The symbol must name it as
// [catalog.Catalog.Object] will: by the type that declares it. A method that another type
// declares comes with an error.
func find(pkg *types.Package, symbol string) (types.Object, error) {
	name, member, isMember := strings.Cut(symbol, ".")
	obj := pkg.Scope().Lookup(name)
	if obj == nil {
		return nil, fmt.Errorf("%s has no %s%s: correct the name or remove the entry", pkg.Path(), name, suggest.DidYouMean(name, pkg.Scope().Names()))
	}
	typ, isType := obj.(*types.TypeName)
	if isType && typ.IsAlias() {
		return nil, fmt.Errorf("%s is an alias of %s: put the entry there", name, types.Unalias(typ.Type()))
	}
	if !isMember {
		return obj, nil
	}
	if !isType {
		return nil, fmt.Errorf("%s is no type but %s", name, obj)
	}
	found, index, _ := types.LookupFieldOrMethod(typ.Type(), true, pkg, member)
	if found == nil {
		return nil, fmt.Errorf("%s has no field or method %s%s: correct the name or remove the entry",
			typ.Type(), member, suggest.DidYouMean(member, members(typ.Type())))
	}
	if f, isFunc := found.(*types.Func); isFunc {
		if declaring := receiver(f); declaring != nil && declaring.Obj() != obj {
			return found, fmt.Errorf("the method is declared by %s: put the entry there", declaring.Origin())
		}
	} else if len(index) > 1 {
		return nil, fmt.Errorf("the field is promoted from an embedded struct: put the entry at that struct's type")
	}
	return found, nil
}

// members lists the fields and methods that can be named behind a type.
func members(t types.Type) []string {
	var names []string
	set := types.NewMethodSet(types.NewPointer(t))
	if types.IsInterface(t) {
		set = types.NewMethodSet(t)
	}
	for i := range set.Len() {
		names = append(names, set.At(i).Obj().Name())
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for field := range s.Fields() {
			names = append(names, field.Name())
		}
	}
	return names
}

// receiver returns the named type that a method is declared by, nil when it
// has no name.
func receiver(f *types.Func) *types.Named {
	t := types.Unalias(f.Signature().Recv().Type())
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

// signature returns what a call of obj looks like: variables and fields may
// hold functions.
func signature(obj types.Object) *types.Signature {
	switch obj.(type) {
	case *types.Func, *types.Var:
		sig, _ := obj.Type().Underlying().(*types.Signature)
		return sig
	}
	return nil
}

func call(sig *types.Signature, e *catalog.Entry) error {
	for _, p := range e.Places {
		if err := place(sig, p); err != nil {
			return err
		}
		fills := e.Verb == "flow" || e.Verb == "source"
		if fills && (p.Root == catalog.Arg || p.Root == catalog.Recv) && !fillable(sig, p) {
			return fmt.Errorf("%s is passed by value: the call can't fill it", p)
		}
	}
	for _, p := range e.From {
		if err := place(sig, p); err != nil {
			return err
		}
	}
	if err := binds(sig, e); err != nil {
		return err
	}
	if err := format(sig, e); err != nil {
		return err
	}
	if err := onlyString(sig, e); err != nil {
		return err
	}
	return outcome(sig, e)
}

func binds(sig *types.Signature, e *catalog.Entry) error {
	if e.Args["binds"] == "" {
		return nil
	}
	if n, _ := strconv.Atoi(e.Args["binds"]); n >= sig.Params().Len() {
		return fmt.Errorf("binds=%d: it has no argument %d: %s", n, n, sig)
	}
	return nil
}

func format(sig *types.Signature, e *catalog.Entry) error {
	n, found := strings.CutPrefix(e.As, "format=")
	if !found {
		return nil
	}
	i, _ := strconv.Atoi(n)
	if i >= sig.Params().Len() || !isString(sig.Params().At(i).Type()) {
		return fmt.Errorf("as=%s: argument %d is no string: %s", e.As, i, sig)
	}
	return nil
}

func onlyString(sig *types.Signature, e *catalog.Entry) error {
	if !e.String {
		return nil
	}
	for _, p := range e.Places {
		t := typeOf(sig, p)
		if slice, ok := t.Underlying().(*types.Slice); ok && len(p.Path) == 0 {
			t = slice.Elem()
		}
		if !types.IsInterface(t) {
			return fmt.Errorf("string: %s is no interface but %s: remove the word", p, t)
		}
	}
	return nil
}

// outcome checks that a guard has a result of the kind that it is judged by.
func outcome(sig *types.Signature, e *catalog.Entry) error {
	if e.Verb != "guard" {
		return nil
	}
	for v := range sig.Results().Variables() {
		basic, _ := v.Type().Underlying().(*types.Basic)
		switch {
		case e.When == "nil" && (types.IsInterface(v.Type()) || isPointer(v.Type())),
			(e.When == "true" || e.When == "false") && basic != nil && basic.Info()&types.IsBoolean != 0,
			e.When == "found" && basic != nil && basic.Info()&(types.IsInteger|types.IsBoolean) != 0,
			e.When == "found" && basic == nil:
			return nil
		}
	}
	return fmt.Errorf("when=%s: no result can be that: %s", e.When, sig)
}

func place(sig *types.Signature, p catalog.Place) error {
	switch p.Root {
	case catalog.Recv:
		if sig.Recv() == nil {
			return fmt.Errorf("%s: it has no receiver", p)
		}
	case catalog.Arg:
		if p.Index >= sig.Params().Len() {
			return fmt.Errorf("%s: it has no such argument: %s", p, sig)
		}
	case catalog.Result:
		if p.Index >= sig.Results().Len() {
			return fmt.Errorf("%s: it has no such result: %s", p, sig)
		}
	case catalog.AllResults:
		if sig.Results().Len() == 0 {
			return fmt.Errorf("%s: it has no result: %s", p, sig)
		}
	default:
		return fmt.Errorf("%s: it is a function: %s", p, sig)
	}
	t := root(sig, p)
	for i, step := range p.Path {
		next := follow(t, step)
		if next == nil {
			return fmt.Errorf("%s: %s has no %s", p, t, strings.Join(p.Path[i:], ""))
		}
		t = next
	}
	return nil
}

// typeOf returns the type at a place that exists.
func typeOf(sig *types.Signature, p catalog.Place) types.Type {
	t := root(sig, p)
	for _, step := range p.Path {
		t = follow(t, step)
	}
	return t
}

func root(sig *types.Signature, p catalog.Place) types.Type {
	switch p.Root {
	case catalog.Recv:
		return sig.Recv().Type()
	case catalog.Arg:
		return sig.Params().At(p.Index).Type()
	default:
		return sig.Results().At(p.Index).Type()
	}
}

// unknown is the type of what only a run can tell: inside an interface.
var unknown = types.NewInterfaceType(nil, nil)

// follow returns the type behind one step of a place's path, nil when there is
// none.
func follow(t types.Type, step string) types.Type {
	t = structure(t)
	if _, ok := t.(*types.Interface); ok {
		return unknown
	}
	switch {
	case step == "[key]":
		switch t := t.(type) {
		case *types.Map:
			return t.Key()
		case *types.Signature:
			return yielded(t, 2, 0)
		}
	case step[0] == '[':
		return element(t)
	case strings.HasPrefix(step, ".param"):
		if sig, ok := t.(*types.Signature); ok {
			return at(sig.Params(), strings.TrimPrefix(step, ".param"))
		}
	case strings.HasPrefix(step, ".result"):
		if sig, ok := t.(*types.Signature); ok {
			return at(sig.Results(), strings.TrimPrefix(step, ".result"))
		}
	default:
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, step[1:]); obj != nil {
			if v, ok := obj.(*types.Var); ok {
				return v.Type()
			}
		}
	}
	return nil
}

func element(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	case *types.Map:
		return t.Elem()
	case *types.Chan:
		return t.Elem()
	case *types.Signature:
		if last := yielded(t, 1, 0); last != nil {
			return last
		}
		return yielded(t, 2, 1)
	}
	return nil
}

// yielded returns the type of value i of an iterator that yields n values at a
// time, nil when t is none.
func yielded(t *types.Signature, n, i int) types.Type {
	if t.Params().Len() != 1 {
		return nil
	}
	yield, ok := t.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok || yield.Params().Len() != n {
		return nil
	}
	return yield.Params().At(i).Type()
}

func at(vars *types.Tuple, index string) types.Type {
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= vars.Len() {
		return nil
	}
	return vars.At(i).Type()
}

// structure returns the underlying type, behind pointers, of a type parameter
// that of the first type it allows.
func structure(t types.Type) types.Type {
	for range 4 { // pointers to pointers to pointers don't occur
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Interface:
			core := firstTerm(u)
			if core == nil {
				return u
			}
			t = core
		default:
			return u
		}
	}
	return t.Underlying()
}

func firstTerm(i *types.Interface) types.Type {
	for embedded := range i.EmbeddedTypes() {
		switch e := types.Unalias(embedded).(type) {
		case *types.Union:
			return e.Term(0).Type()
		case *types.Named:
			if inner, ok := e.Underlying().(*types.Interface); ok {
				if found := firstTerm(inner); found != nil {
					return found
				}
			}
		default:
			return e
		}
	}
	return nil
}

// fillable says whether a call can write to what it got at p.
func fillable(sig *types.Signature, p catalog.Place) bool {
	// What a passed function gets is new, whatever its type.
	if slices.ContainsFunc(p.Path, func(step string) bool { return strings.HasPrefix(step, ".param") }) {
		return true
	}
	t := root(sig, p)
	if isPointer(t) {
		return true
	}
	switch s := structure(t).(type) {
	case *types.Basic, *types.Array, *types.Signature:
		return false
	case *types.Struct:
		return holdsReference(s)
	}
	return true
}

func holdsReference(s *types.Struct) bool {
	for field := range s.Fields() {
		switch t := field.Type().Underlying().(type) {
		case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Interface:
			return true
		case *types.Basic:
			if t.Kind() == types.UnsafePointer {
				return true
			}
		}
	}
	return false
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func isString(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}
