// Nogo stands in for the program of the same name that Bazel's rules for Go
// (rules_go v0.65.0, go/tools/builders/nogo_main.go) make of a list of analyzers.
// Like that one it analyses one package in a process of its own, knows of other
// packages what their export data and facts files tell, and gives analyzers a pass
// in which much is missing: ReadFile, Module, OtherFiles, IgnoredFiles. It is for
// tests alone; what Bazel itself does, such as fixes and //nolint, is not here.
//
//	nogo -p PATH -importcfg FILE [-fact PATH=FILE]... [-config FILE] [-facts_only] -x FILE SOURCE...
//
// All files are named relative to the working directory, a sandbox with nothing in
// it but the inputs. The exit code is 3 when something was found.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers"
)

func main() {
	var u unit
	flags := flag.NewFlagSet("nogo", flag.ExitOnError)
	flags.StringVar(&u.path, "p", "", "import path of the package")
	flags.StringVar(&u.importcfg, "importcfg", "", "file with importmap and packagefile lines")
	flags.Var(&u.facts, "fact", "PATH=FILE of the facts of a package")
	flags.StringVar(&u.config, "config", "", "JSON file with the flags of analyzers")
	flags.BoolVar(&u.factsOnly, "facts_only", false, "run only what has facts, report nothing")
	flags.StringVar(&u.out, "x", "", "file to write the facts to")
	flags.Parse(os.Args[1:])
	u.sources = flags.Args()
	found, err := u.analyse()
	if err != nil {
		fmt.Fprintln(os.Stderr, "nogo:", err)
		os.Exit(2)
	}
	for _, line := range found {
		fmt.Fprintln(os.Stderr, line)
	}
	if len(found) > 0 {
		os.Exit(3)
	}
}

// unit is what there is to do.
type unit struct {
	path, importcfg, config, out string
	facts                        files
	factsOnly                    bool
	sources                      []string
}

// files maps import paths to files.
type files map[string]string

func (f files) String() string { return "" }

// Set takes PATH=FILE.
func (f *files) Set(arg string) error {
	path, file, ok := strings.Cut(arg, "=")
	if !ok || filepath.IsAbs(file) {
		return errors.New("want PATH=FILE with a relative file name")
	}
	if *f == nil {
		*f = make(files)
	}
	(*f)[path] = file
	return nil
}

// analyse returns what was found, one line each, and writes the facts.
func (u *unit) analyse() ([]string, error) {
	roots := analyzers.All()
	if err := setFlags(roots, u.config); err != nil {
		return nil, err
	}
	pkg, err := load(u)
	if err != nil {
		return nil, err
	}
	var set *factSet
	if set, err = readFacts(pkg, u.facts); err != nil {
		return nil, err
	}
	if u.factsOnly {
		roots = producers(roots)
	}
	r := &runner{pkg: pkg, facts: set, done: make(map[*analysis.Analyzer]*result)}
	found, err := r.run(roots)
	if err != nil {
		return nil, err
	}
	text, err := set.encode()
	if err != nil {
		return nil, err
	}
	if u.factsOnly {
		found = nil
	}
	return found, os.WriteFile(u.out, text, 0o666)
}

// setFlags sets the flags of the analyzers in the list and of those that they
// require, as rules_go does: "analyzer_flags" by the analyzer's name.
func setFlags(roots []*analysis.Analyzer, file string) error {
	if file == "" {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var configs map[string]struct {
		Flags map[string]string `json:"analyzer_flags"`
	}
	if err := json.Unmarshal(text, &configs); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for _, root := range roots {
		for _, a := range append([]*analysis.Analyzer{root}, root.Requires...) {
			for name, value := range configs[a.Name].Flags {
				if a.Flags.Lookup(name) == nil {
					return fmt.Errorf("%s: unrecognized flag: %s", a.Name, name)
				}
				if err := a.Flags.Set(name, value); err != nil {
					return fmt.Errorf("%s: invalid value for flag %s: %w", a.Name, name, err)
				}
			}
		}
	}
	return nil
}

// producers are the analyzers with facts among all that the roots require.
func producers(roots []*analysis.Analyzer) []*analysis.Analyzer {
	var found, seen []*analysis.Analyzer
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if slices.Contains(seen, a) {
			return
		}
		seen = append(seen, a)
		if len(a.FactTypes) > 0 {
			found = append(found, a)
		}
		for _, r := range a.Requires {
			visit(r)
		}
	}
	for _, a := range roots {
		visit(a)
	}
	return found
}
