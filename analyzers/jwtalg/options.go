package jwtalg

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// options is what a verifying call is told beside token and key.
type options struct {
	// open says that some option is not understood; it may name the algorithm.
	open bool
	// pinned says that the algorithm is named; list are the names, when they are
	// constants.
	pinned bool
	list   []string
	// single says that the list has one element, which may be one of several.
	single bool
	expiry bool
	// noClaims is the option that switches the validation of claims off.
	noClaims []*flow.Call
	skip     bool // by a field of the parser
	keys     []*flow.Call
	keySet   bool
	auto     *flow.Call
	allow    bool
	verify   string // "true", "false" or ""
	validate string
}

// optionsOf reads the options in v, a slice of them.
func (c *checker) optionsOf(o *options, v ssa.Value, at ssa.Instruction) {
	if v == nil {
		return
	}
	for _, origin := range c.unit.TracePart(v, at, "[*]") {
		if origin.Unsure || origin.Class == flow.Constant {
			continue
		}
		call := c.madeBy(origin)
		if call == nil {
			o.open = true
			continue
		}
		mark := call.Mark("jwt.option")
		if mark == nil {
			if len(call.Entries) == 0 && !sameModule(call.Object, at) {
				o.open = true
			}
			continue
		}
		c.option(o, call, mark)
	}
}

// sameModule says whether an option is made by the library whose call it is
// passed to: those that are not marked do not matter.
func sameModule(f *types.Func, at ssa.Instruction) bool {
	call, ok := at.(ssa.CallInstruction)
	if !ok || f == nil || f.Pkg() == nil {
		return false
	}
	callee := call.Common().StaticCallee()
	return callee != nil && callee.Pkg != nil && callee.Pkg.Pkg == f.Pkg()
}

// madeBy is the call that an origin is the result of, nil for others.
func (c *checker) madeBy(o *flow.Origin) *flow.Call {
	v := o.Value
	if ex, ok := v.(*ssa.Extract); ok {
		v = ex.Tuple
	}
	if call, ok := v.(*ssa.Call); ok {
		return c.unit.CallOf(call)
	}
	return nil
}

func (c *checker) option(o *options, call *flow.Call, mark *catalog.Entry) {
	switch mark.Args["is"] {
	case "methods":
		c.methodList(o, call.Place(mark, "list"), call.Instr)
	case "noclaims":
		o.noClaims = append(o.noClaims, call)
	case "expiry":
		o.expiry = true
	case "parser":
		c.parserOptions(o, call.Place(mark, "parser"), call.Instr)
	case "key":
		o.keys = append(o.keys, call)
	case "keyset":
		o.keySet = true
	case "auto":
		o.auto = call
		if opts := call.Place(mark, "options"); opts != nil {
			for _, origin := range c.unit.TracePart(opts, call.Instr, "[*]") {
				o.allow = o.allow || origin.Class != flow.Constant
			}
		}
	case "allow":
		o.allow = true
	case "verify":
		o.verify = c.truth(call.Place(mark, "value"), call.Instr)
	case "validate":
		o.validate = c.truth(call.Place(mark, "value"), call.Instr)
		if o.validate == "false" {
			o.noClaims = append(o.noClaims, call)
		}
	}
}

// truth is "true" or "false" for a truth value that is constant.
func (c *checker) truth(v ssa.Value, at ssa.Instruction) string {
	if v == nil {
		return ""
	}
	if texts, ok := c.unit.Constants(v, at); ok && len(texts) == 1 {
		return texts[0]
	}
	return ""
}

// methodList reads a list of algorithm names; nil names none.
func (c *checker) methodList(o *options, v ssa.Value, at ssa.Instruction) {
	if v == nil || isNil(v) {
		return
	}
	o.pinned = true
	o.list = append(o.list, c.texts(v, at, "[*]")...)
	o.single = c.single(v, at) || c.oneFamilyEach(v, at)
}

// oneFamilyEach says whether a list is one of several that have algorithms of one family
// each: the operator chooses between these, not the token.
func (c *checker) oneFamilyEach(v ssa.Value, at ssa.Instruction) bool {
	alternatives, ok := v.(*ssa.Phi)
	return ok && !slices.ContainsFunc(alternatives.Edges, func(e ssa.Value) bool {
		list := c.texts(e, at, "[*]")
		return !isNil(e) && (len(list) == 0 || mixed(list))
	})
}

// single says whether a list has one element: the operator chooses between the
// algorithms that stand there, not the token.
func (c *checker) single(list ssa.Value, at ssa.Instruction) bool {
	n, ok := c.unit.Length(list, at)
	return ok && n == 1
}

// texts are the constants that a part of v can be; nil when some are unknown.
func (c *checker) texts(v ssa.Value, at ssa.Instruction, part ...string) []string {
	var list []string
	for _, o := range c.unit.TracePart(v, at, part...) {
		if o.Class != flow.Constant || len(o.Through) > 0 {
			if o.Class == flow.Constant && o.Unsure {
				continue
			}
			if name := c.algorithmName(o); name != "" {
				list = append(list, name)
				continue
			}
			return nil
		}
		if o.Text != "" && !slices.Contains(list, o.Text) {
			list = append(list, o.Text)
		}
	}
	return list
}

