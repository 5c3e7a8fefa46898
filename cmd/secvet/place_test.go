package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A handler hands a request's value to a helper that builds the text.
const flawAcross = `
-- web/web.go --
package web

import _ "m.test/db"

//flaw {"rule": "flaw/untrusted", "severity": "error", "message": "from the web", "site": {"package": "m.test/db", "function": "m.test/db.Find", "sink": "Query"}, "flow": [{"message": "origin", "location": {"file": "WEB", "line": 5, "column": 1}}, {"message": "built", "location": {"package": "m.test/db", "file": "db.go", "line": 5, "column": 8}}, {"message": "sink", "location": {"package": "m.test/db", "file": "db.go", "line": 7}}]}
-- db/db.go --
package db

// Find has a flaw.
//
//flaw {"rule": "flaw/dynamic", "message": "built", "function": "m.test/db.Find", "statement": "db.Query(q)", "site": {"package": "m.test/db", "function": "m.test/db.Find", "sink": "Query"}}
func Find() {}
`

func TestOneFlawSeenFromTwoPackages(t *testing.T) {
	dir := files(t, strings.ReplaceAll(flawAcross, "WEB", "web.go"))
	r := secvet{dir: dir, args: []string{"-v"}}.run(t)
	r.want(t, exitFindings, []string{"db/db.go:5:1: from the web", "web/web.go:5:1", "db/db.go:5:8"}, []string{"1 finding in 2 packages: 1 error"})
	secvet{dir: filepath.Join(dir, "web"), args: []string{"./..."}}.run(t).want(t, exitFindings,
		[]string{"../db/db.go:5:8: from the web", "web.go:5:1"}, nil)
}

// With -trimpath the go command replays what it knows of equal code in another
// directory.
func TestReplayFromAnotherCheckout(t *testing.T) {
	archive := fmt.Sprintf("-- p/p.go --\npackage p\n//flaw {\"message\": \"flaw %s\"}\n", t.TempDir())
	first, second := files(t, archive), files(t, archive)
	env, units := unitLog(t)
	s := secvet{dir: first, env: []string{"GOFLAGS=-trimpath", env}}
	want := s.run(t)
	want.want(t, exitFindings, []string{"p/p.go:2:1: flaw"}, nil)
	units()
	s.dir = second
	if got := s.run(t); got != want {
		t.Errorf("in another directory:\n%+v\nwant:\n%+v", got, want)
	}
	if got := units(); len(got) > 0 {
		t.Errorf("nothing is replayed: %q", got)
	}
}

func TestCgo(t *testing.T) {
	dir := files(t, `
-- c.go --
package c

// int one(void) { return 1; }
import "C"

func One() int { return int(C.one()) } //flaw {"message": "flaw in C"}
`)
	r := secvet{dir: dir, env: []string{"CGO_ENABLED=1"}}.run(t)
	if strings.Contains(r.stderr, "C compiler") {
		t.Skip("there is no C compiler")
	}
	r.want(t, exitFindings, []string{"c.go:6:40: flaw in C"}, nil)
}

func TestOverlay(t *testing.T) {
	dir := files(t, shop+`
-- other/b.txt --
package b

//flaw {"message": "flaw in the overlay"}
func B() int { return 2 }
-- other/new.txt --
package b

//flaw {"message": "flaw in a new file"}
-- other/test.txt --
package b

//flaw {"message": "flaw in a new test"}
-- overlay.json --
{"Replace": {"b/b.go": "other/b.txt", "b/new.go": "other/new.txt", "b/new_test.go": "other/test.txt", "c/c.go": ""}}
`)
	inside := []string{"b/b.go:3:1: flaw in the overlay", `//flaw {"message": "flaw in the overlay"}`, "b/new.go:3:1: flaw in a new file", "a/a.go:5:31: flaw in a"}
	for name, s := range map[string]secvet{
		"flag":           {args: []string{"-overlay", "overlay.json"}},
		"GOFLAGS":        {env: []string{"GOFLAGS=-overlay=overlay.json"}},
		"quoted GOFLAGS": {env: []string{"GOFLAGS='-overlay=overlay.json' -tags=x"}},
		"with tests":     {args: []string{"-overlay=overlay.json", "-tests"}},
	} {
		t.Run(name, func(t *testing.T) {
			s.dir = dir
			r := s.run(t)
			r.want(t, exitFindings, inside, nil)
			if got, want := strings.Contains(r.stdout, "a new test"), name == "with tests"; got != want {
				t.Errorf("the new test is analysed: %v, want %v", got, want)
			}
		})
	}
}

func TestBuildFlagsPassThrough(t *testing.T) {
	dir := files(t, `
-- a.go --
package a
-- tagged.go --
//go:build special

package a

//flaw {"message": "flaw behind a tag"}
-- a_plan9.go --
package a

//flaw {"message": "flaw on Plan 9"}
-- other.mod --
module m.test/other

go 1.26
`)
	secvet{dir: dir, args: []string{"-tags=special,x"}}.run(t).want(t, exitFindings, []string{"tagged.go:5:1: flaw behind a tag"}, nil)
	secvet{dir: dir, env: []string{"GOOS=plan9", "GOARCH=amd64"}}.run(t).want(t, exitFindings, []string{"a_plan9.go:3:1"}, nil)
	secvet{dir: dir, args: []string{"-modfile=other.mod", "m.test/other"}}.run(t).want(t, exitClean, nil, []string{"1 package"})
	secvet{dir: dir, args: []string{"-mod=vendor"}}.run(t).want(t, exitClean, nil, nil)
}

func TestGeneratedFilesOnRequest(t *testing.T) {
	dir := files(t, "-- a.go --\npackage a\n\n//flaw {\"message\": \"flaw\", \"generated\": true}\n")
	secvet{dir: dir}.run(t).want(t, exitClean, nil, []string{"no findings"})
	secvet{dir: dir, args: []string{"-generated"}}.run(t).want(t, exitFindings, []string{"flaw"}, nil)
}

// Started through a symbolic link to the module, files are still below it.
func TestSymbolicLinkToModule(t *testing.T) {
	dir := files(t, shop)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	secvet{dir: link, env: []string{"PWD=" + link}}.run(t).want(t, exitFindings, []string{"a/a.go:5:31: flaw in a"}, nil)
	secvet{dir: dir, args: []string{"-C", link}}.run(t).want(t, exitFindings, []string{"\nb/b.go:5:1: flaw in b"}, nil)
}
