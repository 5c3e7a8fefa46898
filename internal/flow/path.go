package flow

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// elem is one step into a value: a field, an element, a key.
type elem struct {
	// name is ".Name", "[3]", "[*]" (any element or map value), "[key]" (any map
	// key), `["x"]` (the value of a constant map key), or "*" (all texts in what a
	// parameter of an interface type holds, which the caller knows).
	name string
	// field and owner are set for fields.
	field *types.Var
	owner *types.Named
}

// path leads from a value to a part of it; pointers on the way are followed
// without an element of their own.
type path []elem

var (
	anyElem = elem{name: "[*]"}
	keyElem = elem{name: "[key]"}
	allElem = elem{name: "*"}
)

// maxPath is the longest path that is followed; real code seldom nests request
// data deeper than request, filter, list, element, field.
const maxPath = 5

func (p path) String() string {
	switch len(p) {
	case 0:
		return ""
	case 1:
		return p[0].name
	}
	var b strings.Builder
	for _, e := range p {
		b.WriteString(e.name)
	}
	return b.String()
}

// told is the path as people and the link have it: of all that is in a parameter, the
// parameter is told.
func (p path) told() string {
	if n := len(p); n > 0 && p[n-1] == allElem {
		p = p[:n-1]
	}
	return p.String()
}

func (p path) with(e ...elem) path {
	out := make(path, 0, len(p)+len(e))
	return append(append(out, p...), e...)
}

func join(p, q path) path { return p.with(q...) }

// names is the path in the form that facts carry.
func (p path) names() []string {
	if len(p) == 0 {
		return nil
	}
	out := make([]string, len(p))
	for i, e := range p {
		out[i] = e.name
	}
	return out
}

func (e elem) isElement() bool { return strings.HasPrefix(e.name, "[") && e.name != "[key]" }

// fieldElem is the element for field i of struct type t (or a pointer to one).
func fieldElem(t types.Type, i int) elem {
	t = deref(t)
	st, ok := t.Underlying().(*types.Struct)
	if !ok || i >= st.NumFields() {
		return elem{name: "." + strconv.Itoa(i)}
	}
	named, _ := types.Unalias(t).(*types.Named)
	if named != nil {
		named = named.Origin()
	}
	f := st.Field(i)
	return elem{name: "." + f.Name(), field: f.Origin(), owner: named}
}

func indexElem(v ssa.Value) elem {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil {
		return elem{name: "[" + c.Value.ExactString() + "]"}
	}
	return anyElem
}

// mayAlias says whether two elements can name the same part, and whether they
// surely do.
func (e elem) alias(f elem) (may, must bool) {
	if e.name == f.name {
		return true, e.name != "[*]"
	}
	if e.name == "[*]" && f.isElement() || f.name == "[*]" && e.isElement() {
		return true, false
	}
	return false, false
}

// resolveNames gives facts' path names their fields again, as far as the type
// tells.
func resolveNames(t types.Type, names []string) path {
	var p path
	for _, n := range names {
		e := elem{name: n}
		if t != nil {
			if field, ok := strings.CutPrefix(n, "."); ok {
				e, t = lookupField(t, field)
			} else {
				t = elementType(t, n)
			}
		}
		p = append(p, e)
	}
	return p
}

func lookupField(t types.Type, name string) (elem, types.Type) {
	t = deref(t)
	if st, ok := t.Underlying().(*types.Struct); ok {
		for i := range st.NumFields() {
			if st.Field(i).Name() == name {
				return fieldElem(t, i), st.Field(i).Type()
			}
		}
	}
	return elem{name: "." + name}, nil
}

func elementType(t types.Type, name string) types.Type {
	switch u := deref(t).Underlying().(type) {
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		if name == "[key]" {
			return u.Key()
		}
		return u.Elem()
	case *types.Chan:
		return u.Elem()
	}
	return nil
}

// typeAt is the type of the part of t that p leads to; nil when it is not known.
func typeAt(t types.Type, p path) types.Type {
	for _, e := range p {
		if t == nil {
			return nil
		}
		if e.field != nil {
			t = e.field.Type()
		} else if name, ok := strings.CutPrefix(e.name, "."); ok {
			_, t = lookupField(t, name)
		} else {
			t = elementType(t, e.name)
		}
	}
	return t
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// isReference says whether values of t are handles to something that is written
// through them.
func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Chan:
		return true
	}
	return false
}

// harmless says whether no value of type t can hold text that an attacker
// chooses: numbers, truth values, times, identifiers of fixed form. Bytes and
// runes are not harmless: text is made of them.
func harmless(t types.Type) bool {
	if t == nil {
		return false
	}
	if named, ok := types.Unalias(deref(t)).(*types.Named); ok && named.Obj().Pkg() != nil {
		switch named.Obj().Pkg().Path() + "." + named.Obj().Name() {
		case "time.Time", "time.Location", "github.com/google/uuid.UUID", "github.com/gofrs/uuid.UUID",
			"github.com/gofrs/uuid/v5.UUID", "github.com/satori/go.uuid.UUID", "net.IP", "net.IPNet", "math/big.Int", "math/big.Rat", "math/big.Float",
			"github.com/shopspring/decimal.Decimal", "github.com/oklog/ulid/v2.ULID", "github.com/rs/xid.ID",
			"go.mongodb.org/mongo-driver/bson/primitive.ObjectID", "go.mongodb.org/mongo-driver/v2/bson.ObjectID":
			return true
		}
	}
	basic, ok := t.Underlying().(*types.Basic)
	if !ok {
		return false
	}
	if basic.Info()&(types.IsBoolean|types.IsFloat|types.IsComplex) != 0 {
		return true
	}
	if basic.Info()&types.IsInteger != 0 {
		return basic.Kind() != types.Uint8 && basic.Kind() != types.Int32 && basic.Kind() != types.UntypedRune
	}
	return false
}

// harmlessElements says whether a list or map of type t has nothing in it that is not
// harmless.
func harmlessElements(t types.Type) bool {
	for range maxPath {
		switch u := t.Underlying().(type) {
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Map:
			if !harmless(u.Key()) {
				return false
			}
			t = u.Elem()
		default:
			return false
		}
		if harmless(t) {
			return true
		}
	}
	return false
}

// relClimbs says whether filepath.Rel can lead out although its operand has no
// "..": when that is a path by itself, not one that was joined below a folder, and
// the folder that it is seen from is not where all paths start.
func (g *graph) relClimbs(n *node) bool {
	call, ok := n.val.(*ssa.Call)
	if !ok || len(call.Call.Args) != 2 {
		return false
	}
	switch g.render(g.value(call.Call.Args[0], nil, call)) {
	case "", ".", "/":
		return false
	}
	return strings.TrimLeft(g.render(g.value(call.Call.Args[1], nil, call)), "/") == Foreign
}
