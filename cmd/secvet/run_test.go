package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shop has a flaw in each of two packages, a third that is clean, and tests with
// a flaw of their own.
const shop = `
-- a/a.go --
package a

import "m.test/b"

func A() int { return b.B() } //flaw {"message": "flaw in a"}
-- a/a_test.go --
package a

//flaw {"message": "flaw in a test"}
func helper() {}
-- a/x_test.go --
package a_test

//flaw {"message": "flaw in an external test"}
func helper() {}
-- b/b.go --
package b

import "m.test/c"

//flaw {"message": "flaw in b"}
//flaw {"message": "small flaw in b", "severity": "note"}
//flaw {"message": "great flaw in b", "severity": "error"}
func B() int { return c.C() }
-- c/c.go --
package c

func C() int { return 1 }
-- onlytests/x_test.go --
package onlytests
`

func TestFindingsOnStandardOutputAndCodeOne(t *testing.T) {
	dir := files(t, shop)
	r := secvet{dir: dir}.run(t)
	r.want(t, exitFindings,
		[]string{"a/a.go:5:31: flaw in a", "b/b.go:5:1: flaw in b", "b/b.go:7:1: great flaw in b"},
		[]string{"3 packages"})
	for _, not := range []string{"small flaw", "in a test", "external"} {
		if strings.Contains(r.stdout, not) {
			t.Errorf("standard output has %q", not)
		}
	}
	secvet{dir: dir, args: []string{"./c"}}.run(t).want(t, exitClean, nil, []string{"no findings"})
}

func TestSeverity(t *testing.T) {
	dir := files(t, shop)
	secvet{dir: dir, args: []string{"-severity", "note", "./b"}}.run(t).want(t, exitFindings,
		[]string{"small flaw in b", "flaw in b", "great flaw in b"}, nil)
	r := secvet{dir: dir, args: []string{"-severity=error", "./b"}}.run(t)
	r.want(t, exitFindings, []string{"great flaw in b"}, nil)
	if strings.Contains(r.stdout, ": flaw in b") {
		t.Errorf("more than errors is reported:\n%s", r.stdout)
	}
}

func TestTestFilesOnRequest(t *testing.T) {
	dir := files(t, shop)
	secvet{dir: dir, args: []string{"-tests", "./..."}}.run(t).want(t, exitFindings,
		[]string{"a/a.go:5:31: flaw in a", "a/a_test.go:3:1: flaw in a test", "a/x_test.go:3:1: flaw in an external test"}, nil)
}

func TestMachineFormatsFailOnlyOnRequest(t *testing.T) {
	dir := files(t, shop)
	r := secvet{dir: dir, args: []string{"-f", "json"}}.run(t)
	r.want(t, exitClean, nil, nil)
	var out struct {
		Findings []struct {
			Message  string
			Location struct{ File string }
		}
	}
	if err := json.Unmarshal([]byte(r.stdout), &out); err != nil || len(out.Findings) != 3 {
		t.Errorf("%d findings, error %v", len(out.Findings), err)
	}
	secvet{dir: dir, args: []string{"-f", "json", "-fail"}}.run(t).want(t, exitFindings, nil, nil)
}

func TestQuietAndVerbose(t *testing.T) {
	dir := files(t, shop)
	if r := (secvet{dir: dir, args: []string{"-q"}}).run(t); r.stderr != "" {
		t.Errorf("standard error has %q", r.stderr)
	}
	secvet{dir: dir, args: []string{"-v"}}.run(t).want(t, exitFindings, nil, []string{"go vet -json"})
}

// Flags may stand behind packages.
func TestFlagsBehindPackages(t *testing.T) {
	dir := files(t, shop)
	secvet{dir: dir, args: []string{"./b", "-severity", "error", "./a", "-q"}}.run(t).want(t, exitFindings,
		[]string{"great flaw in b"}, nil)
}

func TestChangeDirectory(t *testing.T) {
	dir := files(t, shop)
	r := secvet{dir: t.TempDir(), args: []string{"-C", filepath.Join(dir, "a"), "-o", "report.txt", "./..."}}.run(t)
	r.want(t, exitFindings, nil, nil)
	text, err := os.ReadFile(filepath.Join(dir, "a", "report.txt"))
	if err != nil || !strings.Contains(string(text), "a.go:5:31: flaw in a") {
		t.Errorf("report: %v\n%s", err, text)
	}
}

func TestFilesAsPackage(t *testing.T) {
	dir := files(t, shop)
	secvet{dir: dir, args: []string{"b/b.go"}}.run(t).want(t, exitFindings, []string{"b/b.go:7:1: great flaw in b"}, nil)
}

func TestSecondRunAnalysesNothing(t *testing.T) {
	dir := files(t, shop)
	env, units := unitLog(t)
	s := secvet{dir: dir, env: []string{env}, args: []string{"-v"}}
	first := s.run(t)
	if got, want := units(), []string{"m.test/a", "m.test/b", "m.test/c"}; !slices.Equal(got, want) {
		t.Errorf("the first run analyses %q, want %q", got, want)
	}
	if !strings.Contains(first.stderr, "-overlay=") {
		t.Errorf("the test does not cover an overlay:\n%s", first.stderr)
	}
	second := s.run(t)
	if got := units(); len(got) > 0 {
		t.Errorf("the second run analyses %q", got)
	}
	if first.stdout != second.stdout {
		t.Errorf("outputs differ:\n%s\n%s", first.stdout, second.stdout)
	}
	s.args = []string{"-severity=note"}
	s.run(t).want(t, exitFindings, []string{"small flaw in b"}, nil)
	if got := units(); len(got) != 3 {
		t.Errorf("asking for notes analyses %q", got)
	}
}

func TestSameBytesWhateverTheOrder(t *testing.T) {
	var archive strings.Builder
	for i := range 12 {
		fmt.Fprintf(&archive, "-- p%d/p.go --\npackage p\n", i)
		for j := range 3 {
			// Equal places and messages in several rules are the hard case.
			fmt.Fprintf(&archive, "\n//flaw {\"message\": \"same\", \"advice\": \"%d\"}\n", j)
			fmt.Fprintf(&archive, "//flaw {\"message\": \"one\", \"advice\": \"%d\", \"site\": {\"package\": \"m.test/p0\", \"function\": \"F\", \"sink\": \"S\", \"ordinal\": %d}}\n", i, j)
		}
	}
	fmt.Fprintf(&archive, "-- bad/bad.go --\npackage bad\nvar x = y\n-- imp/imp.go --\npackage imp\nimport _ \"m.test/bad\"\n")
	dir := files(t, archive.String())
	var want result
	for i, procs := range []string{"1", "4", "1", "4"} {
		touch(t, filepath.Join(dir, fmt.Sprintf("p%d/p.go", i))) // some come from the cache, some not
		r := secvet{dir: dir, args: []string{"-f=json"}, env: []string{"GOMAXPROCS=" + procs}}.run(t)
		if i == 0 {
			want = r
			want.want(t, exitFailed, []string{`"same"`}, []string{"m.test/bad:", "m.test/imp: not analysed because m.test/bad failed"})
		}
		if r != want {
			t.Errorf("run %d differs:\n%s\n%s\nwant:\n%s\n%s", i, r.stdout, r.stderr, want.stdout, want.stderr)
		}
	}
}

// touch changes a file at its end, where it changes nothing that is found.
func touch(t *testing.T, name string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, append(text, '\n'), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}
