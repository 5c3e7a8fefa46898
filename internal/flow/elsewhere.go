package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// elsewhere says by their types that what an argument leads to does not lie at p below
// base, nor around it: a *json.Decoder leads to no part of a request, and bytes are no
// part of a structure without any. To locate such an argument would be to trace what it
// was made of, and that may be the place whose writes are being looked for.
func elsewhere(arg ssa.Value, base *node, p path) bool {
	if base.typ == nil || base.op != opAlloc && base.op != opParam {
		return false
	}
	fits := fitting(arg)
	if fits == nil {
		return false
	}
	whole := deref(base.typ)
	for i := 0; i <= len(p); i++ {
		t := typeAt(whole, p[:i])
		if t == nil || i < len(p) && isInterface(t) || fits(t) || fits(deref(t)) || isTextBuffer(deref(t)) {
			return false // a buffer is written to by whatever was made around it
		}
	}
	return true
}

// fitting is the test for the types of places that an argument can lead to, if its own
// type tells: it points to a structure, or is a row of bytes.
func fitting(v ssa.Value) func(types.Type) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if ptr, ok := v.Type().Underlying().(*types.Pointer); ok {
		if s, ok := ptr.Elem().Underlying().(*types.Struct); ok {
			return func(t types.Type) bool { return types.IdenticalIgnoreTags(t.Underlying(), s) }
		}
	}
	if isBytes(v.Type()) {
		return func(t types.Type) bool {
			return isText(t) || isBytes(t) || isInterface(t) || holdsBytes(t) || isTextBuffer(t)
		}
	}
	return nil
}

// holdsBytes says whether t is an array of bytes or a byte.
func holdsBytes(t types.Type) bool {
	if a, ok := t.Underlying().(*types.Array); ok {
		t = a.Elem()
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}
