package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const configured = `
-- .secvet.yml --
rules:
  flaw/found: off
  flaw/small: error
severity: note
generated: true
exclude: [legacy, "**/x_*.go"]
-- a/a.go --
package a

//flaw {"message": "off by configuration"}
//flaw {"message": "small but raised", "rule": "flaw/small", "severity": "note"}
//flaw {"message": "as it is", "rule": "flaw/untrusted", "severity": "error"}
//flaw {"message": "in generated code", "rule": "flaw/untrusted", "severity": "error", "generated": true}
//flaw {"message": "a note", "rule": "flaw/other", "severity": "note"}
-- a/x_y.go --
package a

//flaw {"message": "excluded by name", "rule": "flaw/untrusted", "severity": "error"}
//secvet:ignore flaw/untrusted
-- legacy/deep/l.go --
package deep

//flaw {"message": "excluded by folder", "rule": "flaw/untrusted", "severity": "error"}
`

func TestConfigurationFile(t *testing.T) {
	dir := files(t, configured)
	for _, sub := range []string{".", "a"} {
		r := secvet{dir: filepath.Join(dir, sub)}.run(t)
		r.want(t, exitFindings, []string{"small but raised", "as it is", "in generated code", "a note"}, []string{"error       1  flaw/small"})
		for _, not := range []string{"off by configuration", "excluded"} {
			if strings.Contains(r.stdout, not) {
				t.Errorf("in %s: standard output has %q", sub, not)
			}
		}
		if strings.Contains(r.stderr, "x_y.go") {
			t.Errorf("a comment in an excluded file is reported:\n%s", r.stderr)
		}
	}
}

func TestFlagsCountMoreThanConfiguration(t *testing.T) {
	dir := files(t, configured)
	r := secvet{dir: dir, args: []string{"-severity=error", "-generated=false"}}.run(t)
	r.want(t, exitFindings, []string{"as it is", "small but raised"}, nil)
	for _, not := range []string{"in generated code", "a note"} {
		if strings.Contains(r.stdout, not) {
			t.Errorf("standard output has %q", not)
		}
	}
}

func TestOtherConfigurationFile(t *testing.T) {
	dir := files(t, configured)
	if err := os.WriteFile(filepath.Join(dir, "ci.yml"), []byte("severity: error\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	r := secvet{dir: dir, args: []string{"-config=ci.yml", "-v"}}.run(t)
	r.want(t, exitFindings, []string{"as it is", "excluded by folder"}, []string{"configuration: ci.yml\n"})
	if strings.Contains(r.stdout, "small but raised") {
		t.Errorf("the other file is read as well:\n%s", r.stdout)
	}
}

func TestConfigurationErrors(t *testing.T) {
	dir := files(t, shop)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"rules: {flaw/fuond: off}\nseverty: note\n", []string{
			"secvet: .secvet.yml:1:9: there is no rule \"flaw/fuond\" (did you mean flaw/found?)",
			".secvet.yml:2:1: unknown key \"severty\" (did you mean severity?)",
		}},
		{"catalogs: [nowhere.txt]\n", []string{".secvet.yml:1:12: the catalog cannot be used"}},
	} {
		if err := os.WriteFile(filepath.Join(dir, ".secvet.yml"), []byte(test.text), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{nil, {"config", "verify"}, {"config", "verify", ".secvet.yml"}} {
			secvet{dir: dir, args: args}.run(t).want(t, exitFailed, nil, test.want)
		}
	}
	secvet{dir: dir, args: []string{"-config=nowhere.yml"}}.run(t).want(t, exitFailed, nil, []string{"nowhere.yml"})
}

func TestConfigVerify(t *testing.T) {
	dir := files(t, configured)
	secvet{dir: filepath.Join(dir, "a"), args: []string{"config", "verify"}}.run(t).want(t, exitClean, []string{filepath.Join("..", ".secvet.yml") + " is valid\n"}, nil)
	secvet{dir: files(t, shop), args: []string{"config", "verify"}}.run(t).want(t, exitFailed, nil, []string{"there is no .secvet.yml"})
	secvet{dir: dir, args: []string{"config", "verfy"}}.run(t).want(t, exitFailed, nil, []string{"usage: secvet config verify [file]"})
}

// A catalog whose words are right may still not fit what it is about.
func TestCatalogThatDoesNotFit(t *testing.T) {
	dir := files(t, `
-- .secvet.yml --
catalogs: [catalog.txt]
-- catalog.txt --
package m.test/db
sink sql.query Client.Rnu 0
sink sql.query Client.Run 0
sink sql.query helper 0
source remote Columns result
guard path.local Known 3 when=true

package m.test/bd
noreturn Exit

package strings
clean any Titel result
-- db/db.go --
package db

import "strings"

type Client struct{}

func (*Client) Run(query string) { helper(query) }

func Columns() []string { return strings.Fields("a b") }

func Known(column string) bool { return column != "" }

func helper(query string) {}
`)
	want := []string{
		"catalog.txt:2: sink Client.Rnu: m.test/db.Client has no field or method Rnu (did you mean Run?)",
		"catalog.txt:6: guard Known: 3: it has no such argument",
		"catalog.txt:12: clean Titel: strings has no Titel (did you mean Title?)",
	}
	r := secvet{dir: filepath.Join(dir, "db"), args: []string{"config", "verify"}}.run(t)
	for i, line := range want {
		want[i] = "../" + line
	}
	r.want(t, exitFailed, nil, append(want, "../catalog.txt:8: no package here imports m.test/bd: is the path right?"))
	if n := strings.Count(r.stderr, "\n"); n != 4 {
		t.Errorf("%d lines instead of 4:\n%s", n, r.stderr)
	}
	// The run tells, and is not worse for it.
	secvet{dir: filepath.Join(dir, "db")}.run(t).want(t, exitClean, nil, want)
}
