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
	var found []*FieldStore
	for _, fn := range u.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				st, ok := in.(*ssa.Store)
				if !ok {
					continue
				}
				if fs := u.fieldStore(st, tag); fs != nil {
					found = append(found, fs)
				}
			}
		}
	}
	return found
}

func (u *Unit) fieldStore(st *ssa.Store, tag string) *FieldStore {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	e := fieldElem(fa.X.Type(), fa.Field)
	if e.owner == nil || e.field == nil || e.owner.Obj().Pkg() == nil {
		return nil
	}
	for _, entry := range u.catalog.Field(e.owner, e.field.Name()) {
		if entry.Verb == "mark" && entry.Word == tag {
			return &FieldStore{st, st.Parent(), e.owner, e.field, entry, fa.X}
		}
	}
	return nil
}
