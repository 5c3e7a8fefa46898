package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestBrokenPackageAndItsImporters(t *testing.T) {
	dir := files(t, `
-- broken/b.go --
package broken

import "os"

var x, y = unknown1, unknown2
-- direct/d.go --
package direct

import _ "m.test/broken"
-- indirect/i.go --
package indirect

import _ "m.test/direct"
-- syntax/s.go --
package syntax

func {
-- good/g.go --
package good

//flaw {"message": "flaw in good"}
`)
	r := secvet{dir: dir}.run(t)
	r.want(t, exitFailed, []string{"flaw in good"}, []string{
		"secvet: m.test/broken:\n\tbroken/b.go:3:8: \"os\" imported and not used\n\tbroken/b.go:5:12: undefined: unknown1\n\tbroken/b.go:5:22: undefined: unknown2\n",
		"secvet: m.test/direct: not analysed because m.test/broken failed\n",
		"secvet: m.test/indirect: not analysed because m.test/broken failed\n",
		"secvet: m.test/syntax: syntax/s.go:3:6: syntax error",
		"1 package",
	})
	secvet{dir: dir, args: []string{"-f=sarif", "./broken"}}.run(t).want(t, exitFailed, nil, nil)
}

func TestEmbeddedFileThatIsNotThere(t *testing.T) {
	dir := files(t, `
-- embeds/e.go --
package embeds

import _ "embed"

//go:embed missing.txt
var text string
-- importer/i.go --
package importer

import _ "m.test/embeds"
-- good/g.go --
package good

//flaw {"message": "flaw in good"}
`)
	secvet{dir: dir}.run(t).want(t, exitFailed, []string{"flaw in good"}, []string{
		"pattern missing.txt: no matching files found",
		"secvet: m.test/importer: not analysed because m.test/embeds failed\n",
	})
}

func TestPackagesThatCannotBeLoaded(t *testing.T) {
	dir := files(t, `
-- miss/m.go --
package miss

import _ "m.test/nowhere"
-- importer/i.go --
package importer

import _ "m.test/miss"
-- cycle1/c.go --
package cycle1

import _ "m.test/cycle2"
-- cycle2/c.go --
package cycle2

import _ "m.test/cycle1"
-- good/g.go --
package good

//flaw {"message": "flaw in good"}
`)
	secvet{dir: dir}.run(t).want(t, exitFailed, []string{"flaw in good"}, []string{
		"secvet: m.test/nowhere:\n\tmiss/m.go:3:8: no required module provides package m.test/nowhere",
		"secvet: m.test/miss: not analysed because m.test/nowhere failed",
		"secvet: m.test/importer: not analysed because m.test/nowhere failed",
		"secvet: m.test/cycle1: import cycle not allowed: m.test/cycle1 imports m.test/cycle2 imports m.test/cycle1\n",
		"secvet: m.test/cycle2: not analysed because m.test/cycle1 failed",
	})
}

func TestDependencyThatIsNotThere(t *testing.T) {
	dir := files(t, `
-- go.mod --
module m.test

go 1.26

require example.test/lib v1.0.0
-- go.sum --
example.test/lib v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
example.test/lib v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
-- a/a.go --
package a

import _ "example.test/lib"
-- good/g.go --
package good
`)
	secvet{dir: dir, env: []string{"GOPROXY=off"}}.run(t).want(t, exitFailed, nil, []string{
		"example.test/lib", "go mod download",
	})
}

// TestPatternsAreCleaned: the go command takes ./b/ for ./b.
func TestPatternsAreCleaned(t *testing.T) {
	secvet{dir: files(t, shop), args: []string{"./b/", "./a/../b"}}.run(t).want(t, exitFindings, []string{"flaw in b"}, nil)
}

func TestPatternsThatMatchNothing(t *testing.T) {
	dir := files(t, shop)
	for _, test := range []struct {
		args   []string
		stdout string
		stderr string
	}{
		{[]string{"./nowhere"}, "", "./nowhere: "},
		{[]string{"./nowhere/..."}, "", "./nowhere/..."},
		{[]string{"./a/nothing..."}, "", "matched no packages"},
		{[]string{"./b", "./a/nothing..."}, "flaw in b", "./a/nothing...: matched no packages"},
		{[]string{"./onlytests"}, "", "use -tests"},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			secvet{dir: dir, args: test.args}.run(t).want(t, exitFailed, []string{test.stdout}, []string{test.stderr})
		})
	}
}

const brokenTests = `
-- a/a.go --
package a

//flaw {"message": "flaw in a"}
-- a/a_test.go --
package a

var x = unknown
-- a/x_test.go --
package a_test
-- b/b.go --
package b
-- b/x_test.go --
package b_test

import _ "m.test/nowhere"
-- c/c.go --
package c

import _ "m.test/a"
`

