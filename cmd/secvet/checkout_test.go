package main

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// gitIn returns a function that runs git in a directory.
func gitIn(t *testing.T, dir string) func(args ...string) {
	return func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

// TestReportOfCheckout: a module in a folder of a checkout is reported as the
// service that shows the code sees it.
func TestReportOfCheckout(t *testing.T) {
	root := files(t, `
-- svc/go.mod --
module m.test

go 1.26
-- svc/a/a.go --
package a

//flaw {"message": "flaw in a"}
`)
	git := gitIn(t, root)
	git("init", "-q", "-b", "trunk")
	git("add", "-A")
	git("commit", "-q", "-m", "first")
	git("remote", "add", "origin", "git@example.com:acme/shop.git")
	svc := secvet{dir: filepath.Join(root, "svc"), args: []string{"-f=sarif"}}
	for _, test := range []struct{ flag, category string }{
		{"-q", "secvet/svc/"},
		{"-category=nightly", "nightly/"},
	} {
		s := svc
		s.args = append(s.args, test.flag)
		r := s.run(t)
		r.want(t, exitClean, []string{`"uri": "svc/a/a.go"`}, nil)
		var log struct {
			Runs []struct {
				AutomationDetails        struct{ ID string }
				VersionControlProvenance []struct{ RepositoryURI, RevisionID, Branch string }
			}
		}
		if err := json.Unmarshal([]byte(r.stdout), &log); err != nil {
			t.Fatal(err)
		}
		run := log.Runs[0]
		if got := run.AutomationDetails.ID; got != test.category {
			t.Errorf("category %q, want %q", got, test.category)
		}
		if len(run.VersionControlProvenance) != 1 {
			t.Fatalf("provenance: %v", run.VersionControlProvenance)
		}
		if got := run.VersionControlProvenance[0]; got.RepositoryURI != "ssh://example.com/acme/shop.git" || len(got.RevisionID) != 40 || got.Branch != "trunk" {
			t.Errorf("provenance: %+v", got)
		}
	}
	svc.args = []string{"-f=github"}
	svc.run(t).want(t, exitClean, []string{"file=svc/a/a.go"}, nil)
}
