package pathjoin

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

func message(f *flaw) string {
	name := subject(f.origin)
	callee := shortCallee(f.use.Callee)
	switch f.rule {
	case BrokenGuard:
		return brokenMessage(f, name, callee)
	case LinkTarget:
		if hardLink(f.use) && f.origin.Props.Has(flow.PathLink) {
			return fmt.Sprintf("%s is looked at as seen from the folder of the link that %s makes, and used as seen from the working directory", name, callee)
		}
		return fmt.Sprintf("%s says where the link that %s makes leads, unchecked: entries written through it leave the folder", name, callee)
	case Parameter:
		return fmt.Sprintf("%s is used as a path by %s: its callers decide", name, callee)
	case Operator:
		return fmt.Sprintf("%s is part of the path of %s", name, callee)
	}
	if f.rule == Named || f.rule == NamedAsked {
		return fmt.Sprintf("%s names the whole path of %s: any file of the machine", name, callee)
	}
	if !joined(f.origin) && !f.origin.Built.IsValid() {
		if f.when != nil { // it may have been joined on the way
			return fmt.Sprintf("%s decides the path of %s and can lead anywhere", name, callee)
		}
		return fmt.Sprintf("%s is the path of %s: any file of the machine", name, callee)
	}
	if base := baseText(f.origin); base != "" {
		return fmt.Sprintf("%s is joined into the path of %s and can lead out of %s", name, callee, base)
	}
	return fmt.Sprintf("%s is joined into the path of %s and can lead out of its folder", name, callee)
}

// baseText names the folder by the constant text before the piece.
func baseText(o *flow.Origin) string {
	if strings.Contains(o.Before, flow.Foreign) {
		return ""
	}
	return o.Before[:max(strings.LastIndexByte(o.Before, '/'), 0)]
}

var why = map[flow.Reason]string{
	flow.BranchStays:            "the branch on which it fails goes on to the use",
	flow.BeforeUnescape:         "the value is unescaped afterwards: %2e%2e%2f passes",
	flow.PrefixWithoutSeparator: "a prefix without a separator at its end also begins other names",
	flow.PrefixUncleaned:        "the path was not cleaned before: its beginning says nothing about .. behind it",
	flow.RelErrorOnly:           "filepath.Rel answers a path that leads out without an error; its result must be looked at",
	flow.DotsWithSlash:          "a .. at the other end is not seen",
	flow.DotsAbove:              `".." itself is not looked for`,
	flow.Replaced:               "what is left can be .. again",
	flow.Trimmed:                "only the ends of the text are looked at",
	flow.Cleaned:                "filepath.Clean keeps .. at the start of a path",
	flow.Based:                  `the base name can be ".."`,
	flow.Pattern:                "the pattern lets it through",
	flow.PartChecked:            "only the base name is looked at, and the whole path is used",
}

func brokenMessage(f *flaw, name, callee string) string {
	c := f.check
	what := c.Expr
	if what == "" {
		what = "the check"
	}
	reason := why[c.Reason]
	input := c.Input
	if c.Reason == flow.Holds {
		switch {
		case c.Props.Has(flow.PathElement):
			reason, input = `one element can still be ".."`, ".."
		default:
			reason, input = "an absolute path needs no ..", "/etc/passwd"
		}
	}
	if c.Reason == flow.Pattern && input == "" {
		reason, input = `".." matches`, ".."
	}
	text := fmt.Sprintf("%s does not confine %s in the path of %s: %s", what, name, callee, reason)
	if input != "" {
		text += fmt.Sprintf(" (%q passes)", input)
	}
	return text
}

// subject names a piece by its source text and who chose it.
func subject(o *flow.Origin) string {
	name := o.Subject()
	switch o.Class {
	case flow.Untrusted, flow.Operator, flow.Fetched:
		return fmt.Sprintf("%s from %s", name, flow.Noun(o.Kind))
	case flow.Parameter:
		if streamed(o) {
			return fmt.Sprintf("a name that %s reads from %s", o.Owner(), o.Name)
		}
		return fmt.Sprintf("the parameter %s of %s", o.Name, o.Owner())
	}
	return name
}

func shortCallee(full string) string {
	prefix := ""
	for _, p := range []string{"(*", "("} {
		if rest, ok := strings.CutPrefix(full, p); ok {
			prefix, full = p, rest
			break
		}
	}
	return prefix + full[strings.LastIndexByte(full, '/')+1:]
}

// repair says what to do about a check that does not hold.
var repair = map[flow.Reason]string{
	flow.PrefixWithoutSeparator: "put a separator behind the prefix, or ask filepath.IsLocal about the name before it is joined",
	flow.BranchStays:            "return where the check fails",
	flow.BeforeUnescape:         "unescape first, then check",
	flow.PartChecked:            "check the path that is used, or use the base name that was checked",
}

// refuse says what to do about a piece that nothing confines.
var refuse = map[*rule.Rule]string{
	LinkTarget: "skip links, or make them with os.Root and check filepath.IsLocal(filepath.Join(filepath.Dir(name), target))",
	Archive:    "refuse entries whose name is not filepath.IsLocal, or write through os.Root",
	Named:      "let it name something below a folder and use os.OpenInRoot or os.Root, or make sure that only administrators of the machine can send it",
	NamedAsked: "make sure that only those can send it who may use the whole machine",
	Download:   "take filepath.Base of it where it is one name, refuse what is not filepath.IsLocal, or write through os.Root",
}

func advice(f *flaw) string {
	switch {
	case f.rule == BrokenGuard:
		return cmp.Or(repair[f.check.Reason], "ask filepath.IsLocal about the name before it is joined, or open it with os.OpenInRoot")
	case refuse[f.rule] != "":
		return refuse[f.rule]
	case f.use.Kind == "path.delete":
		return "refuse names that are not filepath.IsLocal, and \".\" as well, or remove through os.Root"
	}
	return "use os.OpenInRoot or os.Root, or refuse names that are not filepath.IsLocal"
}
