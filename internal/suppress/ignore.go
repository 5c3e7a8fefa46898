package suppress

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/lazy"
	"github.com/secvet/secvet/internal/suggest"
)

const (
	// kindIgnore is the kind of our own form.
	kindIgnore = "secvet:ignore"

	directive = "//secvet:"
	usage     = "write //secvet:ignore RULE -- REASON"
)

// dictionary knows the rules that a comment may name.
type dictionary struct {
	known func(rule string) bool
	// all are the names that it knows, for suggestions; it may be empty.
	all []string
}

// spaced is our form as nobody is meant to write it, with a space in front.
// Prose about such comments looks like that too.
var spaced = lazy.Regexp(`^//\s+secvet:ignore\s+([\w/-]+)`)

// readIgnores reads the secvet:ignore comments of a file.
func (r *reader) readIgnores(words dictionary) {
	var t *tree
	for _, g := range r.file.Comments {
		for _, c := range g.List {
			rules, reason, ok := r.parseIgnore(c, words)
			if !ok {
				continue
			}
			if t == nil {
				t = newTree(r.file, r.tf)
			}
			covers := t.place(c, g)
			if covers == nil {
				r.problem(c, "this comment belongs to no code: put it at the end of a line, or on the line before a statement")
				continue
			}
			r.add(kindIgnore, reason, c, rules, covers)
		}
	}
}

// parseIgnore reads one comment; ok is false when it silences nothing.
func (r *reader) parseIgnore(c *ast.Comment, words dictionary) (rules []string, reason string, ok bool) {
	text, ours := strings.CutPrefix(c.Text, directive)
	if !ours {
		if m := spaced().FindStringSubmatch(c.Text); m != nil && words.known(m[1]) {
			r.problem(c, "this is not a secvet:ignore comment: "+usage+", without a space in front")
		}
		return nil, "", false
	}
	verb, rest := text, ""
	if i := strings.IndexAny(text, " \t"); i >= 0 {
		verb, rest = text[:i], text[i:]
	}
	if verb != "ignore" {
		r.problem(c, fmt.Sprintf("unknown comment secvet:%s%s: %s", verb, suggest.DidYouMean(verb, []string{"ignore"}), usage))
		return nil, "", false
	}
	names, reason, _ := strings.Cut(rest, "--")
	reason = strings.TrimSpace(reason)
	if reason == "" {
		r.problem(c, "this comment silences nothing, because it gives no reason: "+usage)
		return nil, "", false
	}
	rules = r.ruleNames(c, names, words)
	return rules, reason, len(rules) > 0
}

// ruleNames splits a list of rules and leaves out those that don't exist.
func (r *reader) ruleNames(c *ast.Comment, list string, words dictionary) []string {
	var rules []string
	for name := range strings.SplitSeq(list, ",") {
		switch name = strings.TrimSpace(name); {
		case name == "":
			r.problem(c, "this comment names no rule: "+usage)
		case !words.known(name):
			r.problem(c, fmt.Sprintf("there is no rule %q%s: secvet list shows them", name, suggest.DidYouMean(name, words.all)))
		case !slices.Contains(rules, name):
			rules = append(rules, name)
		}
	}
	return rules
}
