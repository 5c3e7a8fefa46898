package flow

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file reads validation tags: what it proves of a struct's fields that a
// framework's binder or a validator found nothing to complain about. The catalog
// marks the calls: bind.validated (arg=, tag=) fills and validates, validate.struct
// (arg=) validates by the tag "validate".

// assertValidated is what a validating call without error proves.
func (g *graph) assertValidated(call *ssa.Call, c *calleeInfo, ops []ssa.Value) []assertion {
	var as []assertion
	for _, e := range c.entries {
		if e.Verb != "mark" || e.Word != "bind.validated" && e.Word != "validate.struct" {
			continue
		}
		i := c.operand(atoi(e.Args["arg"]))
		tag := e.Args["tag"]
		if tag == "" {
			tag = "validate"
		}
		if i < len(ops) {
			as = append(as, g.assertTags(stripConversions(ops[i]), tag, behind(call))...)
		}
	}
	return as
}

// behind is the instruction after a call: there, what the call filled in can be
// seen.
func behind(call *ssa.Call) ssa.Instruction {
	instrs := call.Block().Instrs
	for i, in := range instrs {
		if in == call && i+1 < len(instrs) {
			return instrs[i+1]
		}
	}
	return call
}

// byTag is what is proved of a value of any type that was checked by its tags.
var byTag = map[string]Props{"validate": byValidate, "binding": byBinding}

// assertTagged is what it proves of an argument that a helper has it checked by its
// tags; it returns the other properties as well.
func (g *graph) assertTagged(v ssa.Value, p path, props Props, call *ssa.Call) ([]assertion, Props) {
	var as []assertion
	if len(p) == 0 {
		for _, tag := range []string{"validate", "binding"} {
			if props&byTag[tag] != 0 {
				as = append(as, g.assertTags(stripConversions(v), tag, behind(call))...)
			}
		}
	}
	return as, props &^ (byValidate | byBinding)
}

// assertTags is what the tags of a structure prove of its fields.
func (g *graph) assertTags(v ssa.Value, tag string, at ssa.Instruction) []assertion {
	t := deref(v.Type())
	if isInterface(t) && byTag[tag] != 0 {
		return []assertion{{g.value(v, nil, at), byTag[tag]}}
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var as []assertion
	for i := range st.NumFields() {
		rules, ok := reflect.StructTag(st.Tag(i)).Lookup(tag)
		if !ok {
			continue
		}
		own, elements, _ := strings.Cut(rules, "dive,")
		p := path{fieldElem(t, i)}
		if props := tagProps(own); props != 0 {
			as = append(as, g.expand(g.value(v, p, at), props)...)
		}
		if props := tagProps(elements); props != 0 {
			as = append(as, g.expand(g.value(v, p.with(anyElem), at), props)...)
		}
	}
	return as
}

// tagProps is what a list of validation rules proves; go-playground/validator's
// rules, which the frameworks share.
func tagProps(rules string) Props {
	var props Props
	for rule := range strings.SplitSeq(rules, ",") {
		if strings.Contains(rule, "|") {
			continue // one of several rules is enough
		}
		name, _, _ := strings.Cut(rule, "=")
		switch name {
		case "oneof", "eq", "uuid", "uuid3", "uuid4", "uuid5", "uuid_rfc4122", "ulid", "number", "numeric", "boolean", "datetime",
			"hexadecimal", "alpha", "alphanum", "ip4_addr", "ipv4", "cidrv4", "mac", "iso4217", "bcp47_language_tag", "md5", "sha256":
			props |= Any
		case "ip", "ipv6":
			props |= SQLLiteral
		case "hostname", "fqdn", "hostname_rfc1123":
			props |= SQLLiteral | PathElement
		}
	}
	return props
}
