package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// The finding is made in package web and comes to stand in package db, where a
// comment silences it.
const ignored = `
-- web/web.go --
package web

import _ "m.test/db"

//flaw {"rule": "flaw/untrusted", "severity": "error", "message": "from the web", "site": {"package": "m.test/db", "function": "m.test/db.Find", "sink": "Query"}, "flow": [{"message": "built", "location": {"package": "m.test/db", "file": "db.go", "line": 5, "column": 2}}, {"message": "sink", "location": {"package": "m.test/db", "file": "db.go", "line": 6, "column": 2}}]}
-- db/db.go --
package db

func Find() int {
	//secvet:ignore flaw/untrusted -- checked by hand
	i := 1
	return i
}

//secvet:ignore flaw/untrusted -- long gone
var unused = 1

//secvet:ignore flaw/small -- not asked for
var small = 1

//secvet:ignore flaw/untrusted
var noReason = 1
`

func TestCommentSilencesFindingOfAnotherPackage(t *testing.T) {
	dir := files(t, ignored)
	r := secvet{dir: dir}.run(t)
	r.want(t, exitClean, nil, []string{
		"1 finding suppressed",
		"db/db.go:9:1: this comment silences nothing",
		"db/db.go:15:1: ",
	})
	if strings.Contains(r.stderr, "db/db.go:12:1") {
		t.Errorf("a comment on what was not looked for is reported:\n%s", r.stderr)
	}
	secvet{dir: dir, args: []string{"-severity=note"}}.run(t).want(t, exitClean, nil, []string{
		"db/db.go:12:1: this comment silences nothing",
	})
	// A part of the module says nothing about the use of comments.
	for _, s := range []secvet{{dir: dir, args: []string{"./db"}}, {dir: filepath.Join(dir, "db")}} {
		if r := s.run(t); strings.Contains(r.stderr, "silences nothing:") {
			t.Errorf("%+v: %s", s, r.stderr)
		}
	}
}
