package secvet_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/analyzers"
	"github.com/secvet/secvet/internal/fromsource"
)

// TestModules loads every module below testdata, and skips none: all of its
// packages must type-check, the catalog must fit the libraries that a module's
// libraries.go lists, and the tests of a module must pass. What is only loaded is
// not compiled, or this would take half an hour. Where the tests themselves build
// for minutes, a file HEAVY says which check of .ci runs them.
func TestModules(t *testing.T) {
	dependOnTree(t)
	dirs := modules(t)
	if len(dirs) == 0 {
		t.Fatal("there is no module below testdata")
	}
	loader := fromsource.New()
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			pkgs, err := loader.Load(packages.Config{Dir: dir, BuildFlags: []string{"-tags=libraries"}}, "./...")
			if err == nil {
				err = fromsource.Problems(pkgs)
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(pkgs) == 0 {
				t.Fatal("the module has no packages")
			}
			for _, p := range pkgs {
				if slices.ContainsFunc(p.GoFiles, func(name string) bool { return filepath.Base(name) == "libraries.go" }) {
					fitsLibraries(t, p)
				}
			}
			_, err = os.Stat(filepath.Join(dir, "HEAVY"))
			if tested := testedPackages(t, dir); len(tested) > 0 && err != nil {
				goCommand(t, dir, append([]string{"test"}, tested...)...)
			}
		})
	}
}

// testedPackages returns the packages of a module that have tests, as patterns.
func testedPackages(t *testing.T, dir string) []string {
	t.Helper()
	patterns := map[string]bool{}
	walk(t, dir, func(path string, d fs.DirEntry) {
		if !strings.HasSuffix(path, "_test.go") {
			return
		}
		rel, err := filepath.Rel(dir, filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		patterns["./"+filepath.ToSlash(rel)] = true
	})
	return slices.Sorted(maps.Keys(patterns))
}

// TestPlantedFlaws runs the command on modules whose comments say what it must
// find: see the doc.go of each.
func TestPlantedFlaws(t *testing.T) {
	dependOnTree(t)
	secvet := buildSecvet(t)
	for _, module := range []string{"shop", "layers", "ownlibrary", "gosec", "chat", "tokenchat", "basicchat"} {
		t.Run(module, func(t *testing.T) {
			dir := filepath.Join("testdata", module)
			expected := expectations(t, dir)
			if len(expected) == 0 {
				t.Fatalf("no comment in %s names a flaw", dir)
			}
			found := findings(t, secvet, dir)
			for place, rules := range found {
				for _, rule := range rules {
					if !slices.Contains(expected[place], rule) {
						t.Errorf("%s: unexpected %s", place, rule)
					}
				}
				if len(rules) > 1 {
					t.Errorf("%s: %d findings for one flaw: %s", place, len(rules), strings.Join(rules, ", "))
				}
			}
			for place, rules := range expected {
				if len(found[place]) == 0 {
					t.Errorf("%s: missing %s", place, strings.Join(rules, " or "))
				}
			}
		})
	}
}

// TestReadme compares the picture in the README with what the command prints.
// The picture may leave out lines, not invent them.
func TestReadme(t *testing.T) {
	dependOnTree(t)
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "    $ secvet -C testdata/shop ./...\n")
	if !ok {
		t.Fatal("the README shows no output")
	}
	secvet := buildSecvet(t)
	command := exec.Command(secvet, "-C", "testdata/shop", "./...")
	command.Env = append(os.Environ(), "GOWORK=off", "NO_COLOR=1")
	out, err := command.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("%s: %v, want exit status 1\n%s", command, err, out)
	}
	printed := strings.Split(string(out), "\n")
	for shown := range strings.Lines(rest) {
		line, indented := strings.CutPrefix(strings.TrimRight(shown, "\n"), "    ")
		if !indented && line != "" {
			break
		}
		if strings.TrimSpace(line) == "" || strings.TrimSpace(line) == "..." {
			continue
		}
		i := slices.Index(printed, line)
		if i < 0 {
			t.Fatalf("the README shows a line that is not printed (there):\n%s", line)
		}
		printed = printed[i+1:]
	}
}