func TestBrokenTestsHideNothing(t *testing.T) {
	dir := files(t, brokenTests)
	r := secvet{dir: dir}.run(t)
	r.want(t, exitFindings, []string{"flaw in a"}, nil)
	r = secvet{dir: dir, args: []string{"-tests"}}.run(t)
	r.want(t, exitFailed, []string{"flaw in a"}, []string{
		"secvet: m.test/a: its tests were not analysed: a/a_test.go:3:9: undefined: unknown",
		"secvet: m.test/b:\n\tits tests were not analysed: b/x_test.go:3:8: no required module provides package m.test/nowhere",
		"in 3 packages",
	})
}

func TestPanicCostsOnePackage(t *testing.T) {
	dir := files(t, `
-- a/a.go --
package a

import _ "m.test/b"

//flaw {"message": "flaw in a"}
-- b/b.go --
package b

//panic
-- c/c.go --
package c

import _ "m.test/d"

//flaw {"message": "flaw in c"}
-- d/d.go --
package d

//panic always
`)
	for _, state := range []string{"cold", "warm"} {
		t.Run(state, func(t *testing.T) {
			r := secvet{dir: dir}.run(t)
			r.want(t, exitFailed, []string{"flaw in a", "flaw in c"}, []string{
				"secvet: m.test/b:\n\tflaw: internal error, please report it: as the comment wants it\n\t\tat ",
				"secvet: m.test/d:\n\tflow: internal error",
				"2 packages",
			})
			if strings.Contains(r.stderr, "goroutine ") {
				t.Errorf("standard error has a stack dump:\n%s", r.stderr)
			}
		})
	}
}

func TestGoCommandMissing(t *testing.T) {
	dir := files(t, shop)
	secvet{dir: dir, env: []string{"PATH=" + t.TempDir()}}.run(t).want(t, exitFailed, nil,
		[]string{"the go command is not on the PATH: secvet needs Go 1.26 or newer"})
}

func TestGoCommandTooOld(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the go command of this test is a shell script")
	}
	bin := t.TempDir()
	script := "#!/bin/sh\necho '{\"GOVERSION\": \"go1.24.3\", \"GOMOD\": \"/x/go.mod\"}'\n"
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	secvet{dir: files(t, shop), env: []string{"PATH=" + bin + ":/bin:/usr/bin"}}.run(t).want(t, exitFailed, nil,
		[]string{"go is Go 1.24.3: secvet needs Go 1.26 or newer"})
}

func TestOutsideModule(t *testing.T) {
	secvet{dir: t.TempDir()}.run(t).want(t, exitFailed, nil, []string{"is not in a module", "-C DIR"})
}

func TestWrongFlags(t *testing.T) {
	dir := files(t, shop)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-severty=note"}, "-severty (did you mean -severity?)"},
		{[]string{"-nonsense"}, "secvet help lists the flags"},
		{[]string{"-severity=high"}, "use note, warning or error"},
		{[]string{"-f=jsn"}, `unknown format "jsn" (did you mean json?)`},
		{[]string{"-f=zzzzzz"}, `unknown format "zzzzzz": use text`},
		{[]string{"-mod=x"}, `unknown value "x" of -mod`},
		{[]string{"-q", "-v"}, "exclude each other"},
		{[]string{"-C", "nowhere"}, "-C: "},
		{[]string{"-o", "nowhere/report"}, "-o: "},
		{[]string{"-overlay", "nowhere"}, "reading the overlay"},
		{[]string{"help", "versoin"}, "did you mean version?"},
		{[]string{"version", "x"}, "takes no arguments"},
		{[]string{"versoin"}, "did you mean version?"},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			r := secvet{dir: dir, args: test.args}.run(t)
			r.want(t, exitFailed, nil, []string{test.want})
			if r.stdout != "" {
				t.Errorf("standard output has %q", r.stdout)
			}
		})
	}
}

func TestInterruptLeavesNothingBehind(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no interrupts to send")
	}
	temp := t.TempDir()
	dir := files(t, shop)
	env, units := unitLog(t)
	cmd := secvet{dir: dir, env: []string{env, "TMPDIR=" + temp, "SECVET_TEST_SLEEP=1m"}, args: []string{"-o", "report"}}.command(t.Context())
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); len(units()) == 0 && time.Now().Before(deadline); {
		time.Sleep(20 * time.Millisecond)
	}
	cmd.Process.Signal(os.Interrupt)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitFailed || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("exit code %d, standard error %q", code, stderr.String())
	}
	for _, place := range []string{temp, dir} {
		left, _ := filepath.Glob(filepath.Join(place, "*secvet*"))
		reports, _ := filepath.Glob(filepath.Join(place, "report*"))
		if len(left)+len(reports) > 0 {
			t.Errorf("left behind: %q %q", left, reports)
		}
	}
}
