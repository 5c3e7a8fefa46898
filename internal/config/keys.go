package config

import (
	"path/filepath"

	"go.yaml.in/yaml/v4"

	"github.com/secvet/secvet/internal/rule"
	"github.com/secvet/secvet/internal/suggest"
)

// key is a key of the configuration. All that depends on which keys there are is
// made from this table.
type key struct {
	name string
	// text explains the key in a sentence or two, in Markdown.
	text   string
	schema func(known []*rule.Rule) schema
	decode func(d *decoder, value *yaml.Node)
}

// keys is filled by init, because the decoder that it leads to reads it.
var keys []key

func init() {
	keys = []key{
		{
			name:   "rules",
			text:   "Switches rules off, or sets another severity. Names rules, or analyzers for all of their rules; a rule counts more than its analyzer.",
			schema: rulesSchema,
			decode: (*decoder).rules,
		},
		{
			name:   "exclude",
			text:   "Files that no finding is reported in, as globs with `**`, relative to this file. A glob that matches a folder excludes all below it.",
			schema: listOf("A glob, such as `internal/legacy` or `**/*.pb.go`."),
			decode: func(d *decoder, n *yaml.Node) { d.settings.Exclude = d.globs(n) },
		},
		{
			name:   "catalogs",
			text:   "Files that describe libraries of your own: sources, sinks, sanitizers and guards. Relative to this file.",
			schema: listOf("The name of a catalog file."),
			decode: (*decoder).catalogFiles,
		},
		{
			name:   "severity",
			text:   "The lowest severity to report; `warning` unless given. The flag `-severity` counts more.",
			schema: oneOfSchema(severities),
			decode: (*decoder).severity,
		},
		{
			name:   "generated",
			text:   "Reports findings in generated files as well, like the flag `-generated`.",
			schema: truthSchema,
			decode: func(d *decoder, n *yaml.Node) { d.settings.Generated = d.truth(n, "generated") },
		},
		{
			name:   "tests",
			text:   "Analyses test files as well, like the flag `-tests`.",
			schema: truthSchema,
			decode: func(d *decoder, n *yaml.Node) { d.settings.Tests = d.truth(n, "tests") },
		},
		{
			name:   "nosec",
			text:   "Honours `#nosec` comments with the corresponding rules of gosec, like the flag `-nosec`.",
			schema: truthSchema,
			decode: func(d *decoder, n *yaml.Node) { d.settings.Nosec = d.truth(n, "nosec") },
		},
	}
}

func keyNames() []string {
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
	return names
}

var (
	severities = []string{rule.Note.String(), rule.Warning.String(), rule.Error.String()}
	levels     = append([]string{"off"}, severities...)
)

func (d *decoder) rules(n *yaml.Node) {
	names := ruleNames(d.known)
	d.entries(n, "rules", func(k, v *yaml.Node) {
		if _, ok := names[k.Value]; !ok && len(names) > 0 {
			var candidates []string
			for _, r := range d.known {
				candidates = append(candidates, r.ID, r.Analyzer())
			}
			d.complain(k, "there is no rule %q%s: secvet list shows them", k.Value, suggest.DidYouMean(k.Value, candidates))
			return
		}
		if level := d.choice(v, k.Value, levels); level != "" {
			if d.settings.Rules == nil {
				d.settings.Rules = make(map[string]string)
			}
			d.settings.Rules[k.Value] = level
		}
	})
}

// ruleNames maps what can be set, rules and analyzers, to what it is.
func ruleNames(known []*rule.Rule) map[string]string {
	names := make(map[string]string)
	for _, r := range known {
		names[r.ID] = r.Title
		names[r.Analyzer()] = "All rules of " + r.Analyzer()
	}
	return names
}

func (d *decoder) severity(n *yaml.Node) {
	if absent(resolved(n)) {
		return
	}
	if word := d.choice(n, "severity", severities); word != "" {
		d.settings.Severity, _ = rule.ParseSeverity(word)
	}
}

func (d *decoder) catalogFiles(n *yaml.Node) {
	for _, e := range d.words(n, "catalogs") {
		if d.inline {
			d.catalogs = append(d.catalogs, catalogFile{e.Value, e})
			continue
		}
		name := filepath.FromSlash(e.Value)
		if !filepath.IsAbs(name) {
			name = filepath.Join(d.dir, name)
		}
		d.settings.Catalogs = append(d.settings.Catalogs, name)
		d.catalogs = append(d.catalogs, catalogFile{name, e})
	}
}
