package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// maxDrawing bounds the values that one question about draws looks at.
const maxDrawing = 600

// drawing is one walk back from a text over everything that its characters are
// computed from. Unlike an origin, an index counts: it chooses the character.
type drawing struct {
	g      *graph
	seen   map[ssa.Value]bool
	filled map[ssa.Value]bool
	// calls are how the walk came into a function.
	calls  map[*ssa.Function]ssa.CallInstruction
	beside []string
}

// drawFrom is what a value is drawn from. Open says that something went in that is
// unpredictable or not understood.
type drawFrom struct {
	draw *Draw
	open bool
}

// and is for a value into which both went.
func (f drawFrom) and(other drawFrom) drawFrom {
	if f.draw == nil {
		f.draw = other.draw
	}
	f.open = f.open || other.open
	return f
}

// or is for a value that is the one or the other: one that can be predicted is
// enough.
func (f drawFrom) or(other drawFrom) drawFrom {
	switch {
	case f.draw != nil && !f.open:
		return f
	case other.draw != nil && !other.open:
		return other
	}
	return f.and(other)
}

func (d *drawing) from(v ssa.Value) (f drawFrom) {
	if v == nil || d.seen[v] {
		return f
	}
	d.seen[v] = true
	if len(d.seen) > maxDrawing {
		return drawFrom{open: true}
	}
	switch v := v.(type) {
	case *ssa.Phi:
		for _, e := range v.Edges {
			f = f.or(d.from(e))
		}
		return f
	case *ssa.BinOp:
		return d.from(v.X).and(d.from(v.Y))
	case *ssa.UnOp:
		return d.unary(v)
	case *ssa.Convert:
		return d.from(v.X)
	case *ssa.MultiConvert:
		return d.from(v.X)
	case *ssa.ChangeType:
		return d.from(v.X)
	case *ssa.ChangeInterface:
		return d.from(v.X)
	case *ssa.MakeInterface:
		return d.from(v.X)
	case *ssa.TypeAssert:
		return d.from(v.X)
	case *ssa.SliceToArrayPointer:
		return d.from(v.X)
	case *ssa.Slice:
		return d.from(v.Low).and(d.from(v.X))
	case *ssa.Extract:
		return d.extract(v)
	case *ssa.Index:
		return d.element(v.X, v.Index)
	case *ssa.Lookup:
		return d.element(v.X, v.Index)
	case *ssa.Call:
		return d.call(v, 0)
	case *ssa.Alloc, *ssa.MakeSlice:
		return d.contents(v)
	case *ssa.Parameter:
		return d.parameter(v)
	case *ssa.Field:
		d.with(v.X.Type().Underlying().(*types.Struct).Field(v.Field).Name(), v.Type())
	case *ssa.FreeVar:
		return d.captured(v)
	}
	return f
}

// with notes a text of which only the name is known.
func (d *drawing) with(name string, t types.Type) {
	if (isText(t) || isBytes(t)) && !slices.Contains(d.beside, name) {
		d.beside = append(d.beside, name)
	}
}

func (d *drawing) extract(v *ssa.Extract) drawFrom {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		return d.call(t, v.Index)
	case *ssa.Lookup:
		return d.from(t)
	case *ssa.TypeAssert:
		return d.from(t.X)
	}
	return drawFrom{}
}

func (d *drawing) unary(v *ssa.UnOp) (f drawFrom) {
	switch addr := v.X.(type) {
	case *ssa.IndexAddr:
		return d.element(addr.X, addr.Index)
	case *ssa.FieldAddr:
		if _, ok := addr.X.(*ssa.Alloc); ok {
			f = d.contents(addr)
		}
		d.with(deref(addr.X.Type()).Underlying().(*types.Struct).Field(addr.Field).Name(), v.Type())
		return f
	case *ssa.Global:
		if obj := addr.Object(); obj != nil {
			f, _ = d.mark(d.g.unit.catalog.Object(obj), nil)
		}
		d.with(addr.Name(), v.Type())
		return f
	}
	return d.from(v.X)
}

// element is one character, or one word, out of many: who knows how it is chosen
// and what there is to choose from knows it. A choice among texts that are not
// all written in the program is none of that kind: a key out of a pool.
func (d *drawing) element(container, index ssa.Value) drawFrom {
	t := container.Type()
	if isText(t) || isBytes(t) || isByteArray(t) {
		f := d.from(index)
		if isBuffer(container) {
			f = f.and(d.from(container))
		}
		return f
	}
	if load, ok := container.(*ssa.UnOp); ok {
		if _, ok := load.X.(*ssa.Global); ok {
			return d.from(index)
		}
	}
	if isBuffer(container) {
		return d.from(index).and(d.contents(container))
	}
	return d.from(container)
}

// isBuffer says whether a value is a row of elements that the function made.
func isBuffer(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc, *ssa.MakeSlice:
		return true
	case *ssa.Slice:
		return isBuffer(v.X)
	}
	return false
}

func (d *drawing) parameter(v *ssa.Parameter) drawFrom {
	if call := d.calls[v.Parent()]; call != nil {
		if ops := operandsOf(call.Common()); paramIndex(v) < len(ops) {
			return d.from(ops[paramIndex(v)])
		}
	}
	d.with(v.Name(), v.Type())
	return drawFrom{}
}

// captured follows a variable of the function around a closure.
func (d *drawing) captured(v *ssa.FreeVar) (f drawFrom) {
	fn := v.Parent()
	for _, mc := range d.g.closuresOf(fn) {
		for i, fv := range fn.FreeVars {
			if fv == v {
				f = f.or(d.from(mc.Bindings[i]))
			}
		}
	}
	return f
}

// contents follows what is written to a variable, an array or a buffer. A variable
// holds one of the values that are stored in it, a buffer all of them.
func (d *drawing) contents(v ssa.Value) (f drawFrom) {
	if d.filled[v] || v.Referrers() == nil {
		return f
	}
	d.filled[v] = true
	var stored drawFrom
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			if r.Addr == v {
				stored = stored.or(d.from(r.Val))
			}
		case *ssa.IndexAddr:
			if r.X == v {
				f = f.and(d.contents(r))
			}
		case *ssa.FieldAddr:
			if fa, ok := v.(*ssa.FieldAddr); !ok || fa.Field == r.Field {
				f = f.and(d.contents(r))
			}
		case *ssa.Slice:
			if r.X == v {
				f = f.and(d.contents(r))
			}
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Convert, *ssa.Phi:
			f = f.and(d.contents(r.(ssa.Value)))
		case *ssa.UnOp:
			if isBytes(r.Type()) {
				f = f.and(d.contents(r))
			}
		case ssa.CallInstruction:
			f = f.and(d.filling(r, v))
		}
	}
	if fa, ok := v.(*ssa.FieldAddr); ok {
		f = f.and(d.otherStores(fa))
	}
	return f.and(stored)
}

// otherStores follows the stores to the same field of a variable.
func (d *drawing) otherStores(fa *ssa.FieldAddr) (f drawFrom) {
	for _, r := range *fa.X.Referrers() {
		if other, ok := r.(*ssa.FieldAddr); ok && other.Field == fa.Field {
			f = f.or(d.contents(other))
		}
	}
	return f
}
