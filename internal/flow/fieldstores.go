package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// FieldStore is a store into a field that carries a mark: in a composite literal
// or by assignment.
type FieldStore struct {
	Instr *ssa.Store
	Func  *ssa.Function
	Owner *types.Named
	Field *types.Var
	Entry *catalog.Entry
	// Struct is the address of the struct.
	Struct ssa.Value
}

// Name is the field as messages name it: echojwt.Config.KeyFunc.
func (s *FieldStore) Name() string {
	return s.Owner.Obj().Pkg().Name() + "." + s.Owner.Obj().Name() + "." + s.Field.Name()
}

// FieldStores lists the stores of the package into fields with the mark, in
// source order.
func (u *Unit) FieldStores(tag string) []*FieldStore {
	u.storing.Do(u.indexStores)
	return u.stores[tag]
}

// indexStores finds the stores into fields that carry marks.
func (u *Unit) indexStores() {
	u.stores = make(map[string][]*FieldStore)
	known := make(map[*types.Package]bool)
	for _, fn := range u.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if st, ok := in.(*ssa.Store); ok {
					u.indexStore(st, known)
				}
			}
		}
	}
}

// indexStore adds a store; known says of packages whether the catalog has something about
// them.
func (u *Unit) indexStore(st *ssa.Store, known map[*types.Package]bool) {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	named, ok := types.Unalias(deref(fa.X.Type())).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return
	}
	pkg := named.Obj().Pkg()
	there, asked := known[pkg]
	if !asked {
		there = u.catalog.Known(pkg.Path())
		known[pkg] = there
	}
	if !there {
		return
	}
	e := fieldElem(fa.X.Type(), fa.Field)
	if e.owner == nil || e.field == nil {
		return
	}
	told := make(map[string]bool)
	for _, entry := range u.catalog.Field(e.owner, e.field.Name()) {
		if entry.Verb == "mark" && !told[entry.Word] { // the first of a word speaks
			told[entry.Word] = true
			u.stores[entry.Word] = append(u.stores[entry.Word], &FieldStore{st, st.Parent(), e.owner, e.field, entry, fa.X})
		}
	}
}
