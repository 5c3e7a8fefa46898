// Librarynet is a net under every change of the engine, the catalog or an analyzer: it
// runs the command over the libraries that a module below testdata imports and over the
// standard library they use, and compares what is found with testdata/libraries.golden:
// package, function, rule and message, without lines. A change that alters a line
// shows it here, and has to be meant; -update then writes the file anew.
//
// It is a program and no test because it analyses a hundred libraries: the gate runs
// it, in the root of the repository (.ci/checks.d/20-libraries). The versions of the
// libraries are those of the module. Go's own is the first line of the file; with
// another one there is nothing to compare with.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// modules are those below testdata whose libraries are looked at.
var modules = []string{"sql"}

const golden = "testdata/libraries.golden"

func main() {
	update := flag.Bool("update", false, "write "+golden+" anew")
	flag.Parse()
	if err := run(*update); err != nil {
		fmt.Fprintln(os.Stderr, "librarynet:", err)
		os.Exit(1)
	}
}

func run(update bool) error {
	version, err := goOutput(".", "env", "GOVERSION")
	if err != nil {
		return err
	}
	old, err := os.ReadFile(golden)
	if err != nil {
		return err
	}
	head := "# " + strings.TrimSpace(version)
	if first, _, _ := strings.Cut(string(old), "\n"); first != head && !update {
		fmt.Printf("!! NOT RUN: %s is of %s and this is %s. To renew it: go run ./internal/librarynet -update\n", golden, first[2:], head[2:])
		return nil
	}
	found, err := inModules()
	if err != nil {
		return err
	}
	text := head + "\n" + strings.Join(found, "\n") + "\n"
	if update {
		return os.WriteFile(golden, []byte(text), 0o666)
	}
	return compare(string(old), text)
}

// inModules returns what is found in the libraries of all modules, sorted.
func inModules() ([]string, error) {
	temp, err := os.MkdirTemp("", "librarynet-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	secvet := filepath.Join(temp, "secvet")
	if _, err := goOutput(".", "build", "-o", secvet, "./cmd/secvet"); err != nil {
		return nil, err
	}
	var found []string
	for _, module := range modules {
		lines, err := inModule(secvet, filepath.Join("testdata", module))
		if err != nil {
			return nil, fmt.Errorf("in testdata/%s: %w", module, err)
		}
		found = append(found, lines...)
	}
	slices.Sort(found) // a library of two modules is there twice, in one version or in two
	return slices.Compact(found), nil
}

// inModule runs secvet in a module, and returns a line for each finding in packages
// that are not the module's own.
func inModule(secvet, dir string) ([]string, error) {
	libraries, err := imports(dir)
	if err != nil {
		return nil, err
	}
	standard, err := standardLibrary(dir)
	if err != nil {
		return nil, err
	}
	paths := append(libraries, standard...)
	command := exec.Command(secvet, "-C", dir, "-q", "-tags", "libraries", "-outside", strings.Join(paths, ","), "-f", "json", "./...")
	out, err := output(command)
	if err != nil {
		return nil, err
	}
	var report struct {
		Packages int
		Findings []struct {
			Rule, Message, Function string
			Location                struct{ Package string }
		}
		Errors []struct{ Package, Message string }
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		return nil, err
	}
	if len(report.Errors) > 0 {
		return nil, fmt.Errorf("not analysed: %v", report.Errors)
	}
	if report.Packages < len(paths) {
		return nil, fmt.Errorf("%d packages were analysed, want %d", report.Packages, len(paths))
	}
	var lines []string
	for _, f := range report.Findings {
		if slices.Contains(paths, f.Location.Package) {
			lines = append(lines, fmt.Sprintf("%s: %s: %s: %s", f.Location.Package, f.Function, f.Rule, f.Message))
		}
	}
	return lines, nil
}

// imports lists the libraries that the code of a module imports itself.
func imports(dir string) ([]string, error) {
	out, err := goOutput(dir, "list", "-tags", "libraries", "-f", `{{range .Imports}}{{println .}}{{end}}`, "./...")
	if err != nil {
		return nil, err
	}
	paths := slices.DeleteFunc(strings.Fields(out), func(path string) bool {
		first, _, _ := strings.Cut(path, "/")
		return !strings.Contains(first, ".") || strings.HasPrefix(path, "github.com/secvet/")
	})
	slices.Sort(paths)
	return slices.Compact(paths), nil
}

// standardLibrary lists the packages of the standard library that a module and its
// libraries are made of, those left out that only it may import.
func standardLibrary(dir string) ([]string, error) {
	const format = `{{if and .Standard .GoFiles}}{{.ImportPath}}{{end}}`
	out, err := goOutput(dir, "list", "-deps", "-tags", "libraries", "-f", format, "./...")
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(strings.Fields(out), func(path string) bool {
		elements := strings.Split(path, "/")
		return slices.Contains(elements, "internal") || elements[0] == "vendor" || path == "unsafe"
	}), nil
}

// compare tells which lines are new and which are gone.
func compare(old, text string) error {
	want, have := strings.Split(old, "\n"), strings.Split(text, "\n")
	differ := false
	for _, line := range want {
		if !slices.Contains(have, line) {
			differ = true
			fmt.Println("no longer found:", line)
		}
	}
	for _, line := range have {
		if !slices.Contains(want, line) {
			differ = true
			fmt.Println("newly found:", line)
		}
	}
	if differ {
		return fmt.Errorf("%s differs. If this is meant: go run ./internal/librarynet -update", golden)
	}
	return nil
}

// goOutput returns what the go command prints in dir.
func goOutput(dir string, args ...string) (string, error) {
	command := exec.Command("go", args...)
	command.Dir = dir
	return output(command)
}

func output(command *exec.Cmd) (string, error) {
	command.Env = append(os.Environ(), "GOWORK=off")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", command, err)
	}
	return string(out), nil
}
