package checkout

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestOf(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", cmd, err, out)
		}
	}
	git("init", "-q", "-b", "trunk")
	if got := Of(t.Context(), dir); got == nil || got.Root != root || got.Repository != "" || got.Revision != "" || got.Branch != "trunk" {
		t.Errorf("without a commit: %+v", got)
	}
	git("commit", "-q", "--allow-empty", "-m", "first")
	git("remote", "add", "backup", "https://example.org/other")
	git("remote", "add", "origin", "https://user:secret@example.com/acme/shop.git")
	got := Of(t.Context(), dir)
	if got == nil || got.Root != root || got.Repository != "https://example.com/acme/shop.git" || len(got.Revision) != 40 || got.Branch != "trunk" {
		t.Errorf("with a commit: %+v", got)
	}
	git("checkout", "-q", "--detach")
	git("remote", "remove", "origin")
	if got := Of(t.Context(), root); got.Branch != "" || got.Repository != "https://example.org/other" {
		t.Errorf("detached, without origin: %+v", got)
	}
}

func TestRepositoryURI(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.com/a/b.git":        "https://example.com/a/b.git",
		"https://token@example.com/a/b":      "https://example.com/a/b",
		"git@example.com:a/b.git":            "ssh://example.com/a/b.git",
		"example.com:/srv/b.git":             "ssh://example.com/srv/b.git",
		"ssh://git@example.com:2222/a/b.git": "ssh://example.com:2222/a/b.git",
		"/srv/git/b.git":                     "",
		"../b.git":                           "",
		"../with:colon":                      "",
		`C:\git\b`:                           "",
		"file:///srv/git/b.git":              "",
		"":                                   "",
	} {
		if got := repositoryURI(address); got != want {
			t.Errorf("%q: got %q, want %q", address, got, want)
		}
	}
}

func TestNoCheckout(t *testing.T) {
	if got := Of(t.Context(), t.TempDir()); got != nil {
		t.Errorf("got %+v, want none", got)
	}
}
