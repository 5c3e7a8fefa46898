package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// twins has two findings with the same content, and one of another.
const twins = `
-- a/a.go --
package a

//flaw {"message": "first twin", "function": "m.test/a.F", "statement": "x := 1"}
//flaw {"message": "second twin", "function": "m.test/a.F", "statement": "x := 1"}
//flaw {"message": "single", "function": "m.test/a.G", "statement": "x := 1"}
`

func edit(t *testing.T, name string, change func(text string) string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, []byte(change(string(text))), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestBaseline(t *testing.T) {
	dir := files(t, twins)
	secvet{dir: dir, args: []string{"-write-baseline=base.json"}}.run(t).want(t, exitClean, nil,
		[]string{"3 findings written to the baseline base.json", "no findings"})

	s := secvet{dir: dir, args: []string{"-baseline=base.json"}}
	s.run(t).want(t, exitClean, nil, []string{"3 findings left out, for the baseline base.json"})

	// The code moves to another file, further down and further in.
	os.Rename(filepath.Join(dir, "a", "a.go"), filepath.Join(dir, "a", "other.go"))
	edit(t, filepath.Join(dir, "a", "other.go"), func(text string) string {
		return strings.ReplaceAll(strings.Replace(text, "package a\n", "package a\n\n\n// More.\n", 1), "//flaw", "\t\t//flaw")
	})
	s.run(t).want(t, exitClean, nil, []string{"3 findings left out"})

	// A third of the twins is new, and the single one is gone.
	edit(t, filepath.Join(dir, "a", "other.go"), func(text string) string {
		text = strings.ReplaceAll(text, `"single"`, `"third"`)
		return strings.ReplaceAll(text, "m.test/a.G", "m.test/a.F")
	})
	r := s.run(t)
	r.want(t, exitFindings, []string{"third"}, []string{"2 findings left out"})
	if strings.Contains(r.stdout, "twin") {
		t.Errorf("old findings are reported:\n%s", r.stdout)
	}
	if strings.Contains(r.stderr, "less than before") {
		t.Errorf("stale entries are told without -v:\n%s", r.stderr)
	}
	s.args = append(s.args, "-v")
	s.run(t).want(t, exitFindings, nil, []string{"base.json: 1 finding less than before: flaw/found in m.test/a.G (a/a.go)\n"})
}

func TestBaselineErrors(t *testing.T) {
	dir := files(t, twins+"-- bad/b.go --\npackage bad\n\nvar x = y\n")
	secvet{dir: dir, args: []string{"-baseline=base.json"}}.run(t).want(t, exitFailed, nil, []string{"base.json", "make one with -write-baseline"})
	secvet{dir: dir, args: []string{"-baseline=go.mod"}}.run(t).want(t, exitFailed, nil, []string{"go.mod is not a baseline"})
	secvet{dir: dir, args: []string{"-write-baseline=nowhere/base.json"}}.run(t).want(t, exitFailed, nil, []string{"-write-baseline: "})
	secvet{dir: dir, args: []string{"-write-baseline=base.json"}}.run(t).want(t, exitFailed, []string{"first twin"}, []string{"base.json is not written"})
	if _, err := os.Stat(filepath.Join(dir, "base.json")); err == nil {
		t.Error("a baseline was written")
	}
}

func TestNewFrom(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	dir := files(t, shop)
	git := gitIn(t, dir)
	git("init", "-q", "-b", "main")
	git("add", "-A")
	git("commit", "-q", "-m", "first")
	secvet{dir: dir, args: []string{"-new-from=main"}}.run(t).want(t, exitClean, nil, []string{"no findings"})

	edit(t, filepath.Join(dir, "b", "b.go"), func(text string) string {
		return strings.Replace(text, "great flaw in b", "greater flaw in b", 1)
	})
	for _, sub := range []string{".", "b"} {
		r := secvet{dir: filepath.Join(dir, sub), args: []string{"-new-from=main"}}.run(t)
		r.want(t, exitFindings, []string{"greater flaw in b"}, nil)
		if strings.Contains(r.stdout, ": flaw in b") {
			t.Errorf("in %s: old findings are reported:\n%s", sub, r.stdout)
		}
	}
	secvet{dir: dir, args: []string{"-new-from=nowhere"}}.run(t).want(t, exitFailed, nil, []string{`there is no revision "nowhere"`})
	secvet{dir: files(t, shop), args: []string{"-new-from=main"}}.run(t).want(t, exitFailed, nil, []string{"is not in a git checkout"})
}

func TestSuppressedOnRequest(t *testing.T) {
	dir := files(t, "-- a/a.go --\npackage a\n\n//nolint:secvet\nvar x = []int{\n\t1, //flaw {\"message\": \"silenced\"}\n}\n")
	r := secvet{dir: dir}.run(t)
	r.want(t, exitClean, nil, []string{"1 finding suppressed; -suppressed shows them"})
	secvet{dir: dir, args: []string{"-suppressed"}}.run(t).want(t, exitClean, []string{"silenced"}, nil)
}

func TestNosecOnRequest(t *testing.T) {
	dir := files(t, "-- a/a.go --\npackage a\n\n// #nosec -- it is safe\nvar x = []int{\n\t1, //flaw {\"message\": \"silenced\"}\n}\n")
	secvet{dir: dir}.run(t).want(t, exitFindings, []string{"silenced"}, nil)
	secvet{dir: dir, args: []string{"-nosec"}}.run(t).want(t, exitClean, nil, []string{"1 finding suppressed"})
}
