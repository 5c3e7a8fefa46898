package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func TestIsUnit(t *testing.T) {
	for args, want := range map[string]bool{
		"":                          false,
		"-V=full":                   true,
		"-flags":                    true,
		"-json -record.on /w/v.cfg": true,
		"./...":                     false,
		"-o out.cfg":                false,
		"-config secvet.cfg":        false,
		"config verify secvet.cfg":  false,
		"version":                   false,
	} {
		if got := isUnit(strings.Fields(args)); got != want {
			t.Errorf("isUnit(%q) = %v, want %v", args, got, want)
		}
	}
}

func TestOutside(t *testing.T) {
	for _, test := range []struct {
		cfg  unitchecker.Config
		want bool
	}{
		{unitchecker.Config{ImportPath: "net/http"}, true},
		{unitchecker.Config{ImportPath: "shop/db", ModulePath: "shop"}, false},
		{unitchecker.Config{ImportPath: "net/http", ModulePath: "std"}, false}, // in GOROOT/src
		{unitchecker.Config{ImportPath: "a.test/m", ModulePath: "a.test/m", ModuleVersion: "v1.0.0"}, true},
		{unitchecker.Config{ImportPath: "a.test/m", ModulePath: "a.test/m"}, false},
		{unitchecker.Config{ImportPath: "a.test/m", Module: &analysis.Module{Path: "a.test/m", Version: "v1.0.0"}}, true},
		{unitchecker.Config{ImportPath: "a.test/m", Module: &analysis.Module{Path: "a.test/m"}}, false},
		{unitchecker.Config{ImportPath: "a.test/m"}, false}, // GOPATH mode
	} {
		if got := outside(&test.cfg); got != test.want {
			t.Errorf("outside(%+v) = %v, want %v", test.cfg, got, test.want)
		}
	}
}

// govet runs plain go vet with the test binary as its tool.
func govet(t *testing.T, dir string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"vet", "-vettool=" + os.Args[0]}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// Each finding shows once under go vet, without records.
func TestPlainGoVet(t *testing.T) {
	dir := files(t, shop)
	stdout, stderr, code := govet(t, dir, "./b", "./c")
	want := "b/b.go:5:1: flaw in b\nb/b.go:7:1: great flaw in b\n"
	if code != 1 || stdout != "" || stderr != want {
		t.Errorf("exit code %d, standard output %q, standard error:\n%swant:\n%s", code, stdout, stderr, want)
	}
	if _, stderr, _ := govet(t, dir, "-flow.notes", "./b"); !strings.Contains(stderr, "small flaw") {
		t.Errorf("-flow.notes shows no notes:\n%s", stderr)
	}
	if stdout, stderr, code := govet(t, dir, "-flaw=false", "./b"); code != 0 || stdout+stderr != "" {
		t.Errorf("with the analyzer off: exit code %d\n%s%s", code, stdout, stderr)
	}
}

// The standard library is answered without looking at its files.
func TestStandardLibraryIsNotAnalysed(t *testing.T) {
	dir := t.TempDir()
	vetx := filepath.Join(dir, "vet.out")
	config := filepath.Join(dir, "vet.cfg")
	text := `{"ImportPath": "net/http", "GoFiles": ["/nowhere/x.go"], "VetxOnly": true, "VetxOutput": "` + filepath.ToSlash(vetx) + `"}`
	if err := os.WriteFile(config, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), os.Args[0], "-json", "-record.on", config).CombinedOutput(); err != nil || len(out) > 0 {
		t.Fatalf("%v\n%s", err, out)
	}
	if facts, err := os.ReadFile(vetx); err != nil || len(facts) > 0 {
		t.Errorf("facts are %q, %v", facts, err)
	}
}

