package changed

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/finding"
)

// checkout makes a git checkout with files in its first commit.
func checkout(t *testing.T, files map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	run(t, dir, "init", "-q", "-b", "main")
	write(t, dir, files)
	run(t, dir, "add", "-A")
	run(t, dir, "commit", "-q", "-m", "first")
	return dir
}

func run(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"}, args...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// numbered is a text of lines 1 to n.
func numbered(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "line %d\n", i+1)
	}
	return out.String()
}

func at(file string, line, endLine int) *finding.Finding {
	return &finding.Finding{Location: finding.Location{File: file, Line: line, EndLine: endLine}}
}

func TestTouch(t *testing.T) {
	dir := checkout(t, map[string]string{
		"m/a.go":       numbered(20),
		"m/moved.go":   numbered(30),
		"m/removed.go": numbered(10),
		"m/same.go":    numbered(10),
		"other.go":     numbered(10),
		".gitignore":   "ignored.go\n",
	})
	// Settings for people, who like their differences in many ways.
	run(t, dir, "config", "diff.noprefix", "true")
	run(t, dir, "config", "diff.context", "5")
	run(t, dir, "config", "diff.interHunkContext", "10")
	run(t, dir, "config", "diff.relative", "true")
	run(t, dir, "config", "color.diff", "always")
	t.Setenv("GIT_DIFF_OPTS", "--unified=7")

	a := strings.Replace(numbered(20), "line 5\n", "line five\n+++ b/m/same.go\n@@ -1 +1 @@\n", 1) // 5 to 7
	a = strings.Replace(a, "line 15\n", "", 1)
	write(t, dir, map[string]string{
		"m/a.go":        strings.TrimSuffix(a, "line 20\n") + "no newline",
		"m/n/moved.go":  strings.Replace(numbered(30), "line 10\n", "line ten\n", 1),
		"other.go":      "new\n" + numbered(10),
		"m/new.go":      numbered(3),
		"m/ignored.go":  numbered(3),
		"m/wei\trd.go":  numbered(3),
		"m/ä b.go":      numbered(3),
		"m/untrack.go":  numbered(3),
		"m/ü\"quote.go": numbered(3),
	})
	for _, name := range []string{"m/moved.go", "m/removed.go"} {
		os.Remove(filepath.Join(dir, name))
	}
	run(t, dir, "add", "m/n/moved.go", "m/moved.go", "m/wei\trd.go", "m/ä b.go", "m/ü\"quote.go")
	run(t, dir, "commit", "-q", "-m", "second")

	l, err := Since(t.Context(), filepath.Join(dir, "m"), "main~1")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		f    *finding.Finding
		want bool
	}{
		{at("a.go", 4, 4), false},
		{at("a.go", 5, 0), true},
		{at("a.go", 7, 7), true},
		{at("a.go", 8, 9), false},
		{at("a.go", 2, 5), true},
		{at("a.go", 1, 4), false},
		{at("a.go", 16, 17), false}, // where a line is missing now
		{at("a.go", 21, 21), true},
		{at("n/moved.go", 10, 10), true},
		{at("n/moved.go", 11, 11), false},
		{at("same.go", 1, 10), false},
		{at("../other.go", 1, 1), true},
		{at("../other.go", 2, 2), false},
		{at("new.go", 2, 2), true},
		{at("untrack.go", 2, 2), true},
		{at("ignored.go", 2, 2), false},
		{at("wei\trd.go", 2, 2), true},
		{at("ä b.go", 2, 2), true},
		{at("ü\"quote.go", 2, 2), true},
		{at("other.go", 1, 1), false},
		{at("GOROOT/src/net/http/server.go", 1, 1), false},
	} {
		if got := l.Touch(test.f); got != test.want {
			t.Errorf("%s:%d: %v", test.f.Location.File, test.f.Location.Line, got)
		}
	}
	flow := at("same.go", 1, 1)
	flow.Flow = []finding.Step{{Location: finding.Location{File: "same.go", Line: 2}}, {Location: finding.Location{File: "a.go", Line: 5}}}
	if !l.Touch(flow) {
		t.Error("a flow through a changed line is not new")
	}
}

func TestErrors(t *testing.T) {
	dir := checkout(t, map[string]string{"a.go": numbered(1)})
	for _, test := range []struct{ dir, revision, want string }{
		{dir, "nowhere", `there is no revision "nowhere" in this checkout: fetch it first`},
		{dir, "--output=stolen", `there is no revision "--output=stolen"`},
		{dir, "", `there is no revision ""`},
		{t.TempDir(), "main", "is not in a git checkout"},
	} {
		if _, err := Since(t.Context(), test.dir, test.revision); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %q", test.revision, err, test.want)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Since(t.Context(), dir, "main"); err == nil || !strings.Contains(err.Error(), "not on the PATH") {
		t.Errorf("got %v", err)
	}
}

func TestNothingChanged(t *testing.T) {
	dir := checkout(t, map[string]string{"a.go": numbered(3)})
	l, err := Since(t.Context(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if l.Touch(at("a.go", 1, 3)) {
		t.Error("something changed")
	}
}
