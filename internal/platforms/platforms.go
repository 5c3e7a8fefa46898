// Package platforms runs secvet on a module under each of the programs that can
// run its analyzers, for tests that compare what they report, and for the programs
// below it that take longer than a test should: the command itself,
// go vet, a program that does as Bazel's nogo (nogo.go, and the command in nogo),
// and a checker within the test. What they find comes as the same plain values from
// all of them. golangci-lint, which takes minutes to build, is run by the module
// testdata/golangci alone.
package platforms

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/analyzers"
	"github.com/secvet/secvet/internal/finding"
)

// Finding is what all programs tell of a finding.
type Finding struct {
	// File is relative to the module, with slashes.
	File string
	Line int
	Rule string
	// Message is without the rule.
	Message string
}

// Place is where a finding is, without what it says.
type Place struct {
	File string
	Line int
	Rule string
}

// Places returns the places of findings, sorted. What is reported twice is there
// twice.
func Places(found []Finding) []Place {
	var all []Place
	for _, f := range found {
		all = append(all, Place{f.File, f.Line, f.Rule})
	}
	slices.SortFunc(all, comparePlaces)
	return all
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule))
}

// Build builds a command of the main module, whose root is given, and returns the
// executable.
func Build(t T, root, pkg string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), filepath.Base(pkg))
	cmd := exec.Command("go", "build", "-o", out, pkg)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", pkg, err, text)
	}
	return out
}

// Output is what a program left.
type Output struct {
	Stdout, Stderr string
	Code           int
	// State is that of the process after its end.
	State *os.ProcessState
}

// Run runs a program in a directory.
func Run(t T, dir string, env []string, name string, args ...string) Output {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = env
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s: %v", cmd, err)
	}
	return Output{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode(), cmd.ProcessState}
}

// Environ is the environment for the go command in a module of its own, with some
// more variables.
func Environ(more ...string) []string {
	return append(append(os.Environ(), "GOWORK=off", "GOFLAGS="), more...)
}

// Secvet runs the command on the module in dir.
func Secvet(t T, secvet, dir string, args ...string) []Finding {
	t.Helper()
	out := Run(t, dir, Environ(), secvet, append([]string{"-f", "json"}, args...)...)
	var rep struct {
		Findings []struct {
			Rule, Message string
			Location      struct {
				File string
				Line int
			}
		}
	}
	if err := json.Unmarshal([]byte(out.Stdout), &rep); err != nil || out.Code != 0 {
		t.Fatalf("secvet: exit code %d, %v\n%s", out.Code, err, out.Stderr)
	}
	var found []Finding
	for _, f := range rep.Findings {
		found = append(found, Finding{f.Location.File, f.Location.Line, f.Rule, f.Message})
	}
	return found
}

// GoVet runs go vet with secvet as its tool on the module in dir.
func GoVet(t T, secvet, dir string, args ...string) []Finding {
	t.Helper()
	out := Run(t, dir, Environ(), "go", append([]string{"vet", "-vettool=" + secvet}, args...)...)
	if out.Code > 1 || out.Stdout != "" {
		t.Fatalf("go vet: exit code %d\n%s%s", out.Code, out.Stdout, out.Stderr)
	}
	return Lines(out.Stderr)
}

// reported matches the line of a finding in text: a step of its flow, which go vet
// prints below it, has a tab before its message.
var reported = regexp.MustCompile(`^(?:\./)?([^:\s]+\.go):(\d+):\d+: (?:[a-z]+: )?([^\t].*?) \[([a-z]+/[a-z-]+)\]`)

// Lines reads findings from lines such as go vet, nogo and golangci-lint print.
// Lines of another form are passed over.
func Lines(text string) []Finding {
	var found []Finding
	for line := range strings.Lines(text) {
		if m := reported.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			n, _ := strconv.Atoi(m[2])
			found = append(found, Finding{filepath.ToSlash(m[1]), n, m[4], m[3]})
		}
	}
	return found
}

// Vetted is what nogo must find in the module in dir: what go vet does with the same
// flags. Tests are packages of their own in Bazel, which nogo is not given here, and
// go vet tells of a package twice that is imported and has tests.
func Vetted(t T, secvet, dir string, flags ...string) []Place {
	t.Helper()
	vet := Places(GoVet(t, secvet, dir, append(flags, "./...")...))
	found := slices.Compact(slices.DeleteFunc(vet, func(p Place) bool { return strings.HasSuffix(p.File, "_test.go") }))
	if len(found) < 10 {
		t.Fatalf("go vet finds %v only", found)
	}
	return found
}

// Checker runs the analyzers in this process on the packages of the module in dir,
// as a test of an analyzer or a multichecker does. Packages outside the module are
// known by their types alone.
func Checker(t T, dir string, patterns ...string) []Finding {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedTypes |
			packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedTypesSizes | packages.NeedModule | packages.NeedExportFile,
		Dir: dir,
		Env: Environ(),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Fatalf("%s: %v", p, e)
		}
		for path, dep := range p.Imports {
			if !slices.Contains(pkgs, dep) {
				delete(p.Imports, path)
			}
		}
	}
	graph, err := checker.Analyze(analyzers.All(), pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var found []Finding
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatalf("%s: %v", act, act.Err)
		}
		for _, d := range act.Diagnostics {
			pos := act.Package.Fset.Position(d.Pos)
			file, err := filepath.Rel(dir, pos.Filename)
			if err != nil {
				t.Fatal(err)
			}
			message := strings.TrimSuffix(d.Message, " ["+d.Category+"]")
			found = append(found, Finding{filepath.ToSlash(file), pos.Line, d.Category, message})
		}
	}
	return found
}

// AnalysisTest runs the analyzers as analysistest does for those that people write: on
// the packages with their tests, and with the sources of all that they import.
func AnalysisTest(t T, dir string, patterns ...string) []Finding {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	// Analysistest takes one analyzer. This one hands on what the others say.
	together := &analysis.Analyzer{
		Name:       "together",
		Doc:        "run all analyzers",
		Requires:   analyzers.All(),
		ResultType: reflect.TypeFor[[]finding.Finding](),
		Run: func(pass *analysis.Pass) (any, error) {
			var all []finding.Finding
			for _, a := range pass.Analyzer.Requires {
				all = append(all, pass.ResultOf[a].([]finding.Finding)...)
			}
			return all, nil
		},
	}
	var found []Finding
	for _, result := range analysistest.Run(t, dir, together, patterns...) {
		for _, f := range result.Result.([]finding.Finding) {
			file, err := filepath.Rel(dir, f.Location.File)
			if err != nil {
				t.Fatal(err)
			}
			if f.If == nil && f.Suppressed == nil {
				found = append(found, Finding{filepath.ToSlash(file), f.Location.Line, f.Rule, f.Message})
			}
		}
	}
	return found
}
