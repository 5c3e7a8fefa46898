package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// oldest is the first Go version whose go vet keeps the output of a vet tool in
// its cache and leaves -json output alone.
const oldest = "go1.26"

// toolchain is the go command and what it says of itself in a directory.
type toolchain struct {
	path string // of the go command
	dir  string // where it runs
	log  io.Writer

	env struct{ GOVERSION, GOMOD, GOWORK, GOFLAGS string }
}

// findToolchain finds the go command and refuses one that cannot serve.
func findToolchain(ctx context.Context, cfg *Config) (*toolchain, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return nil, fmt.Errorf("the go command is not on the PATH: secvet needs %s or newer, see https://go.dev/doc/install", displayVersion(oldest))
	}
	t := &toolchain{path: path, dir: cfg.Dir, log: cfg.Log}
	out, err := t.output(ctx, "env", "-json", "GOVERSION", "GOMOD", "GOWORK", "GOFLAGS")
	if err != nil {
		return nil, fmt.Errorf("asking the go command for its settings: %w", err)
	}
	if err := json.Unmarshal(out, &t.env); err != nil {
		return nil, fmt.Errorf("asking the go command for its settings: %w", err)
	}
	if v := release(t.env.GOVERSION); version.IsValid(v) && version.Compare(v, oldest) < 0 {
		return nil, fmt.Errorf("%s is %s: secvet needs %s or newer", path, displayVersion(v), displayVersion(oldest))
	}
	if t.outsideModule() && !onlyFiles(cfg.Patterns) {
		return nil, fmt.Errorf("%s is not in a module: there is no go.mod in it or above it (use -C DIR to work in another directory)", cfg.Dir)
	}
	return t, nil
}

// release returns the version in the output of go env GOVERSION, which has more
// around it for a development version ("devel go1.27-abcdef Mon Nov 2").
func release(goversion string) string {
	for field := range strings.FieldsSeq(goversion) {
		if strings.HasPrefix(field, "go") {
			v, _, _ := strings.Cut(field, "-")
			return v
		}
	}
	return ""
}

func displayVersion(v string) string { return "Go " + strings.TrimPrefix(v, "go") }

func (t *toolchain) outsideModule() bool {
	return (t.env.GOMOD == "" || t.env.GOMOD == os.DevNull) && (t.env.GOWORK == "" || t.env.GOWORK == "off")
}

// onlyFiles says whether the patterns name files, which need no module.
func onlyFiles(patterns []string) bool {
	return !slices.ContainsFunc(patterns, func(p string) bool { return !strings.HasSuffix(p, ".go") })
}

// overlay returns the file that the user lays over the file system, by our flag
// or by GOFLAGS; empty for none.
func (t *toolchain) overlay(cfg *Config) string {
	if cfg.Overlay != "" {
		return cfg.Overlay
	}
	file := ""
	for _, flag := range splitQuoted(t.env.GOFLAGS) {
		name, value, _ := strings.Cut(flag, "=")
		if name == "-overlay" || name == "--overlay" {
			file = value
		}
	}
	return file
}

// splitQuoted splits a list of flags as the go command splits GOFLAGS: at white
// space, where an element may be quoted as a whole.
func splitQuoted(s string) []string {
	var fields []string
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		if s == "" {
			return fields
		}
		end := strings.IndexAny(s, " \t\r\n")
		if quote := s[0]; quote == '"' || quote == '\'' {
			s = s[1:]
			end = strings.IndexByte(s, quote)
		}
		if end < 0 {
			return append(fields, s)
		}
		fields = append(fields, s[:end])
		s = s[end+1:]
	}
}

// command prepares a run of the go command that ends when ctx does.
func (t *toolchain) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, t.path, args...)
	cmd.Dir = t.dir
	// The go command removes its temporary files when it is asked to stop.
	cmd.Cancel = func() error {
		if err := cmd.Process.Signal(os.Interrupt); err == nil || errors.Is(err, os.ErrProcessDone) {
			return err
		}
		return cmd.Process.Kill() // Windows knows no interrupt
	}
	cmd.WaitDelay = 5 * time.Second
	if t.log != nil {
		fmt.Fprintf(t.log, "go %s\n", strings.Join(args, " "))
	}
	return cmd
}

// output runs the go command and returns what it printed; the error of a failure
// is what it said on standard error.
func (t *toolchain) output(ctx context.Context, args ...string) ([]byte, error) {
	cmd := t.command(ctx, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if words := strings.TrimSpace(stderr.String()); words != "" {
			return nil, errors.New(words)
		}
		return nil, err
	}
	return stdout.Bytes(), nil
}
