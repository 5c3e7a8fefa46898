package corswild

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/secvet/secvet/internal/flow"
)

// This file judges one entry of a list of origins.

// entry judges one entry of a list.
func (l *library) entry(o *flow.Origin, v value, t *types.Named) (allowance, bool) {
	if o.Class != flow.Constant {
		if isOriginHeader(o) {
			return allowance{passing: reflected, why: "the request's own Origin is the allowed one", place: o.Place}, true
		}
		return allowance{}, false
	}
	place := o.Place
	switch {
	case o.Text == "reflect":
		return allowance{passing: reflected, why: "the default options repeat the Origin of the request", place: place}, true
	case o.Text == "*" && l.args["star"] != "list":
		return allowance{passing: l.sends("star", star), why: `"*" is among the origins`, place: place}, true
	case o.Text == l.args["any"]:
		return allowance{passing: reflected, why: fmt.Sprintf("the entry %q stands for every origin", o.Text), place: place}, true
	case o.Text == "null":
		return allowance{passing: null, why: `"null" is among the origins`, place: place}, true
	}
	m, ok := l.patternOf(o.Text, v, t)
	if !ok {
		return allowance{}, false
	}
	if m.any() {
		return allowance{passing: reflected, why: fmt.Sprintf("the entry %q matches every origin, which is reflected", o.Text), place: place}, true
	}
	if attack := m.attack(); attack != "" {
		return allowance{passing: partly, place: place, weak: &weakness{form: fmt.Sprintf("the entry %q", o.Text), attack: attack}}, true
	}
	return allowance{}, false
}

// patternOf is the test that an entry stands for; false for a plain origin.
func (l *library) patternOf(entry string, v value, t *types.Named) (matcher, bool) {
	if l.args["regexps"] == "slashes" && len(entry) > 2 && strings.HasPrefix(entry, "/") && strings.HasSuffix(entry, "/") {
		return regexpOf(entry[1 : len(entry)-1])
	}
	if l.args["entries"] == "regexp" {
		return regexpOf(entry)
	}
	if l.args["pattern"] == "glob" && strings.Contains(entry, "*") {
		if field := l.args["patternif"]; field != "" && t != nil {
			if on, _ := l.flag(v, field); on != yes {
				return matcher{}, false
			}
		}
		return globOf(entry), true
	}
	return matcher{}, false
}

func (l *library) regexpEntry(p *policy, o *flow.Origin) {
	if o.Class != flow.Constant || o.Text == "" {
		return
	}
	m, ok := regexpOf(o.Text)
	if !ok {
		return
	}
	if m.any() {
		p.allows = append(p.allows, allowance{passing: reflected, why: fmt.Sprintf("the regular expression %q matches every origin", o.Text), place: o.Place})
	} else if attack := m.attack(); attack != "" {
		p.allows = append(p.allows, allowance{passing: partly, place: o.Place,
			weak: &weakness{form: fmt.Sprintf("the regular expression %q", o.Text), attack: attack}})
	}
}
