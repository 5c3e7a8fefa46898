// Package checkout says of which commit of which repository a directory is, so
// that a report can be shown beside the code. It reads; it never asks a network.
package checkout

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/secvet/secvet/internal/report"
)

// Of returns the state of the git checkout that holds an absolute directory, nil
// when there is none. The root is known without git; what only git can tell
// (there is no commit yet, it refuses a checkout of somebody else's) stays empty.
func Of(ctx context.Context, dir string) *report.VersionControl {
	root := rootOf(dir)
	if root == "" {
		return nil
	}
	git := func(args ...string) string {
		cmd := exec.CommandContext(ctx, "git", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "LC_ALL=C")
		out, err := cmd.Output()
		if err != nil {
			return ""
		}
		return string(bytes.TrimSpace(out))
	}
	return &report.VersionControl{
		Root:       root,
		Repository: repositoryURI(git("remote", "get-url", remote(git("remote")))),
		Revision:   git("rev-parse", "--verify", "--quiet", "HEAD^{commit}"),
		Branch:     git("symbolic-ref", "--quiet", "--short", "HEAD"),
	}
}

// rootOf finds the nearest folder that holds .git, which is a file in a linked
// work tree.
func rootOf(dir string) string {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// remote chooses the remote that stands for the repository: origin, or the first.
func remote(names string) string {
	all := strings.Fields(names)
	for _, name := range all {
		if name == "origin" {
			return name
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return "origin"
}

// repositoryURI makes a URI without credentials of what git calls an address;
// empty for folders, which are nobody else's.
func repositoryURI(address string) string {
	if !strings.Contains(address, "://") {
		// git@example.com:owner/name.git
		host, path, found := strings.Cut(address, ":")
		if !found || strings.ContainsAny(host, `/\`) || len(host) < 2 {
			return ""
		}
		address = "ssh://" + host + "/" + strings.TrimPrefix(path, "/")
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme == "file" {
		return ""
	}
	u.User = nil
	return u.String()
}
