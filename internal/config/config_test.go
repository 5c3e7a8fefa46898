package config

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/secvet/secvet/internal/rule"
)

var known = []*rule.Rule{
	{ID: "sqlconcat/untrusted", Title: "Untrusted"},
	{ID: "sqlconcat/dynamic", Title: "Dynamic"},
	{ID: "weakhash/bcrypt-cost", Title: "Cost"},
}

const full = `# A configuration with all keys.
rules:
  sqlconcat/dynamic: off
  weakhash: note
exclude:
  - internal/legacy/
  - "**/*.pb.go"
catalogs: [catalog.txt, ../shared/catalog.txt]
severity: error
generated: true
tests: yes
nosec: false
`

func TestParse(t *testing.T) {
	dir := filepath.FromSlash("/home/dev/m")
	if _, err := Parse("f", dir, []byte(full), known); err == nil || !strings.Contains(err.Error(), "f:11:8: tests must be true or false, not \"yes\"") {
		t.Errorf("got %v", err)
	}
	got, err := Parse("f", dir, []byte(strings.Replace(full, "tests: yes", "tests: true", 1)), known)
	if err != nil {
		t.Fatal(err)
	}
	want := &Settings{
		Rules:     map[string]string{"sqlconcat/dynamic": "off", "weakhash": "note"},
		Exclude:   Globs{Dir: dir, Patterns: []string{"internal/legacy", "**/*.pb.go"}},
		Catalogs:  []string{filepath.Join(dir, "catalog.txt"), filepath.FromSlash("/home/dev/shared/catalog.txt")},
		Severity:  rule.Error,
		Generated: new(true),
		Tests:     new(true),
		Nosec:     new(false),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// accepted says nothing wrong.
var accepted = []string{
	"",
	"# nothing but a comment\n",
	"---\nrules: {}\n",
	"rules:\nexclude:\ncatalogs:\nseverity:\ntests:\n",
	"rules:\n  sqlconcat/untrusted: &level warning\n  weakhash: *level\n",
	"rules: {weakhash: 'off'}\n",
	"exclude: []\n",
	"exclude: [a, 'b/**', '**/{c,d}/*.go']\n",
	"severity: note\ngenerated: false\n",
}

// refused maps what is wrong to the complaint.
var refused = map[string]string{
	"- rules\n":                           "f:1:1: the configuration must be a mapping (key: value), not a list",
	"just words\n":                        "f:1:1: the configuration must be a mapping (key: value), not \"just words\"",
	"rule: {}\n":                          "f:1:1: unknown key \"rule\" (did you mean rules?)",
	"\n  zzz: 1\n":                        "f:2:3: unknown key \"zzz\"",
	"1: true\n":                           "f:1:1: a key must be a word, not 1",
	"rules: off\n":                        "f:1:8: rules must be a mapping (key: value), not \"off\"",
	"rules:\n  sqlconcat/untrustd: off\n": "f:2:3: there is no rule \"sqlconcat/untrustd\" (did you mean sqlconcat/untrusted?): secvet list shows them",
	"rules:\n  weakhash: of\n":            "f:2:13: weakhash must be off, note, warning or error, not \"of\" (did you mean off?)",
	"rules:\n  weakhash: false\n":         "f:2:13: weakhash must be off, note, warning or error, not false",
	"rules:\n  weakhash:\n":               "f:2:12: weakhash must be off, note, warning or error, not nothing",
	"rules:\n  weakhash: [off]\n":         "f:2:13: weakhash must be off, note, warning or error, not a list",
	"exclude: a\n":                        "f:1:10: exclude must be a list (- value), not \"a\"",
	"exclude: [1]\n":                      "f:1:11: an element of exclude must be a string, not 1",
	"exclude: ['']\n":                     "f:1:11: an empty glob matches nothing",
	"catalogs: {a: b}\n":                  "f:1:11: catalogs must be a list (- value), not a mapping",
	"severity: high\n":                    "f:1:11: severity must be note, warning or error, not \"high\"",
	"generated: 1\n":                      "f:1:12: generated must be true or false, not 1",
	"nosec: 'true'\n":                     "f:1:8: nosec must be true or false, not \"true\"",
	"tests: true\nseverity: 3\ngenerated: \"\"\n": "f:2:11: severity must be note, warning or error, not 3\nf:3:12: generated must be true or false, not \"\"",
}

// refusedHere is what only the decoder can tell.
var refusedHere = map[string]string{
	"<<: {tests: true}\n":                    "f:1:1: a key must be a word, not <<",
	"tests: true\ntests: false\n":            "f:2:1: \"tests\" is there twice; first in line 1",
	"rules:\n  a: [\n":                       "this is not YAML: ",
	"tests: true\n\trules: {}\n":             "this is not YAML: ",
	"tests: true\n---\ntests: false\n":       "a configuration is one YAML document",
	"exclude: ['a[']\n":                      "f:1:11: \"a[\" is not a glob",
	"exclude: [/a, ../b, a/./b]\n":           "f:1:11: \"/a\" must be a path relative to this file",
	"a: &a [*a]\n":                           "f:1:",
	"exclude: &a [*a]\n":                     "f:1:",
	"rules: &a\n  sqlconcat: *a\n":           "f:",
	"\xff\xfe\n":                             "this is not YAML: ",
	"rules: !!binary aGVsbG8=\n":             "f:1:8: rules must be a mapping",
	"severity: warning\nseverity: warning\n": "f:2:1: \"severity\" is there twice",
}

func TestErrors(t *testing.T) {
	for _, cases := range []map[string]string{refused, refusedHere} {
		for text, want := range cases {
			s, err := Parse("f", "/m", []byte(text), known)
			if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "f:") {
				t.Errorf("%q:\n got %v\nwant %s", text, err, want)
			}
			if s != nil {
				t.Errorf("%q: got settings with an error", text)
			}
		}
	}
}

// What the schema accepts and what the decoder accepts is the same, as far as a
// schema can tell.
func TestSchemaAgreesWithDecoder(t *testing.T) {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema(known)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	check := func(text string, want bool) {
		_, err := Parse("f", "/m", []byte(text), known)
		if got := err == nil; got != want {
			t.Errorf("%q: the decoder says %v", text, err)
		}
		if err := compiled.Validate(plain(t, text)); (err == nil) != want {
			t.Errorf("%q: the schema says %v", text, err)
		}
	}
	for _, text := range accepted {
		check(text, true)
	}
	for text := range refused {
		check(text, false)
	}
}

// plain is a YAML text as an editor hands it to a validator.
func plain(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if m, ok := v.(map[any]any); ok { // keys that are no strings
		byName := make(map[string]any)
		for range m {
			byName["not a word"] = nil
		}
		v = byName
	}
	j, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	v, err = jsonschema.UnmarshalJSON(bytes.NewReader(j))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestOverrides(t *testing.T) {
	s := &Settings{Rules: map[string]string{"sqlconcat": "off", "sqlconcat/dynamic": "error"}}
	got := strings.Join(s.Overrides(known), " ")
	if want := "sqlconcat/untrusted=off sqlconcat/dynamic=error"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGlobs(t *testing.T) {
	s, err := Parse("f", "/m", []byte("exclude: [legacy/, '**/*.pb.go', 'a/*/c.go', '{x,y}/**', '**/mocks']"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]bool{
		"/m/legacy/a.go":         true,
		"/m/legacy/deep/a.go":    true,
		"/m/legacy.go":           false,
		"/m/other/legacy/a.go":   false,
		"/m/x.pb.go":             true,
		"/m/a/b/x.pb.go":         true,
		"/m/a/b/c.go":            true,
		"/m/a/b/b/c.go":          false,
		"/m/y/z.go":              true,
		"/m/svc/mocks/deep/m.go": true,
		"/m/mocks.go":            false,
		"/elsewhere/a.pb.go":     true, // below the working directory
		"/nowhere/a.pb.go":       false,
	} {
		if got := s.Exclude.Match(filepath.FromSlash("/elsewhere"), filepath.FromSlash(file)); got != want {
			t.Errorf("%s: %v", file, got)
		}
	}
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		name  string
		files []string
		dir   string
		want  string
	}{
		{"in the module's root", []string{"go.mod", ".secvet.yml", "a/b/x"}, "a/b", ".secvet.yml"},
		{"not below the module's root", []string{"go.mod", "a/.secvet.yml"}, "a", ""},
		{"in the checkout's root", []string{".git/x", ".secvet.yml", "m/go.mod", "m/a/x"}, "m/a", ".secvet.yml"},
		{"between the roots", []string{".git/x", ".secvet.yml", "m/.secvet.yml", "m/n/go.mod"}, "m/n", "m/.secvet.yml"},
		{"a worktree's root", []string{".git", ".secvet.yml", "m/go.mod"}, "m", ".secvet.yml"},
		{"not above the checkout", []string{".secvet.yml", "m/.git/x", "m/go.mod"}, "m", ""},
		{"not above a module without checkout", []string{".secvet.yml", "m/go.mod"}, "m", ""},
		{"without a module", []string{".secvet.yml"}, ".", ".secvet.yml"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, f := range test.files {
				write(t, dir, map[string]string{f: ""})
			}
			got, err := Find(filepath.Join(dir, filepath.FromSlash(test.dir)))
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := filepath.Rel(dir, got); test.want != filepath.ToSlash(got) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFindOtherEnding(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": "", ".secvet.yaml": ""})
	if _, err := Find(dir); err == nil || !strings.Contains(err.Error(), "call it .secvet.yml") {
		t.Errorf("got %v", err)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"good.yml":      "catalogs: [sub/own.txt]\n",
		"missing.yml":   "catalogs:\n  - nowhere.txt\n",
		"broken.yml":    "catalogs:\n  - broken.txt\n",
		"sub/own.txt":   "package example.com/lib\nsink sql.query DB.Find 0\n",
		"broken.txt":    "this is not a catalog\n",
		"unknown.yml":   "rules: {nothing: off}\n",
		"anything.yml":  "",
		"directory/a.b": "",
	})
	for name, want := range map[string]string{
		"anything.yml": "",
		"good.yml":     "",
		"missing.yml":  "missing.yml:2:5: the catalog cannot be used: ",
		"broken.yml":   "broken.yml:2:5: the catalog cannot be used: " + filepath.Join(dir, "broken.txt") + ":1:1: unknown verb",
		"unknown.yml":  "unknown.yml:1:9: there is no rule",
		"nowhere.yml":  "reading the configuration: ",
		"directory":    "reading the configuration: ",
	} {
		_, err := Load(filepath.Join(dir, name), known)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
}
