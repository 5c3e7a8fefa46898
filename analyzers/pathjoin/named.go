package pathjoin

import (
	"strings"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// This file is about whole paths that a message is asked for. There is no folder that
// they could leave, and most programs that have a field for one mean it: daemons, agents,
// drivers of storage. Who may send the message decides, and that is not to be seen. What
// is: whether the program knows people by what browsers send, so that they are users of it
// and not of the machine, and whether something is read or changed.

// namedRule is the rule for such a path, by what is done there.
func namedRule(use *flow.Use) *rule.Rule {
	switch use.Kind {
	case "path.read", "path.serve", "path.load", "path.delete":
		return Named
	case "path.write":
		if !strings.Contains(use.Callee, ".Mkdir") { // a folder harms nobody
			return Named
		}
	}
	return NamedAsked
}

// namedAndNot are two suppositions for one: what arrives is a path that a message has a
// field for, or is not.
func namedAndNot(sup *flow.Supposition) []*flow.Supposition {
	not, is := *sup, *sup
	not.Origin.Props &^= flow.PathNamed
	is.Origin.Props |= flow.PathNamed
	is.When.Needs = uint64(flow.PathNamed)
	return []*flow.Supposition{&not, &is}
}

// byProgram makes two drafts of one that is about people who log in: the link knows
// whether the program is one for them.
func (j *judge) byProgram(f *flaw, d emit.Draft) []emit.Draft {
	if f.rule != Named || !j.unit.Settings.Link {
		return []emit.Draft{d}
	}
	yes, no := true, false
	other := d
	other.Rule, other.Advice, other.Ambient, other.Fix = NamedAsked, refuse[NamedAsked], &no, nil
	d.Ambient = &yes
	return []emit.Draft{d, other}
}
