package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/secvet/secvet/internal/debugview"
)

// debug shows what the analysis knows of a line or of a function.
func (a *app) debug(ctx context.Context, args []string) int {
	fs := flag.NewFlagSet("secvet debug", flag.ContinueOnError)
	dir := fs.String("C", "", "")
	usage := func(w io.Writer) {
		fmt.Fprint(w, "usage: secvet debug [-C DIR] origins FILE:LINE\n       secvet debug [-C DIR] summary FUNC [PACKAGE]\n")
	}
	rest, code, ok := a.parse(fs, usage, args)
	if !ok {
		return code
	}
	var flags []string
	pattern := "./..."
	switch {
	case len(rest) == 2 && rest[0] == "origins":
		if !debugview.ValidPlace(rest[1]) {
			return a.failf("debug origins takes FILE:LINE, such as store/query.go:42, not %q", rest[1])
		}
		file := filepath.ToSlash(rest[1])
		pattern = "./" + filepath.ToSlash(filepath.Dir(rest[1]))
		flags = []string{"-debugview.at=" + file[strings.LastIndexByte(file, '/')+1:]}
	case (len(rest) == 2 || len(rest) == 3) && rest[0] == "summary":
		if len(rest) == 3 {
			pattern = rest[2]
		}
		flags = []string{"-debugview.summary=" + rest[1]}
	default:
		usage(a.stderr)
		return exitFailed
	}
	text, err := a.debugText(ctx, *dir, append(flags, pattern))
	switch {
	case err != nil:
		return a.failf("%v", err)
	case text == "":
		return a.failf("there is no call on that line, or no function of that name, in %s", pattern)
	}
	fmt.Fprint(a.stdout, text)
	return exitClean
}

// debugText runs this program as a vet tool and collects what debugview says.
func (a *app) debugText(ctx context.Context, dir string, args []string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding the program itself: %w", err)
	}
	cmd := exec.CommandContext(ctx, "go", append([]string{"vet", "-json", "-vettool=" + self}, args...)...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("running go vet: %w\n%s", err, stderr.String())
	}
	var text strings.Builder
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var tree map[string]map[string]json.RawMessage
		if err := dec.Decode(&tree); errors.Is(err, io.EOF) {
			return text.String(), nil
		} else if err != nil {
			return "", fmt.Errorf("reading what go vet printed: %w", err)
		}
		for _, byAnalyzer := range tree {
			var list []struct{ Message string }
			if raw, ok := byAnalyzer[debugview.Name]; ok && json.Unmarshal(raw, &list) == nil {
				for _, d := range list {
					text.WriteString(d.Message)
				}
			}
		}
	}
}
