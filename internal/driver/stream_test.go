package driver

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/rule"
)

var streamRules = []*rule.Rule{
	{ID: "sql/untrusted", Severity: rule.Error},
	{ID: "sql/dynamic", Severity: rule.Warning},
}

// vetModule makes a module with packages a and b, and returns its directory.
func vetModule(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	for name, text := range map[string]string{
		"go.mod":  "module m.test\n\ngo 1.26\n",
		"a/a.go":  "package a\n\ntype T struct{}\n\nfunc (t *T) M() {\n\tprintln(\"a\" + \"b\")\n}\n",
		"b/b.go":  "package b\n\nimport _ \"m.test/a\"\n\nvar V = len(\"x\" +\n\t\"y\")\n",
		"c/c.txt": "no package",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadVet(t *testing.T) {
	dir := vetModule(t)
	stream := strings.ReplaceAll(`{}
{"m.test/a": {"sql": [
	{"category": "sql/untrusted", "posn": "DIR/a/a.go:6:10", "end": "DIR/a/a.go:6:19", "message": "text is built [sql/untrusted]",
	 "suggested_fixes": [{"message": "do it right", "edits": [{"filename": "DIR/a/a.go", "start": 5, "end": 6, "new": "x"}]}],
	 "related": [{"posn": "m.test/b/b.go:5:9", "end": "", "message": "from b"}, {"posn": "DIR/a/a.go:6:2", "end": "DIR/a/a.go:6:20", "message": "used"}]}],
	"ignore": [{"category": "secvet:ignore", "posn": "DIR/a/a.go:3:1", "message": "no such rule"}]}}
{"m.test/b": {"sql": [{"category": "sql/dynamic", "posn": "DIR/b/b.go:5:13", "message": "a variable [sql/dynamic]"}]}}
{"m.test/a [m.test/a.test]": {"sql": [
	{"category": "sql/untrusted", "posn": "DIR/a/a.go:6:10", "end": "DIR/a/a.go:6:19", "message": "text is built [sql/untrusted]",
	 "suggested_fixes": [{"message": "do it right", "edits": [{"filename": "DIR/a/a.go", "start": 5, "end": 6, "new": "x"}]}],
	 "related": [{"posn": "m.test/b/b.go:5:9", "end": "", "message": "from b"}, {"posn": "DIR/a/a.go:6:2", "end": "DIR/a/a.go:6:20", "message": "used"}]}]}}
{"m.test/broken": {"sql": {"error": "no luck"}}}
`, "DIR", filepath.ToSlash(dir))
	rep, err := ReadVet(t.Context(), strings.NewReader(stream), &Config{Dir: dir, Known: streamRules})
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Findings) != 2 {
		t.Fatalf("got %+v", rep.Findings)
	}
	f := rep.Findings[0]
	if f.Rule != "sql/untrusted" || f.Severity != rule.Error || f.Message != "text is built" || f.Function != "(*m.test/a.T).M" || f.Fingerprint == "" {
		t.Errorf("got %+v", f)
	}
	if l := f.Location; l.File != "a/a.go" || l.Line != 6 || l.Column != 10 || l.EndColumn != 19 {
		t.Errorf("it is at %+v", l)
	}
	if len(f.Flow) != 2 || f.Flow[0].Location.File != "b/b.go" || f.Flow[0].Location.Package != "m.test/b" || f.Flow[1].Location.File != "a/a.go" {
		t.Errorf("its flow is %+v", f.Flow)
	}
	if f.Fix == nil || f.Fix.Edits[0].File != "a/a.go" {
		t.Errorf("its fix is %+v", f.Fix)
	}
	if other := rep.Findings[1]; other.Function != "m.test/b.init" || other.Statement == "" || other.Severity != rule.Warning {
		t.Errorf("got %+v", other)
	}
	if len(rep.Notices) != 1 || rep.Notices[0].Location.File != "a/a.go" {
		t.Errorf("notices are %+v", rep.Notices)
	}
	if len(rep.Errors) != 1 || rep.Errors[0].Package != "m.test/broken" || rep.Errors[0].Message != "sql: no luck" {
		t.Errorf("errors are %+v", rep.Errors)
	}
}

// Nothing found is a report as well; something else than go vet -json is not.
func TestReadVetOfNothing(t *testing.T) {
	rep, err := ReadVet(t.Context(), strings.NewReader("{}\n{}\n"), &Config{Dir: t.TempDir(), Known: streamRules})
	if err != nil || len(rep.Findings) > 0 || len(rep.Errors) > 0 {
		t.Errorf("got %+v, %v", rep, err)
	}
	for _, text := range []string{"a.go:1:1: message\n", `{"m": {"sql": 1}}`} {
		if _, err := ReadVet(t.Context(), strings.NewReader(text), &Config{Dir: t.TempDir(), Known: streamRules}); err == nil {
			t.Errorf("%q is read without an error", text)
		}
	}
}

func TestSplitPosition(t *testing.T) {
	for text, want := range map[string]struct {
		file         string
		line, column int
	}{
		"/a/b.go:12:3":   {"/a/b.go", 12, 3},
		`C:\a\b.go:12:3`: {`C:\a\b.go`, 12, 3},
		"m/b.go:12":      {"m/b.go", 12, 0},
		"-":              {"-", 0, 0},
		"":               {"", 0, 0},
	} {
		file, line, column := splitPosition(text)
		if file != want.file || line != want.line || column != want.column {
			t.Errorf("%q: got %q, %d, %d", text, file, line, column)
		}
	}
}
