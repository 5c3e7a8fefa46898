package secvet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// libraryModules are the modules below testdata whose libraries TestLibraries
// looks at: those that TestModules compiles anyway.
var libraryModules = []string{"sql"}

const librariesGolden = "testdata/libraries.golden"

// TestLibraries is a net under every change of the engine, the catalog or an
// analyzer: it runs the command over the libraries that the modules below testdata
// import and over the standard library they use, and compares what is found with a file:
// package, function, rule and message, without lines. A change that alters a line
// shows it here, and has to be meant; SECVET_LIBRARIES=update then writes the file
// anew.
//
// The versions of the libraries are those of the modules. Go's own is the first line
// of the file: .ci/checks.d/20-libraries runs the test with that version only.
func TestLibraries(t *testing.T) {
	mode := os.Getenv("SECVET_LIBRARIES")
	if mode == "" {
		t.Skip("analyses a hundred libraries: set SECVET_LIBRARIES=1")
	}
	dependOnTree(t)
	secvet := buildSecvet(t)
	var found []string
	for _, module := range libraryModules {
		dir := filepath.Join("testdata", module)
		paths := append(imports(t, dir), standardLibrary(t, dir)...)
		found = append(found, outsideFindings(t, secvet, dir, paths)...)
	}
	if t.Failed() {
		return
	}
	slices.Sort(found) // a library of two modules is there twice, in one version or in two
	found = slices.Compact(found)
	version := strings.TrimSpace(string(goOutput(t, ".", "env", "GOVERSION")))
	got := "# " + version + "\n" + strings.Join(found, "\n") + "\n"
	if mode == "update" {
		if err := os.WriteFile(librariesGolden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	compareLines(t, got)
}

// compareLines tells which lines are new and which are gone.
func compareLines(t *testing.T, got string) {
	t.Helper()
	golden, err := os.ReadFile(librariesGolden)
	if err != nil {
		t.Fatal(err)
	}
	want, have := strings.Split(string(golden), "\n"), strings.Split(got, "\n")
	for _, line := range want {
		if !slices.Contains(have, line) {
			t.Errorf("no longer found: %s", line)
		}
	}
	for _, line := range have {
		if !slices.Contains(want, line) {
			t.Errorf("newly found: %s", line)
		}
	}
	if t.Failed() {
		t.Logf("if this is meant: SECVET_LIBRARIES=update go test -run '^TestLibraries$' .")
	}
}

// outsideFindings runs secvet in a module, and returns a line for each finding in
// packages that are not the module's own.
func outsideFindings(t *testing.T, secvet, dir string, paths []string) []string {
	t.Helper()
	command := exec.Command(secvet, "-C", dir, "-q", "-tags", "libraries", "-outside", strings.Join(paths, ","), "-f", "json", "./...")
	command.Env = append(os.Environ(), "GOWORK=off")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("in %s: %v\n%s", dir, err, &stderr)
	}
	var report struct {
		Packages int
		Findings []struct {
			Rule, Message, Function string
			Location                struct{ Package string }
		}
		Errors []struct{ Package, Message string }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("in %s: %v", dir, err)
	}
	for _, e := range report.Errors {
		t.Errorf("in %s: %s: %s", dir, e.Package, e.Message)
	}
	if report.Packages < len(paths) {
		t.Errorf("in %s: %d packages were analysed, want %d", dir, report.Packages, len(paths))
	}
	var lines []string
	for _, f := range report.Findings {
		if !slices.Contains(paths, f.Location.Package) {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s: %s: %s: %s", f.Location.Package, f.Function, f.Rule, f.Message))
	}
	return lines
}

// imports lists the libraries that the code of a module imports itself.
func imports(t *testing.T, dir string) []string {
	t.Helper()
	out := goOutput(t, dir, "list", "-tags", "libraries", "-f", `{{range .Imports}}{{println .}}{{end}}`, "./...")
	paths := strings.Fields(string(out))
	paths = slices.DeleteFunc(paths, func(path string) bool {
		first, _, _ := strings.Cut(path, "/")
		return !strings.Contains(first, ".") || strings.HasPrefix(path, "github.com/secvet/")
	})
	slices.Sort(paths)
	return slices.Compact(paths)
}

// standardLibrary lists the packages of the standard library that a module and its
// libraries are made of, those left out that only it may import.
func standardLibrary(t *testing.T, dir string) []string {
	t.Helper()
	const format = `{{if and .Standard .GoFiles}}{{.ImportPath}}{{end}}`
	paths := strings.Fields(string(goOutput(t, dir, "list", "-deps", "-tags", "libraries", "-f", format, "./...")))
	return slices.DeleteFunc(paths, func(path string) bool {
		elements := strings.Split(path, "/")
		return slices.Contains(elements, "internal") || elements[0] == "vendor" || path == "unsafe"
	})
}

// goOutput returns what the go command prints in dir.
func goOutput(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	command := exec.Command("go", args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOWORK=off")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("in %s: %s: %v", dir, command, err)
	}
	return out
}
