package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/txtar"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
	"github.com/secvet/secvet/internal/suppress"
)

// The test binary is secvet with a suite of its own when these are set.
const (
	envMain = "SECVET_TEST_MAIN" // start as the command
	envLog  = "SECVET_TEST_LOG"  // file that gets a line for each unit analysed
	// envSleep makes the analysis of each unit take a while.
	envSleep = "SECVET_TEST_SLEEP"
)

func TestMain(m *testing.M) {
	s := testSuite()
	switch args := os.Args[1:]; {
	case isUnit(args):
		if logUnit(args[len(args)-1]) {
			d, _ := time.ParseDuration(os.Getenv(envSleep))
			time.Sleep(d)
		}
		s.analyseUnit(args)
	case os.Getenv(envMain) != "":
		a := &app{suite: s, stdout: os.Stdout, stderr: os.Stderr}
		ctx, stop := interruptible()
		code := a.main(ctx, args)
		stop()
		os.Exit(code)
	default:
		os.Exit(m.Run())
	}
}

// logUnit notes that the go command starts the analysis of a unit, if the
// test wants to know.
func logUnit(file string) bool {
	var cfg unitchecker.Config
	text, err := os.ReadFile(file)
	if os.Getenv(envLog) == "" || err != nil || json.Unmarshal(text, &cfg) != nil {
		return false
	}
	f, err := os.OpenFile(os.Getenv(envLog), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err == nil {
		fmt.Fprintln(f, cfg.ImportPath)
		f.Close()
	}
	return err == nil
}

// testSuite finds what comments tell it to find: "//flaw " and the JSON of a
// finding, whose location is the comment's. A fix, if there is one, deletes the
// comment. "//panic" makes the analyzer panic,
// in fact-only units too when it is "//panic always".
func testSuite() suite {
	flow := &analysis.Analyzer{
		Name:       "flow",
		Doc:        "stands in for flow",
		FactTypes:  []analysis.Fact{new(fact)},
		ResultType: reflect.TypeFor[bool](),
	}
	notes := flow.Flags.Bool("notes", false, "report notes")
	factsOnly := flow.Flags.Bool("factsonly", false, "report nothing")
	flow.Flags.Bool("generated", false, "report in generated files")
	flow.Flags.Bool("link", false, "leave what joins packages")
	nosec := flow.Flags.Bool("nosec", false, "honour #nosec")
	levels := flow.Flags.String("rules", "", "RULE=off|...")
	flow.Flags.String("catalog", "", "user catalog")
	flow.Flags.String("outside", "", "packages outside the main module")
	flow.Run = func(pass *analysis.Pass) (any, error) {
		for _, c := range comments(pass) {
			if c.Text == "//panic always" {
				panic("as the comment wants it")
			}
		}
		return !*factsOnly, nil
	}
	flaw := &analysis.Analyzer{
		Name:       "flaw",
		Doc:        "finds what comments say",
		Requires:   []*analysis.Analyzer{flow},
		ResultType: reflect.TypeFor[[]finding.Finding](),
	}
	flaw.Run = func(pass *analysis.Pass) (any, error) {
		if !pass.ResultOf[flow].(bool) {
			return []finding.Finding(nil), nil
		}
		found, err := findings(pass, *notes, *levels)
		comments := suppress.New(pass.Fset, pass.Files, func(string) bool { return true }, *nosec)
		for _, ignore := range comments.Ignores() {
			for i := range found {
				if ignore.Silences(found[i].Location, found[i].Rule) {
					found[i].Suppressed = &ignore.Suppression
				}
			}
		}
		return found, err
	}
	rules := []*rule.Rule{
		{ID: "flaw/found", Name: "Flaw", Title: "A flaw", Severity: rule.Warning},
		{ID: "flaw/untrusted", Name: "Untrusted", Title: "A great flaw", Severity: rule.Error},
		{ID: "flaw/small", Name: "Small", Title: "A small flaw", Severity: rule.Note},
	}
	return suite{
		analyzers: []*analysis.Analyzer{flaw, suppress.NewAnalyzer(rules)},
		flow:      flow,
		rules:     rules,
	}
}

type fact struct{}

func (*fact) AFact() {}

func findings(pass *analysis.Pass, notes bool, levels string) ([]finding.Finding, error) {
	var found []finding.Finding
	for _, c := range comments(pass) {
		if c.Text == "//panic" {
			panic("as the comment wants it")
		}
		text, ok := strings.CutPrefix(c.Text, "//flaw ")
		if !ok {
			continue
		}
		f := finding.Finding{Rule: "flaw/found", Severity: rule.Warning, Location: location(pass, c.Pos())}
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			return nil, err
		}
		if f.Fix != nil {
			f.Fix.Edits = []finding.Edit{deletion(pass, c)}
		}
		if _, after, ok := strings.Cut(","+levels+",", ","+f.Rule+"="); ok {
			level, _, _ := strings.Cut(after, ",")
			if f.Severity, _ = rule.ParseSeverity(level); f.Severity == 0 {
				continue
			}
		}
		if f.Severity > rule.Note || notes {
			pass.Reportf(c.Pos(), "%s", f.Message)
			found = append(found, f)
		}
	}
	return found, nil
}