// algorithmName is for jwt.SigningMethodHS256.Alg() and .Name.
func (c *checker) algorithmName(o *flow.Origin) string {
	call := c.madeBy(o)
	if call == nil || len(call.Operands) == 0 || !call.HasReceiver {
		return c.globalAlg(o)
	}
	for _, r := range c.unit.Trace(call.Operands[0], call.Instr) {
		if name := c.globalAlg(r); name != "" {
			return name
		}
	}
	return ""
}

// globalAlg is the algorithm that a package variable of a library stands for.
func (c *checker) globalAlg(o *flow.Origin) string {
	if m := c.globalMark(o, "jwt.method"); m != nil {
		return m.Args["alg"]
	}
	return ""
}

func (c *checker) globalMark(o *flow.Origin, tag string) *catalog.Entry {
	if o.Global == nil {
		return nil
	}
	for _, e := range c.unit.Marks(o.Global.Object(), tag) {
		return e
	}
	return nil
}

// parserOptions reads the options that a parser value was made with.
func (c *checker) parserOptions(o *options, v ssa.Value, at ssa.Instruction) {
	if v == nil {
		return
	}
	literal := false
	for _, origin := range c.unit.Trace(v, at) {
		if origin.Unsure {
			continue
		}
		if call := c.madeBy(origin); call != nil {
			if mark := call.Mark("jwt.parser"); mark != nil {
				c.optionsOf(o, call.Place(mark, "options"), call.Instr)
				continue
			}
			o.open = true
			continue
		}
		if origin.Class == flow.Constant || origin.Class == flow.Unknown && isParserLiteral(origin) {
			literal = true
			continue
		}
		o.open = true
	}
	if literal {
		c.parserFields(o, v, at)
	}
}

func isParserLiteral(o *flow.Origin) bool {
	_, ok := o.Value.(*ssa.Alloc)
	return ok
}

// parserFields reads the fields of a parser that was written as a literal.
func (c *checker) parserFields(o *options, v ssa.Value, at ssa.Instruction) {
	named := namedOf(v.Type())
	if named == nil {
		return
	}
	for _, mark := range c.unit.Marks(named.Obj(), "jwt.parsertype") {
		st, ok := named.Underlying().(*types.Struct)
		if !ok {
			continue
		}
		if hasField(st, mark.Args["methods"]) {
			if !c.unset(v, at, "."+mark.Args["methods"]) {
				o.pinned = true
				o.list = append(o.list, c.texts(v, at, "."+mark.Args["methods"], "[*]")...)
			}
		}
		if hasField(st, mark.Args["skip"]) {
			for _, origin := range c.unit.Numbers(v, at, "."+mark.Args["skip"]) {
				o.skip = o.skip || origin.Class == flow.Constant && origin.Text == "true"
			}
		}
	}
}

// unset says whether a field is left at its zero value.
func (c *checker) unset(v ssa.Value, at ssa.Instruction, field string) bool {
	for _, o := range c.unit.TracePart(v, at, field) {
		if o.Class != flow.Constant || o.Text != "" && !o.Nil {
			return false
		}
	}
	for _, o := range c.unit.TracePart(v, at, field, "[*]") {
		if o.Class != flow.Constant || o.Text != "" && !o.Nil {
			return false
		}
	}
	return true
}

func namedOf(t types.Type) *types.Named {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	n, _ := types.Unalias(t).(*types.Named)
	return n
}

func hasField(st *types.Struct, name string) bool {
	for i := range st.NumFields() {
		if st.Field(i).Name() == name {
			return true
		}
	}
	return false
}

func isNil(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.Value == nil
}

// family is the family of an algorithm's name.
func family(alg string) string {
	switch {
	case strings.HasPrefix(alg, "HS"):
		return "HS"
	case strings.HasPrefix(alg, "RS"), strings.HasPrefix(alg, "PS"):
		return "RSA"
	case strings.HasPrefix(alg, "ES"):
		return "ECDSA"
	case strings.EqualFold(alg, "EdDSA"):
		return "EdDSA"
	case strings.EqualFold(alg, "none"):
		return "none"
	}
	return ""
}

// allowsHMAC says whether a secret can be used: the algorithm is open or a list
// holds one of the HS family.
func (o *options) allowsHMAC() bool {
	if !o.pinned {
		return !o.open
	}
	return slices.ContainsFunc(o.list, func(a string) bool { return family(a) == "HS" })
}

// mixed says whether a list holds secrets beside public keys, or none.
func mixed(list []string) bool {
	secret, public := false, false
	for _, a := range list {
		switch family(a) {
		case "HS":
			secret = true
		case "RSA", "ECDSA", "EdDSA":
			public = true
		case "none":
			return true
		}
	}
	return secret && public
}
