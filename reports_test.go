package secvet_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files of TestReports")

const reportsModule = "testdata/reports"

// TestReports compares what the command writes about a small module, in every
// format, with files: the whole way from the source to the bytes. The formats are
// tried on everything strange in internal/report; here they are what a user gets.
func TestReports(t *testing.T) {
	dependOnTree(t)
	secvet := buildSecvet(t)
	// Outside the checkout, for a report names the commit that it is of.
	dir := copyModule(t, reportsModule)
	for _, golden := range []struct {
		file string
		args string
	}{
		{"text.txt", ""},
		{"verbose.txt", "-v -suppressed -generated -severity=note"},
		{"quiet.txt", "-q -severity=error"},
		{"diff.txt", "-diff"},
		{"report.json", "-f=json"},
		{"report.sarif", "-f=sarif"},
		{"suppressed.sarif", "-f=sarif -suppressed -generated"},
		{"report.html", "-f=html"},
		{"report.github", "-f=github"},
		{"report.gitlab.json", "-f=gitlab"},
	} {
		t.Run(golden.file, func(t *testing.T) {
			command := exec.Command(secvet, strings.Fields(golden.args)...)
			command.Dir = dir
			command.Env = append(os.Environ(), "GOWORK=off")
			var stdout, stderr bytes.Buffer
			command.Stdout, command.Stderr = &stdout, &stderr
			command.Run() // findings are no failure
			if command.ProcessState.ExitCode() > 1 {
				t.Fatalf("%s: %v\n%s", command, command.ProcessState, &stderr)
			}
			got := lasting(t, golden.file, stdout.Bytes())
			if strings.HasSuffix(golden.file, ".txt") {
				got += "== standard error\n" + commandLines.ReplaceAllString(stderr.String(), "")
			}
			compareGolden(t, filepath.Join(reportsModule, "golden", golden.file), got)
		})
	}
}

var (
	// commandLines are those by which -v tells of commands; they name temporary files.
	commandLines = regexp.MustCompile(`(?m)^go .*\n`)
	// look is what a page looks like, which the browser's test is for.
	look = regexp.MustCompile(`(?s)(<style>).*?(</style>)|(<script>).*?(</script>)|content="default-src[^"]*"`)
	// explanations are the texts of rules, which docs/rules has.
	explanations = regexp.MustCompile(`(?s)(<div class="body prose">).*?(</div>\n</details>)`)
)

// lasting leaves out of a report what others keep: the looks of a page, and the
// texts of the rules.
func lasting(t *testing.T, file string, text []byte) string {
	switch filepath.Ext(file) {
	case ".html":
		text = look.ReplaceAll(text, []byte("$1$3…$2$4"))
		text = explanations.ReplaceAll(text, []byte("$1…$2"))
	case ".sarif":
		var log map[string]any
		if err := json.Unmarshal(text, &log); err != nil {
			t.Fatal(err)
		}
		driver := log["runs"].([]any)[0].(map[string]any)["tool"].(map[string]any)["driver"].(map[string]any)
		rules := driver["rules"].([]any)
		for i := range rules {
			rules[i] = rules[i].(map[string]any)["id"]
		}
		var out bytes.Buffer
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(log); err != nil {
			t.Fatal(err)
		}
		text = out.Bytes()
	}
	return string(text)
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; go test -run TestReports -update . writes it anew, git diff shows how. Got:\n%s", file, got)
	}
}

// copyModule copies a module to a directory of its own.
func copyModule(t *testing.T, module string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "module")
	if err := os.CopyFS(dir, os.DirFS(module)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestFingerprints moves code about as people do, and looks for the fingerprints that
// were there before: those of the report, and GitHub's own where the line is the same.
func TestFingerprints(t *testing.T) {
	dependOnTree(t)
	secvet := buildSecvet(t)
	before := fingerprintsOf(t, secvet, copyModule(t, reportsModule))
	if len(before) < 4 {
		t.Fatalf("only %d findings", len(before))
	}

	moved := copyModule(t, reportsModule)
	// The file has another name, its functions another order, and its lines another
	// indentation.
	rewrite(t, filepath.Join(moved, "web"), "web.go", "handlers.go", func(text string) string {
		functions := strings.Split(text, "\n// ")
		head, rest := functions[:2], functions[2:]
		slices.Reverse(rest)
		text = strings.Join(append(head, rest...), "\n// ")
		return strings.ReplaceAll(text, "\n\t", "\n    \t")
	})
	rewrite(t, filepath.Join(moved, "store"), "store.go", "orders.go", func(text string) string {
		return strings.Replace(text, "\n\n", "\n\n// Nothing is said here,\n// in several lines.\n\n", 3)
	})
	if after := fingerprintsOf(t, secvet, moved); !slices.Equal(after, before) {
		t.Errorf("after code was moved:\n%s\nbefore:\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
	}

	// A statement that says something else is another finding.
	changed := copyModule(t, reportsModule)
	rewrite(t, filepath.Join(changed, "store"), "store.go", "store.go", func(text string) string {
		return strings.Replace(text, "s.DB.QueryContext(ctx, query)", "s.DB.QueryContext(context.WithoutCancel(ctx), query)", 1)
	})
	after := fingerprintsOf(t, secvet, changed)
	kept := 0
	for _, f := range before {
		if slices.Contains(after, f) {
			kept++
		}
	}
	if len(after) != len(before) || kept != len(before)-1 {
		t.Errorf("after one statement was changed %d of %d fingerprints are kept, want all but one:\n%s", kept, len(before), strings.Join(after, "\n"))
	}
}

// rewrite changes a file and gives it another name.
func rewrite(t *testing.T, dir, from, to string, change func(text string) string) {
	t.Helper()
	old, err := os.ReadFile(filepath.Join(dir, from))
	if err != nil {
		t.Fatal(err)
	}
	text := change(string(old))
	if text == string(old) {
		t.Fatalf("%s is not changed", from)
	}
	if err := os.Remove(filepath.Join(dir, from)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, to), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// fingerprintsOf returns the rules and fingerprints of a module's findings, sorted.
func fingerprintsOf(t *testing.T, secvet, dir string) []string {
	t.Helper()
	command := exec.Command(secvet, "-q", "-f", "json", "-suppressed", "-generated", "./...")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOWORK=off")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Findings []struct{ Rule, Fingerprint string }
		Errors   []any
	}
	if err := json.Unmarshal(out, &report); err != nil || len(report.Errors) > 0 {
		t.Fatalf("%v\n%s", err, out)
	}
	var all []string
	for _, f := range report.Findings {
		all = append(all, f.Rule+" "+f.Fingerprint)
	}
	slices.Sort(all)
	return all
}