// place is a line of a file, the file with slashes and relative to the module.
type place struct {
	file string
	line int
}

func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// expectation matches a comment that names what is to be found on its line:
//
//	// flaw: RULE
//	// want RULE
//	// want RULE or RULE
var expectation = regexp.MustCompile(`// (?:flaw:|want) ([a-z]+/[a-z-]+)(?: or ([a-z]+/[a-z-]+))?`)

// expectations reads the comments of a module. It leaves out rules of analyzers
// that do not exist yet.
func expectations(t *testing.T, dir string) map[place][]string {
	t.Helper()
	known := map[string]bool{}
	for _, a := range analyzers.All() {
		known[a.Name] = true
	}
	expected := map[place][]string{}
	walk(t, dir, func(path string, d fs.DirEntry) {
		if filepath.Ext(path) != ".go" || path == filepath.Join(dir, "doc.go") {
			return
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		file, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			m := expectation.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			analyzer, _, _ := strings.Cut(m[1], "/")
			if !known[analyzer] {
				continue
			}
			at := place{filepath.ToSlash(file), i + 1}
			expected[at] = slices.DeleteFunc(m[1:3:3], func(rule string) bool { return rule == "" })
		}
	})
	return expected
}

// findings runs secvet on a module and returns the rules that it reports for
// each line.
func findings(t *testing.T, secvet, dir string) map[place][]string {
	t.Helper()
	command := exec.Command(secvet, "-C", dir, "-f", "json", "./...")
	command.Env = append(os.Environ(), "GOWORK=off")
	out, err := command.Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		t.Fatalf("%s: %v\n%s", command, err, cmp.Or(exit, new(exec.ExitError)).Stderr)
	}
	type location struct {
		File         string
		Line, Column int
	}
	var report struct {
		Findings []struct {
			Rule     string
			Location location
			Flow     []struct {
				Message  string
				Location location
			}
		}
		Errors []struct{ Package, Message string }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	for _, e := range report.Errors {
		t.Errorf("%s: %s: %s", command, e.Package, e.Message)
	}
	found := map[place][]string{}
	for _, f := range report.Findings {
		at := place{f.Location.File, f.Location.Line}
		found[at] = append(found[at], f.Rule)
		for i, step := range f.Flow {
			if slices.Contains(f.Flow[:i], step) {
				t.Errorf("%s: the flow has a step twice: %s at %s:%d", at, step.Message, step.Location.File, step.Location.Line)
			}
		}
	}
	return found
}

// modules returns the directories below testdata that hold a go.mod.
func modules(t *testing.T) []string {
	t.Helper()
	dirs := map[string]bool{}
	walk(t, "testdata", func(path string, d fs.DirEntry) {
		if d.Name() == "go.mod" {
			dirs[filepath.Dir(path)] = true
		}
	})
	return slices.Sorted(maps.Keys(dirs))
}

// dependOnTree looks at every file of the repository. The go command takes a
// test's result from its cache unless a file has changed that the test itself
// looked at; it does not know of the programs that the test starts.
func dependOnTree(t *testing.T) {
	t.Helper()
	for _, dir := range []string{"analyzers", "cmd", "internal", "testdata"} {
		walk(t, dir, func(path string, d fs.DirEntry) {
			if _, err := os.Stat(path); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// walk calls f for every file below dir.
func walk(t *testing.T, dir string, f func(path string, d fs.DirEntry)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			f(path, d)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// buildSecvet returns the command, built from this tree. It does not know the commit,
// which reports would name as its version.
func buildSecvet(t *testing.T) string {
	t.Helper()
	secvet := filepath.Join(t.TempDir(), "secvet")
	goCommand(t, ".", "build", "-buildvcs=false", "-o", secvet, "./cmd/secvet")
	if t.Failed() {
		t.FailNow()
	}
	return secvet
}

// goCommand runs the go command in dir.
func goCommand(t *testing.T, dir string, args ...string) {
	t.Helper()
	command := exec.Command("go", args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOWORK=off")
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("in %s: %s: %v\n%s", dir, command, err, out)
	}
}
