package check

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/platforms"
)

// drivers is the module that all programs are run on.
const drivers = "../../drivers"

func copied(t *testing.T) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "module")
	if err := os.CopyFS(to, os.DirFS(drivers)); err != nil {
		t.Fatal(err)
	}
	return to
}

// sources maps the Go files of the packages below agree to their text.
func sources(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "agree", "*", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	texts := make(map[string]string)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(text)
	}
	return texts
}

// golangci-lint applies the fixes that secvet applies, and does not report what it
// has fixed.
func TestFix(t *testing.T) {
	secvet := platforms.Build(t, root, "./cmd/secvet")
	one, other := copied(t), copied(t)
	left := found(t, one, lint(t, one, documented(t), "--default=none", "--fix", "./agree/..."))
	platforms.Run(t, other, platforms.Environ(), secvet, "-fix", "./agree/...")
	got, want := sources(t, one), sources(t, other)
	for file := range want {
		if got[file] != want[file] {
			t.Errorf("%s after golangci-lint --fix:\n%s\nafter secvet -fix:\n%s", file, got[file], want[file])
		}
	}
	if maps.Equal(got, sources(t, drivers)) {
		t.Error("nothing is fixed")
	}
	all := platforms.Secvet(t, secvet, drivers, "./agree/...")
	if still := platforms.Secvet(t, secvet, other, "./agree/..."); len(left) != len(still) || len(left) == len(all) {
		t.Errorf("%d findings before; after the fixes golangci-lint reports %d and secvet %d", len(all), len(left), len(still))
	}
}

// The page's rules give findings the severities that they have in secvet, and its
// settings count.
func TestDocumentedConfiguration(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.json")
	lint(t, drivers, documented(t), "--default=none", "--output.json.path", file, "./agree/...")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rep struct {
		Issues []struct{ FromLinter, Text, Severity string }
	}
	if err := json.Unmarshal(text, &rep); err != nil {
		t.Fatal(err)
	}
	if len(rep.Issues) == 0 {
		t.Fatal("nothing is found")
	}
	for _, issue := range rep.Issues {
		if issue.FromLinter != "secvet" {
			continue
		}
		want := "error"
		if strings.Contains(issue.Text, "[pathjoin/broken-guard]") || strings.Contains(issue.Text, "[weakhash/bcrypt-cost]") {
			want = "warning"
		}
		if issue.Severity != want {
			t.Errorf("%s: severity %q, want %q", issue.Text, issue.Severity, want)
		}
		if strings.Contains(issue.Text, "related information") {
			t.Errorf("a step of a flow has become an issue: %s", issue.Text)
		}
	}
}
