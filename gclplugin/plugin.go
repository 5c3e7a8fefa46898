// Package gclplugin makes secvet a module plugin of golangci-lint: one linter
// "secvet" with all analyzers, or one for each analyzer under its own name. A
// custom golangci-lint is built with it by importing this package;
// docs/golangci-lint.md shows how, and what to write into .golangci.yml.
//
// Here is only what golangci-lint asks of a plugin, and the way from its settings
// to the flags of the analyzers (flags.go). What the settings may be is decided
// in internal/config, for .secvet.yml and for this place alike.
package gclplugin

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers"
	"github.com/secvet/secvet/internal/config"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
	"github.com/secvet/secvet/internal/suppress"
)

// whole is the name of the linter that has all analyzers.
const whole = "secvet"

// elsewhere names keys of .secvet.yml that golangci-lint has settings of its own
// for.
var elsewhere = map[string]string{
	"exclude": "linters.exclusions.paths of golangci-lint",
	"tests":   "run.tests of golangci-lint",
}

func init() {
	h := &host{set: flow.Analyzer.Flags.Set}
	for name, list := range linters() {
		register.Plugin(name, func(conf any) (register.LinterPlugin, error) {
			return h.newPlugin(name, list, conf)
		})
	}
}

// linters maps the names of the linters to their analyzers. All have the one that
// looks at comments, and it is one and the same: golangci-lint runs an analyzer once
// however many linters it belongs to, and so reports a comment once.
func linters() map[string][]*analysis.Analyzer {
	all := analyzers.All()
	comments := suppress.NewAnalyzer(analyzers.Rules())
	byName := map[string][]*analysis.Analyzer{
		whole: append(all[:len(all):len(all)], comments),
	}
	for _, a := range all {
		byName[a.Name] = []*analysis.Analyzer{a, comments}
	}
	return byName
}

// plugin is one linter, as golangci-lint knows it.
type plugin struct {
	host      *host
	name      string
	analyzers []*analysis.Analyzer
	rules     []*rule.Rule // of the analyzers
	settings  *config.Settings
}

// newPlugin reads the settings of a linter.
func (h *host) newPlugin(name string, list []*analysis.Analyzer, conf any) (*plugin, error) {
	rules := slices.DeleteFunc(analyzers.Rules(), func(r *rule.Rule) bool {
		return !slices.ContainsFunc(list, func(a *analysis.Analyzer) bool { return a.Name == r.Analyzer() })
	})
	settings, err := config.Inline(conf, elsewhere, rules)
	if err != nil {
		return nil, fmt.Errorf("the settings of %s: %w", name, err)
	}
	return &plugin{h, name, list, rules, settings}, nil
}

// GetLoadMode asks for types; SSA is made from these by the analyzers themselves.
func (p *plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the analyzers of the linter, with their flags set.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	if err := p.host.join(p); err != nil {
		return nil, err
	}
	return p.analyzers, nil
}

// host is the golangci-lint that the plugins run in. The analyzers have one set of
// flags in it, whatever linters they belong to.
type host struct {
	set func(flag, value string) error

	mu      sync.Mutex
	plugins map[string]*plugin
}

// join adds a plugin, or takes the place of the one with its name, and sets the
// flags anew.
func (h *host) join(p *plugin) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	plugins := maps.Clone(h.plugins)
	if plugins == nil {
		plugins = make(map[string]*plugin)
	}
	plugins[p.name] = p
	names := slices.Sorted(maps.Keys(plugins))
	if plugins[whole] != nil && len(names) > 1 {
		others := slices.DeleteFunc(names, func(name string) bool { return name == whole })
		return fmt.Errorf("%s has all analyzers and cannot stand beside %s: take one or the other out of linters.settings.custom",
			whole, strings.Join(others, ", "))
	}
	var all []*plugin
	for _, name := range names {
		all = append(all, plugins[name])
	}
	flags, err := flagsOf(all)
	if err != nil {
		return err
	}
	for _, f := range flags {
		if err := h.set(f.name, f.value); err != nil {
			return fmt.Errorf("setting flow.%s: %w", f.name, err)
		}
	}
	h.plugins = plugins
	return nil
}
