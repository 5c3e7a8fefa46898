package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fixable has two findings with fixes in one file, one in another, and one
// without.
const fixable = `
-- a/a.go --
package a

import "fmt"

//flaw {"message": "first", "fix": {"message": "delete it"}}
var x = 1

//flaw {"message": "second", "fix": {"message": "delete it"}}
var y = fmt.Sprint(x)

//flaw {"message": "no fix"}
-- b/b.go --
package b

//flaw {"message": "third", "fix": {"message": "delete it"}}
`

func TestFix(t *testing.T) {
	dir := files(t, fixable)
	if err := os.Chmod(filepath.Join(dir, "a", "a.go"), 0o640); err != nil {
		t.Fatal(err)
	}
	r := secvet{dir: dir, args: []string{"-fix"}}.run(t)
	r.want(t, exitFindings, []string{"a/a.go:9:1: no fix"}, []string{"fixed 3 findings in 2 files\n", "1 finding in 2 packages"})
	for _, not := range []string{"first", "second", "third"} {
		if strings.Contains(r.stdout, not) {
			t.Errorf("what was fixed is reported:\n%s", r.stdout)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "a", "a.go"))
	if want := "package a\n\nimport \"fmt\"\n\nvar x = 1\n\nvar y = fmt.Sprint(x)\n\n//flaw {\"message\": \"no fix\"}\n"; err != nil || string(text) != want {
		t.Errorf("%v\n%s", err, text)
	}
	if info, err := os.Stat(filepath.Join(dir, "a", "a.go")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions are %v", info.Mode())
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*", "*.tmp")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestDiff(t *testing.T) {
	dir := files(t, fixable)
	before, _ := os.ReadFile(filepath.Join(dir, "b", "b.go"))
	r := secvet{dir: dir, args: []string{"-diff"}}.run(t)
	r.want(t, exitFindings, []string{"--- a/a/a.go\n+++ b/a/a.go\n", "--- a/b/b.go\n+++ b/b/b.go\n", "\n-//flaw {\"message\": \"third\""}, nil)
	if strings.Contains(r.stdout, "warning") {
		t.Errorf("there is more than a diff:\n%s", r.stdout)
	}
	if again := (secvet{dir: dir, args: []string{"-diff", "-fix", "-o=fixes.diff"}}).run(t); again.stdout != "" || again.code != exitFindings {
		t.Errorf("standard output has %q, code %d", again.stdout, again.code)
	}
	if text, _ := os.ReadFile(filepath.Join(dir, "fixes.diff")); string(text) != r.stdout {
		t.Errorf("the file has:\n%s\nwant:\n%s", text, r.stdout)
	}
	if after, _ := os.ReadFile(filepath.Join(dir, "b", "b.go")); string(after) != string(before) {
		t.Errorf("a file was changed:\n%s", after)
	}
	secvet{dir: files(t, shop), args: []string{"-diff"}}.run(t).want(t, exitClean, nil, nil)
	secvet{dir: dir, args: []string{"-diff", "-f=json"}}.run(t).want(t, exitFailed, nil, []string{"leave out -f"})
}

func TestFixOnlyWhatIsReported(t *testing.T) {
	dir := files(t, fixable)
	secvet{dir: dir, args: []string{"-write-baseline=base.json", "./b"}}.run(t).want(t, exitClean, nil, nil)
	secvet{dir: dir, args: []string{"-fix", "-baseline=base.json", "./b"}}.run(t).want(t, exitClean, nil, nil)
	if text, _ := os.ReadFile(filepath.Join(dir, "b", "b.go")); !strings.Contains(string(text), "third") {
		t.Errorf("what is in the baseline was fixed:\n%s", text)
	}
	secvet{dir: dir, args: []string{"-fix", "-severity=error"}}.run(t).want(t, exitClean, nil, nil)
	if text, _ := os.ReadFile(filepath.Join(dir, "b", "b.go")); !strings.Contains(string(text), "third") {
		t.Errorf("what is not severe enough was fixed:\n%s", text)
	}
}

// The file on disk is not what was analysed.
func TestFixUnderOverlay(t *testing.T) {
	dir := files(t, fixable+"-- other --\npackage b\n\n\n\n//flaw {\"message\": \"overlaid\", \"fix\": {}}\n-- overlay.json --\n{\"Replace\": {\"b/b.go\": \"other\"}}\n")
	secvet{dir: dir, args: []string{"-fix", "-overlay=overlay.json"}}.run(t).want(t, exitFailed, nil, []string{"b/b.go is not the text that was analysed"})
	if text, _ := os.ReadFile(filepath.Join(dir, "a", "a.go")); !strings.Contains(string(text), "first") {
		t.Errorf("a file was changed:\n%s", text)
	}
}
