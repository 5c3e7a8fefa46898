package flow

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file is about requests that a router decodes into the parameter of a handler:
// which they are when the type says so itself, and what the rules in the tags of its
// fields prove, by which the router has checked them before the handler runs.

// routedClass is for handlers that are known by the type of their request: it embeds a
// type which the catalog marks request.meta, with a tag that names the route. Of func(ctx,
// *Request) (*Response, error) that is the second parameter. It returns the tag of the
// rules, too.
func (g *graph) routedClass(p *ssa.Parameter) (class catalog.Class, tag string) {
	fn := p.Parent()
	n, results := len(fn.Params), fn.Signature.Results()
	if n < 2 || p != fn.Params[n-1] || fn.Signature.Params().Len() != 2 || !isContext(fn.Params[n-2].Type()) || results.Len() != 2 {
		return "", ""
	}
	ptr, ok := p.Type().Underlying().(*types.Pointer)
	if !ok {
		return "", ""
	}
	st, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return "", ""
	}
	for i := range st.NumFields() {
		f := st.Field(i)
		named, ok := types.Unalias(f.Type()).(*types.Named)
		if !f.Embedded() || !ok {
			continue
		}
		for _, e := range g.unit.catalog.Object(named.Obj()) {
			if _, routed := reflect.StructTag(st.Tag(i)).Lookup(e.Args["tag"]); e.Verb == "mark" && e.Word == "request.meta" && routed {
				return catalog.Class(e.Args["class"]), e.Args["validated"]
			}
		}
	}
	return "", ""
}

// checkedBy is the tag of the rules by which a call has checked what it hands to the
// handler that it is given at a place; empty when it checks nothing.
func checkedBy(c *calleeInfo, place catalog.Place) string {
	for _, e := range c.entries {
		if e.Verb == "mark" && e.Word == "bind.validated" && e.Args["arg"] == itoa(place.Index)+strings.Join(place.Path, "") {
			return e.Args["tag"]
		}
	}
	return ""
}

// checkedPart is what the rules of a tag prove of a part of a request.
func checkedPart(p path, tag string) Props {
	elements := false
	for i := len(p) - 1; i >= 0 && tag != ""; i-- {
		e := p[i]
		if e.isElement() {
			elements = true
			continue
		}
		if e.field == nil || e.owner == nil {
			return 0
		}
		return ruleProps(tagOf(e), tag, elements)
	}
	return 0
}

// ruleProps is what the rules in a field's tag prove of it, or of its elements.
func ruleProps(field reflect.StructTag, tag string, elements bool) Props {
	switch tag {
	case "huma":
		return schemaProps(field)
	case "v":
		return verbProps(field.Get("v"), elements)
	}
	own, each, _ := strings.Cut(field.Get(tag), "dive,")
	if elements {
		return tagProps(each)
	}
	return tagProps(own)
}

// schemaProps is for tags that are those of a JSON schema; of a list they are about the
// elements.
func schemaProps(field reflect.StructTag) Props {
	var props Props
	if _, ok := field.Lookup("enum"); ok {
		props |= Any
	}
	if slices.Contains([]string{"uuid", "date", "date-time", "time", "ipv4"}, field.Get("format")) {
		props |= Any
	}
	if pattern, ok := field.Lookup("pattern"); ok {
		props |= regexpProps(pattern)
	}
	return props
}

// verbProps is for the rules of goframe: required|in:asc,desc#what to say when it is not.
// Behind foreach one rule is about the elements.
func verbProps(rules string, elements bool) Props {
	rules, _, _ = strings.Cut(rules, "#")
	if _, after, named := strings.Cut(rules, "@"); named {
		rules = after
	}
	var props Props
	each := false
	for rule := range strings.SplitSeq(rules, "|") {
		name, value, _ := strings.Cut(strings.TrimSpace(rule), ":")
		if name == "foreach" {
			each = true
			continue
		}
		if each == elements {
			props |= verbProp(name, value)
		}
		each = false
	}
	return props
}

func verbProp(name, value string) Props {
	switch name {
	case "in", "enums", "integer", "float", "boolean", "date", "datetime", "ipv4", "mac", "phone", "bank-card", "qq", "postcode":
		return Any
	case "ip", "ipv6":
		return SQLLiteral
	case "domain":
		return SQLLiteral | PathElement
	case "regex":
		return regexpProps(value)
	}
	return 0
}
