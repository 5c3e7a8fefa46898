// Package check tries secvet in a real golangci-lint.
package check

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/secvet/secvet/internal/platforms"
)

// The root of the main module, seen from here.
const root = "../../.."

// golangci builds golangci-lint, or finds it where it was built before.
var golangci = sync.OnceValues(func() (string, error) {
	cmd := exec.Command(filepath.Join(root, ".ci", "golangci"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
})

// lint runs golangci-lint in a directory, with the configuration there or the one
// that is given.
func lint(t *testing.T, dir, config string, args ...string) platforms.Output {
	t.Helper()
	program, err := golangci()
	if err != nil {
		t.Fatal(err)
	}
	if config != "" {
		file := filepath.Join(t.TempDir(), ".golangci.yml")
		if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append([]string{"--config", file}, args...)
	}
	args = append([]string{"run", "--output.text.path", "stdout", "--output.text.print-issued-lines=false", "--show-stats=false",
		"--path-mode=abs", "--allow-parallel-runners"}, args...)
	env := platforms.Environ("GOLANGCI_LINT_CACHE="+program+"-cache", "NO_COLOR=1")
	out := platforms.Run(t, dir, env, program, args...)
	if out.Code > 1 && !t.Failed() {
		t.Logf("golangci-lint: exit code %d\n%s", out.Code, out.Stderr)
	}
	return out
}

// found reads the findings from an output, with files relative to dir.
func found(t *testing.T, dir string, out platforms.Output) []platforms.Finding {
	t.Helper()
	if out.Code > 1 {
		t.Fatalf("golangci-lint: exit code %d\n%s", out.Code, out.Stderr)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	list := platforms.Lines(out.Stdout)
	for i := range list {
		file, err := filepath.Rel(dir, list[i].File)
		if err != nil {
			t.Fatal(err)
		}
		list[i].File = filepath.ToSlash(file)
	}
	return list
}

// module makes a module of the files of a txtar archive.
func module(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	a := txtar.Parse([]byte(archive))
	a.Files = append(a.Files, txtar.File{Name: "go.mod", Data: []byte("module example.com/unpack\n\ngo 1.26\n")})
	for _, f := range a.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// documented returns the configuration that docs/golangci-lint.md shows.
func documented(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "docs", "golangci-lint.md"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```yaml\n(version: \"2\"\n.*?)```").FindSubmatch(text)
	if m == nil {
		t.Fatal("the page shows no configuration")
	}
	return string(m[1])
}

// config is a configuration with linters of secvet, each with a YAML flow mapping as
// its settings, and more lines behind.
func config(settings map[string]string, more string) string {
	var enable, custom strings.Builder
	for name, s := range settings {
		enable.WriteString("    - " + name + "\n")
		custom.WriteString("      " + name + ":\n        type: module\n        settings: " + s + "\n")
	}
	return "version: \"2\"\nlinters:\n  default: none\n  enable:\n" + enable.String() + "  settings:\n    custom:\n" + custom.String() + more
}

// unpack is a program with flaws that needs little of the standard library.
const unpack = `
-- unpack.go --
// Package unpack unpacks archives.
package unpack

import (
	"archive/tar"
	"os"
	"path/filepath"
)

func First(r *tar.Reader, dir string) error {
	h, err := r.Next()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, h.Name), nil, 0o600)
}

func Second(r *tar.Reader, dir string) error {
	h, err := r.Next()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, h.Name), nil, 0o600)
}

func Third(r *tar.Reader, dir string) error {
	h, err := r.Next()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, h.Name), nil, 0o600)
}

func Fourth(r *tar.Reader, dir string) error {
	h, err := r.Next()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, h.Name), nil, 0o600)
}

func Fifth(r *tar.Reader, dir string) error {
	h, err := r.Next()
	if err != nil {
		return err
	}
	if !filepath.IsLocal(h.Name) {
		return os.ErrPermission
	}
	return os.WriteFile(filepath.Join(dir, h.Name), nil, 0o600)
}
`

// golangci-lint shows three issues with one text: these four have four.
func TestMessagesDoNotRepeat(t *testing.T) {
	dir := module(t, unpack)
	for range 2 { // the second time from its cache
		out := lint(t, dir, config(map[string]string{"secvet": "{}"}, ""), "./...")
		var messages []string
		for _, f := range found(t, dir, out) {
			messages = append(messages, f.Message)
		}
		if len(messages) != 4 {
			t.Fatalf("got %d findings, want 4:\n%s", len(messages), out.Stdout)
		}
		if !strings.Contains(out.Stdout, "[pathjoin/archive] in example.com/unpack.First (secvet)") {
			t.Errorf("the function is not named:\n%s", out.Stdout)
		}
	}
}

// With the page's configuration another linter's issue on a line hides no finding.
func TestBesideOtherLinters(t *testing.T) {
	dir := module(t, `
-- unpack.go --
package unpack

import (
	"archive/tar"
	"os"
	"path/filepath"
)

func First(r *tar.Reader, dir string) {
	h, _ := r.Next()
	os.Create(filepath.Join(dir, h.Name))
}
`)
	out := lint(t, dir, documented(t), "./...")
	if n := len(found(t, dir, out)); n != 1 || !strings.Contains(out.Stdout, "(errcheck)") {
		t.Errorf("%d findings, want one beside that of errcheck:\n%s", n, out.Stdout)
	}
}

func TestSettings(t *testing.T) {
	dir := module(t, unpack)
	for _, test := range []struct {
		name  string
		conf  map[string]string
		count int    // of findings, -1 for a run that is refused
		want  string // in the output
	}{
		{"a rule that is off", map[string]string{"secvet": "{rules: {pathjoin/archive: off}}"}, 0, ""},
		{"one analyzer", map[string]string{"pathjoin": "{}", "weakhash": "{}"}, 4, "(pathjoin)"},
		{"another analyzer", map[string]string{"weakhash": "{}"}, 0, ""},
		{"a catalog", map[string]string{"secvet": `{catalogs: ["package archive/tar\nclean any Header.Name field\n"]}`}, 0, ""},
		{"an unknown key", map[string]string{"secvet": "{severty: error}"}, -1, `unknown key "severty" (did you mean severity?)`},
		{"a wrong value", map[string]string{"secvet": "{nosec: 3}"}, -1, "nosec must be true or false, not 3"},
		{"both", map[string]string{"secvet": "{}", "pathjoin": "{}"}, -1, "secvet has all analyzers and cannot stand beside pathjoin"},
		{"at odds", map[string]string{"weakhash": "{}", "pathjoin": "{generated: true}"}, -1, "it holds for all of them"},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := lint(t, dir, config(test.conf, ""), "./...")
			if !strings.Contains(out.Stdout+out.Stderr, test.want) {
				t.Errorf("the output lacks %q:\n%s%s", test.want, out.Stdout, out.Stderr)
			}
			if test.count < 0 {
				if out.Code < 2 {
					t.Errorf("exit code %d", out.Code)
				}
				return
			}
			if n := len(found(t, dir, out)); n != test.count {
				t.Errorf("%d findings, want %d:\n%s", n, test.count, out.Stdout)
			}
		})
	}
}

// Comments that silence findings do so, and nolintlint asks for the removal of
// those only that don't.
func TestNolint(t *testing.T) {
	dir := module(t, `
-- unpack.go --
package unpack

import (
	"archive/tar"
	"os"
	"path/filepath"
)

func Remove(r *tar.Reader, dir string) {
	h, _ := r.Next()
	os.Create(filepath.Join(dir, h.Name))
	os.Create(filepath.Join(dir, "1", h.Name)) //nolint:secvet // in a container
	os.Create(filepath.Join(dir, "2", h.Name)) //nolint // in a container
	os.Create(filepath.Join(dir, "3", h.Name)) //secvet:ignore pathjoin/archive -- in a container
	os.Create(filepath.Join(dir, "4", "name")) //nolint:secvet // not needed
}
`)
	nolintlint := strings.Replace(config(map[string]string{"secvet": "{}"}, "    nolintlint: {allow-unused: false}\n"),
		"  enable:\n", "  enable:\n    - nolintlint\n", 1)
	out := lint(t, dir, nolintlint, "./...")
	var lines []int
	for _, f := range found(t, dir, out) {
		lines = append(lines, f.Line)
	}
	if !slices.Equal(lines, []int{11}) {
		t.Errorf("findings in the lines %v:\n%s", lines, out.Stdout)
	}
	if n := strings.Count(out.Stdout, "is unused for linter"); n != 1 || !strings.Contains(out.Stdout, "unpack.go:15:") {
		t.Errorf("%d comments are told not to be needed:\n%s", n, out.Stdout)
	}
}

// placed matches the beginning of a line about a place in the file unpack.go.
var placed = regexp.MustCompile(`(?m)^[^:\s]*unpack\.go:(\d+):\d+: `)

// A comment that silences nothing because of a mistake in it is reported, once
// however many of the linters there are.
func TestMalformedComments(t *testing.T) {
	dir := module(t, `
-- unpack.go --
package unpack

var (
	a = 1 //secvet:ignore pathjoin/archive
	b = 2 //secvet:ignore pathjoin/archve -- a rule that is none
	c = 3 //secvet:ignore sqlconcat -- fine
)

var _ = a + b + c
`)
	for _, linters := range []map[string]string{
		{"secvet": "{}"},
		{"pathjoin": "{}"},
		{"pathjoin": "{}", "weakhash": "{}", "sqlconcat": "{}"},
	} {
		out := lint(t, dir, config(linters, "issues:\n  uniq-by-line: false\n"), "./...")
		var lines []string
		for _, m := range placed.FindAllStringSubmatch(out.Stdout, -1) {
			lines = append(lines, m[1])
		}
		slices.Sort(lines)
		if !slices.Equal(lines, []string{"4", "5"}) || !strings.Contains(out.Stdout, "did you mean pathjoin/archive?") {
			t.Errorf("with %v reported in the lines %v:\n%s", linters, lines, out.Stdout)
		}
	}
}

// Comments silence what they do under the other programs, golangci-lint's own among
// them.
func TestComments(t *testing.T) {
	dir, _, loud := platforms.Silenced(t, root)
	out := lint(t, dir, config(map[string]string{"secvet": "{nosec: true}"}, "issues:\n  max-issues-per-linter: 0\n"), "./...")
	platforms.Differ(t, "golangci-lint", platforms.Reported(found(t, dir, out)), loud)
}