// A package that was first analysed because another imports it is not taken for
// one without findings later, and packages that are only imported are not
// reported, whatever the go command's cache holds.
func TestImportedPackages(t *testing.T) {
	dir := files(t, shop)
	env, units := unitLog(t)
	importer := secvet{dir: dir, env: []string{env}, args: []string{"./a"}}
	want := importer.run(t)
	want.want(t, exitFindings, []string{"flaw in a"}, []string{"1 finding in 1 package"})
	if got, want := units(), []string{"m.test/a", "m.test/b", "m.test/c"}; !slices.Equal(got, want) {
		t.Errorf("analysed %q, want %q", got, want)
	}
	secvet{dir: dir, env: []string{env}, args: []string{"./b"}}.run(t).want(t, exitFindings,
		[]string{"great flaw in b"}, []string{"2 findings in 1 package"})
	if got := units(); len(got) > 0 {
		t.Errorf("analysed again: %q", got)
	}
	if got := importer.run(t); got != want {
		t.Errorf("the same command has another result: %+v, want %+v", got, want)
	}
	// With tests, p and p [p.test] are both analysed, and findings show once.
	r := secvet{dir: dir, args: []string{"-tests", "./a", "./b"}}.run(t)
	r.want(t, exitFindings, nil, []string{"5 findings in 2 packages"})
}

func TestPackagesOfOthers(t *testing.T) {
	dir := files(t, shop)
	secvet{dir: dir, args: []string{"errors"}}.run(t).want(t, exitFailed, nil,
		[]string{"errors: names no package of the main module"})
	secvet{dir: dir, args: []string{"./b", "errors"}}.run(t).want(t, exitFailed, []string{"great flaw in b"},
		[]string{"errors: names no package of the main module"})
	secvet{dir: dir, args: []string{"all"}}.run(t).want(t, exitFindings, []string{"great flaw in b"}, []string{"3 packages"})
}

// With -outside, packages of others are reported on, also when they were seen
// before as something that is only imported.
func TestPackagesOfOthersOnRequest(t *testing.T) {
	dir := files(t, `
-- go.mod --
module m.test

go 1.24

require lib.test v1.0.0

replace lib.test v1.0.0 => ./lib
-- a/a.go --
package a

import "lib.test"

func A() int { return lib.B() } //flaw {"message": "flaw in a"}
-- lib/go.mod --
module lib.test

go 1.24
-- lib/lib.go --
package lib

func B() int { return 1 } //flaw {"message": "flaw in lib"}
-- lib/lib_test.go --
package lib

import _ "nowhere.test"
`)
	env, units := unitLog(t)
	run := func(args ...string) result { return secvet{dir: dir, env: []string{env}, args: args}.run(t) }
	run("./a", "lib.test").want(t, exitFailed, []string{"flaw in a"}, []string{"lib.test: names no package of the main module"})
	run("./a").want(t, exitFindings, []string{"flaw in a"}, []string{"1 finding in 1 package"})
	units()
	run("-outside", "lib.test", "./a").want(t, exitFindings, []string{"flaw in a", "flaw in lib"}, []string{"2 findings in 2 packages"})
	if got, want := units(), []string{"lib.test", "m.test/a"}; !slices.Equal(got, want) {
		t.Errorf("analysed %q, want %q", got, want)
	}
	run("-outside", "errors", "./a").want(t, exitFailed, []string{"flaw in a"}, []string{"errors: is not imported"})
}

// In a repository of several modules each is the main one at times. What was seen as
// a directory that replaces a module has its findings when it is the main module.
func TestReplacedModules(t *testing.T) {
	dir := files(t, `
-- go.mod --
module m.test

go 1.24

require lib.test v1.0.0

replace lib.test v1.0.0 => ./lib
-- a/a.go --
package a

import "lib.test/b"

func A() int { return b.B() } //flaw {"message": "flaw in a"}
-- lib/go.mod --
module lib.test

go 1.24
-- lib/b/b.go --
package b

func B() int { return 1 } //flaw {"message": "flaw in lib"}
`)
	for range 2 { // the second time from the cache
		r := secvet{dir: dir}.run(t)
		r.want(t, exitFindings, []string{"flaw in a"}, []string{"1 finding in 1 package"})
		secvet{dir: filepath.Join(dir, "lib")}.run(t).want(t, exitFindings, []string{"flaw in lib"}, []string{"1 finding in 1 package"})
	}
	if _, stderr, code := govet(t, filepath.Join(dir, "lib"), "./..."); code != 1 || !strings.Contains(stderr, "flaw in lib") {
		t.Errorf("go vet: exit code %d, %s", code, stderr)
	}
}
