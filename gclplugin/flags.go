package gclplugin

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/rule"
)

// setting is a flag of the analyzer flow and its value.
type setting struct{ name, value string }

// flagsOf returns the flags of flow for plugins that run side by side, sorted by
// name. What flow knows only for all analyzers together must be the same for all.
func flagsOf(plugins []*plugin) ([]setting, error) {
	generated, err := agreed(plugins, "generated", func(p *plugin) *bool { return p.settings.Generated })
	if err != nil {
		return nil, err
	}
	nosec, err := agreed(plugins, "nosec", func(p *plugin) *bool { return p.settings.Nosec })
	if err != nil {
		return nil, err
	}
	var names []string
	notes := false
	for _, p := range plugins {
		names = append(names, p.name)
		notes = notes || p.lowest() == rule.Note
	}
	var overrides []string
	for _, p := range plugins {
		overrides = append(overrides, p.overrides(notes)...)
	}
	flags := []setting{
		{"host", strings.Join(names, ",")},
		{"norelated", "true"}, // golangci-lint makes an issue of each position
		{"notes", strconv.FormatBool(notes)},
		{"generated", strconv.FormatBool(generated)},
		{"nosec", strconv.FormatBool(nosec)},
		{"rules", strings.Join(overrides, ",")},
	}
	for _, p := range plugins {
		for _, text := range p.settings.Texts {
			flags = append(flags, setting{"catalog", "text:" + text})
		}
	}
	return flags, nil
}

// agreed returns a setting that all plugins must have alike; one that is left out
// is false.
func agreed(plugins []*plugin, key string, value func(*plugin) *bool) (bool, error) {
	truth := func(p *plugin) bool { v := value(p); return v != nil && *v }
	for _, p := range plugins[1:] {
		if truth(p) != truth(plugins[0]) {
			return false, fmt.Errorf("%s is %v in the settings of %s and %v in those of %s: it holds for all of them, so give each the same",
				key, truth(plugins[0]), plugins[0].name, truth(p), p.name)
		}
	}
	return truth(plugins[0]), nil
}

// lowest is the lowest severity that the plugin reports.
func (p *plugin) lowest() rule.Severity {
	if p.settings.Severity != 0 {
		return p.settings.Severity
	}
	return rule.Warning
}

// overrides returns RULE=SETTING for the rules that differ from what flow does
// without a word: those that the user sets, and those below the lowest severity,
// which are off. notes says that flow reports notes.
func (p *plugin) overrides(notes bool) []string {
	var all []string
	for _, r := range p.rules {
		word, set := p.settings.Rules[r.ID]
		if !set {
			word, set = p.settings.Rules[r.Analyzer()]
		}
		severity := r.Severity
		if s, err := rule.ParseSeverity(word); err == nil {
			severity = s
		}
		switch {
		case word == "off", severity < p.lowest() && (notes || severity > rule.Note):
			all = append(all, r.ID+"=off")
		case set:
			all = append(all, r.ID+"="+word)
		}
	}
	return all
}
