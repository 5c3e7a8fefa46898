package gclplugin

import (
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"

	"github.com/secvet/secvet/analyzers"
	"github.com/secvet/secvet/internal/flow"
)

// recorder is a host that remembers the flags of the last plugin.
type recorder struct {
	host
	flags []string
}

func newRecorder() *recorder {
	r := &recorder{}
	r.set = func(flag, value string) error {
		r.flags = append(r.flags, flag+"="+value)
		return nil
	}
	return r
}

// add configures a linter as golangci-lint does.
func (r *recorder) add(name string, conf any) error {
	r.flags = nil
	p, err := r.newPlugin(name, linters()[name], conf)
	if err != nil {
		return err
	}
	_, err = p.BuildAnalyzers()
	return err
}

// has says whether a flag was set to a value; of the rules, one of them is enough.
func (r *recorder) has(flag string) bool {
	return slices.ContainsFunc(r.flags, func(f string) bool {
		rules, ok := strings.CutPrefix(f, "rules=")
		return f == flag || ok && slices.Contains(strings.Split(rules, ","), flag)
	})
}

type yaml = map[string]any

func TestRegistered(t *testing.T) {
	want := map[string][]string{whole: nil}
	for _, a := range analyzers.All() {
		want[whole] = append(want[whole], a.Name)
		want[a.Name] = []string{a.Name, "ignore"}
	}
	want[whole] = append(want[whole], "ignore")
	for name, analyzers := range want {
		newPlugin, err := register.GetPlugin(name)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		p, err := newPlugin(nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.GetLoadMode() != register.LoadModeTypesInfo {
			t.Errorf("%s: load mode %q", name, p.GetLoadMode())
		}
		var got []string
		for _, a := range p.(*plugin).analyzers {
			got = append(got, a.Name)
		}
		if !slices.Equal(got, analyzers) {
			t.Errorf("%s: got %v, want %v", name, got, analyzers)
		}
	}
}

func TestFlags(t *testing.T) {
	const text = "package example.com/lib\nsink sql.query DB.Find 0\n"
	for _, test := range []struct {
		name string
		conf any
		want []string
	}{
		{"nothing", nil, []string{"host=secvet", "norelated=true", "notes=false", "generated=false", "nosec=false", "rules="}},
		{"all", yaml{
			"rules":    yaml{"pathjoin/operator": "off", "weakhash/bcrypt-cost": "error"},
			"catalogs": []any{text},
			"severity": "note", "generated": true, "nosec": true,
		}, []string{"host=secvet", "norelated=true", "notes=true", "generated=true", "nosec=true",
			"pathjoin/operator=off", "weakhash/bcrypt-cost=error", "catalog=text:" + text}},
		{"an analyzer's rules, one of them otherwise", yaml{"rules": yaml{"timingcmp": "off", "timingcmp/mac-compare": "warning"}},
			[]string{"timingcmp/mac-compare=warning", "timingcmp/secret-compare=off", "timingcmp/name-only=off"}},
	} {
		r := newRecorder()
		if err := r.add(whole, test.conf); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		for _, want := range test.want {
			if !r.has(want) {
				t.Errorf("%s: got %q, want %q", test.name, r.flags, want)
			}
		}
	}
}

// Warnings are off when only errors are wanted, unless the user calls one an error.
func TestSeverity(t *testing.T) {
	r := newRecorder()
	if err := r.add("timingcmp", yaml{"severity": "error"}); err != nil {
		t.Fatal(err)
	}
	if !r.has("timingcmp/secret-compare=off") || r.has("timingcmp/mac-compare=off") {
		t.Errorf("got %q", r.flags)
	}
	if err := r.add("timingcmp", yaml{"severity": "error", "rules": yaml{"timingcmp/secret-compare": "error"}}); err != nil {
		t.Fatal(err)
	}
	if !r.has("timingcmp/secret-compare=error") {
		t.Errorf("got %q", r.flags)
	}
}

func TestSideBySide(t *testing.T) {
	r := newRecorder()
	if err := r.add("timingcmp", yaml{"severity": "note"}); err != nil {
		t.Fatal(err)
	}
	if err := r.add("weakhash", yaml{"rules": yaml{"weakhash/bcrypt-cost": "error"}}); err != nil {
		t.Fatal(err)
	}
	// The notes of weakhash, which nobody asked for, are off.
	for _, want := range []string{"host=timingcmp,weakhash", "notes=true", "weakhash/bcrypt-cost=error", "weakhash/bcrypt-recommended=off"} {
		if !r.has(want) {
			t.Errorf("got %q, want %q", r.flags, want)
		}
	}
	// golangci-lint reads its settings more than once.
	if err := r.add("timingcmp", nil); err != nil {
		t.Fatal(err)
	}
	if !r.has("notes=false") {
		t.Errorf("got %q", r.flags)
	}
}

func TestErrors(t *testing.T) {
	type linter struct {
		name string
		conf any
	}
	for _, test := range []struct {
		linters []linter
		want    string
	}{
		{[]linter{{whole, nil}, {"weakhash", nil}, {"pathjoin", nil}},
			"secvet has all analyzers and cannot stand beside weakhash: take one or the other out of linters.settings.custom"},
		{[]linter{{"weakhash", nil}, {"pathjoin", nil}, {whole, nil}}, "secvet has all analyzers and cannot stand beside pathjoin, weakhash"},
		{[]linter{{"weakhash", yaml{"generated": true}}, {"pathjoin", nil}},
			"generated is false in the settings of pathjoin and true in those of weakhash: it holds for all of them"},
		{[]linter{{"pathjoin", yaml{"nosec": false}}, {"weakhash", yaml{"nosec": true}}}, "nosec is false"},
		{[]linter{{whole, yaml{"severty": "note"}}}, `the settings of secvet: unknown key "severty" (did you mean severity?)`},
		{[]linter{{whole, yaml{"exclude": []any{"a"}}}}, "exclude is not set here: use linters.exclusions.paths of golangci-lint"},
		{[]linter{{whole, yaml{"tests": true}}}, "tests is not set here: use run.tests of golangci-lint"},
		{[]linter{{"weakhash", yaml{"rules": yaml{"pathjoin/operator": "off"}}}}, `there is no rule "pathjoin/operator"`},
		{[]linter{{whole, "text"}}, "must be a mapping"},
	} {
		r := newRecorder()
		var err error
		for _, l := range test.linters {
			if err = r.add(l.name, l.conf); err != nil {
				break
			}
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v:\n got %v\nwant %s", test.linters, err, test.want)
		}
	}
}

// What golangci-lint gets has the flags of flow itself behind it.
func TestRealFlags(t *testing.T) {
	newPlugin, err := register.GetPlugin("weakhash")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(yaml{"severity": "note", "rules": yaml{"weakhash": "off"}})
	if err != nil {
		t.Fatal(err)
	}
	if list, err := p.BuildAnalyzers(); err != nil || len(list) != 2 {
		t.Errorf("got %v, %v", list, err)
	}
	for name, want := range map[string]string{"host": "weakhash", "norelated": "true", "notes": "true"} {
		if got := flow.Analyzer.Flags.Lookup(name).Value.String(); got != want {
			t.Errorf("flow.%s is %s, want %s", name, got, want)
		}
	}
}