// deletion is the fix of a flaw: without its comment it is gone.
func deletion(pass *analysis.Pass, c *ast.Comment) finding.Edit {
	start, end := pass.Fset.Position(c.Pos()), pass.Fset.Position(c.End())
	return finding.Edit{File: start.Filename, Start: start.Offset, End: end.Offset}
}

func comments(pass *analysis.Pass) []*ast.Comment {
	var all []*ast.Comment
	for _, f := range pass.Files {
		for _, group := range f.Comments {
			all = append(all, group.List...)
		}
	}
	return all
}

func location(pass *analysis.Pass, pos token.Pos) finding.Location {
	p := pass.Fset.Position(pos)
	return finding.Location{Package: pass.Pkg.Path(), File: p.Filename, Line: p.Line, Column: p.Column}
}

// secvet is a start of the command in a test.
type secvet struct {
	dir  string
	args []string
	env  []string
}

// result is what a start of the command left.
type result struct {
	stdout, stderr string
	code           int
}

func (s secvet) command(ctx context.Context) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], s.args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), append([]string{envMain + "=1", "GOFLAGS=", "GOWORK=off"}, s.env...)...)
	return cmd
}

func (s secvet) run(t *testing.T) result {
	t.Helper()
	cmd := s.command(t.Context())
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// want checks the exit code and what must be in the outputs.
func (r result) want(t *testing.T, code int, stdout, stderr []string) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d", r.code, code)
	}
	for _, s := range stdout {
		if !strings.Contains(r.stdout, s) {
			t.Errorf("standard output lacks %q", s)
		}
	}
	for _, s := range stderr {
		if !strings.Contains(r.stderr, s) {
			t.Errorf("standard error lacks %q", s)
		}
	}
	if t.Failed() {
		t.Logf("standard output:\n%s\nstandard error:\n%s", r.stdout, r.stderr)
	}
}

// files makes a directory with the files of a txtar archive; with a go.mod file
// for module m.test unless there is one.
func files(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	a := txtar.Parse([]byte(archive))
	if !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return f.Name == "go.mod" }) {
		a.Files = append(a.Files, txtar.File{Name: "go.mod", Data: []byte("module m.test\n\ngo 1.26\n")})
	}
	for _, f := range a.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// unitLog returns an environment that logs units to a file and a function that
// reads and empties it.
func unitLog(t *testing.T) (env string, units func() []string) {
	file := filepath.Join(t.TempDir(), "units")
	return envLog + "=" + file, func() []string {
		text, _ := os.ReadFile(file)
		os.Remove(file)
		names := strings.Fields(string(text))
		slices.Sort(names)
		return names
	}
}
