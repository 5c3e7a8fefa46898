// Package changed knows which lines of a git checkout differ from a revision, so
// that a run can show what a branch brings. It asks git and reads its answer;
// which findings to show is decided by [Lines.Touch].
package changed

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// Lines are the lines of a working tree that were added or changed since a
// revision.
type Lines struct {
	prefix string // from the root of the checkout to the directory asked about
	files  map[string][]span
}

// span is a number of lines.
type span struct{ first, last int }

// all are the lines of a file that is new.
var all = span{1, int(^uint(0) >> 1)}

// Since compares the working tree around dir, with what is not committed and
// files that are not tracked, to a revision.
func Since(ctx context.Context, dir, revision string) (*Lines, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, fmt.Errorf("git, which knows what has changed since %s, is not on the PATH", revision)
	}
	g := git{ctx: ctx, dir: dir}
	prefix, err := g.run("rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("%s is not in a git checkout that could tell what has changed since %s: %w", dir, revision, err)
	}
	commit, err := g.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("there is no revision %q in this checkout: fetch it first (a shallow clone has few of them)", revision)
	}
	diff, err := g.run(
		// What a user set for people to read must not change the answer.
		"-c", "core.quotePath=false", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false", "-c", "diff.interHunkContext=0",
		"diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--find-renames",
		"--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", strings.TrimSpace(string(commit)), "--")
	if err != nil {
		return nil, fmt.Errorf("asking git what has changed since %s: %w", revision, err)
	}
	untracked, err := g.run("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
	if err != nil {
		return nil, fmt.Errorf("asking git for files that are not tracked: %w", err)
	}
	l := &Lines{prefix: strings.TrimSuffix(string(prefix), "\n"), files: make(map[string][]span)}
	if err := l.read(diff); err != nil {
		return nil, fmt.Errorf("reading what git says has changed since %s: %w", revision, err)
	}
	for name := range strings.SplitSeq(string(untracked), "\x00") {
		l.files[name] = append(l.files[name], all)
	}
	return l, nil
}

// git runs in a directory.
type git struct {
	ctx context.Context
	dir string
}

// run returns the output; the error of a failure is what git said.
func (g git) run(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(e string) bool { return strings.HasPrefix(e, "GIT_DIFF_OPTS=") }), "LC_ALL=C")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if words := strings.TrimSpace(stderr.String()); err != nil && words != "" {
		err = errors.New(words)
	}
	return out, err
}

// read takes the lines from a unified diff without context.
func (l *Lines) read(diff []byte) error {
	in := bufio.NewReader(bytes.NewReader(diff))
	file := ""
	for {
		line, err := in.ReadString('\n')
		if line == "" && err != nil {
			return nil // the end
		}
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "+++ "):
			if file, err = fileName(line); err != nil {
				return err
			}
		case strings.HasPrefix(line, "@@ "):
			s, removed, err := hunk(line)
			if err != nil {
				return err
			}
			if s.last >= s.first {
				l.files[file] = append(l.files[file], s)
			}
			// The lines of a hunk may look like anything.
			if err := skip(in, removed+s.last-s.first+1); err != nil {
				return err
			}
		}
	}
}

// fileName reads a line "+++ b/name". A name with a tab, a quote or the like is
// quoted as in C, which is as in Go; git puts a tab behind one with spaces.
func fileName(line string) (string, error) {
	name := strings.TrimSuffix(strings.TrimPrefix(line, "+++ "), "\t")
	if strings.HasPrefix(name, `"`) {
		unquoted, err := strconv.Unquote(name)
		if err != nil {
			return "", fmt.Errorf("%q is not the name of a file", line)
		}
		name = unquoted
	}
	return strings.TrimPrefix(name, "b/"), nil
}

// hunk reads a line "@@ -10,2 +12,3 @@"; a count that is missing is 1.
func hunk(line string) (added span, removed int, err error) {
	fields := strings.Fields(line)
	if len(fields) < 4 {
		return span{}, 0, fmt.Errorf("%q is not the head of a hunk", line)
	}
	_, removed, err1 := lineRange(fields[1], "-")
	first, count, err2 := lineRange(fields[2], "+")
	if err := errors.Join(err1, err2); err != nil {
		return span{}, 0, fmt.Errorf("%q is not the head of a hunk", line)
	}
	return span{first, first + count - 1}, removed, nil
}

func lineRange(text, sign string) (first, count int, err error) {
	start, length, counted := strings.Cut(strings.TrimPrefix(text, sign), ",")
	if first, err = strconv.Atoi(start); err != nil || !counted {
		return first, 1, err
	}
	count, err = strconv.Atoi(length)
	return first, count, err
}

// skip reads over lines of a hunk, those that say that there is no newline at the
// end of the file not counted.
func skip(in *bufio.Reader, lines int) error {
	for lines > 0 {
		line, err := in.ReadSlice('\n')
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = in.ReadSlice('\n')
		}
		if err != nil {
			return fmt.Errorf("a hunk ends early: %w", err)
		}
		if line[0] != '\\' {
			lines--
		}
	}
	return nil
}

// Touch says whether a finding has to do with the changed lines: its place, or a
// step of its flow, lies on one of them. File names are relative to the directory
// that the lines were asked for.
func (l *Lines) Touch(f *finding.Finding) bool {
	return l.touch(f.Location) || slices.ContainsFunc(f.Flow, func(s finding.Step) bool { return l.touch(s.Location) })
}

func (l *Lines) touch(loc finding.Location) bool {
	spans := l.files[path.Join(l.prefix, loc.File)]
	last := max(loc.Line, loc.EndLine)
	return slices.ContainsFunc(spans, func(s span) bool { return s.first <= last && loc.Line <= s.last })
}
