package fix

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/finding"
)

const before = `package p

import (
	"fmt"
	"os"
)

func f(name string) {
	q := fmt.Sprintf("a = '%s'", name)
	os.Remove(q)
	os.Remove(name)
}
`

// texts are files by name.
type texts map[string]string

func (t texts) read(name string) ([]byte, error) {
	if text, ok := t[name]; ok {
		return []byte(text), nil
	}
	return nil, errors.New("no such file")
}

// fixing is a finding that replaces words of a file, given in pairs.
func fixing(t *testing.T, files texts, name string, pairs ...string) finding.Finding {
	t.Helper()
	f := finding.Finding{Rule: "a/b", Fix: &finding.Fix{Message: "fix it"}, Location: finding.Location{File: name}}
	for i := 0; i < len(pairs); i += 2 {
		at := strings.Index(files[name], pairs[i])
		if at < 0 {
			t.Fatalf("%s lacks %q", name, pairs[i])
		}
		f.Fix.Edits = append(f.Fix.Edits, finding.Edit{File: name, Start: at, End: at + len(pairs[i]), New: pairs[i+1]})
	}
	return f
}

func plan(t *testing.T, files texts, findings ...finding.Finding) *Plan {
	t.Helper()
	return New(findings, files.read)
}

// want checks the texts after the fixes and the reasons of those that are left out.
func (p *Plan) want(t *testing.T, applied int, after texts, reasons ...string) {
	t.Helper()
	if p.Applied != applied {
		t.Errorf("%d fixes are applied, want %d", p.Applied, applied)
	}
	if len(p.Files) != len(after) {
		t.Errorf("%d files change, want %d", len(p.Files), len(after))
	}
	for _, f := range p.Files {
		if string(f.After) != after[f.Name] {
			t.Errorf("%s becomes:\n%s\nwant:\n%s", f.Name, f.After, after[f.Name])
		}
	}
	if len(p.Skipped) != len(reasons) {
		t.Fatalf("left out: %+v", p.Skipped)
	}
	for i, s := range p.Skipped {
		if !strings.Contains(s.Reason, reasons[i]) {
			t.Errorf("left out because %q, want %q", s.Reason, reasons[i])
		}
	}
}

func TestImportsAndFormat(t *testing.T) {
	files := texts{"p.go": before}
	plan(t, files, fixing(t, files, "p.go", `fmt.Sprintf("a = '%s'", name)`, `strings.TrimSpace(  name)`, "\t\"os\"\n", "\t\"strings\"\n\t\"os\"\n")).want(t, 1, texts{"p.go": `package p

import (
	"os"
	"strings"
)

func f(name string) {
	q := strings.TrimSpace(name)
	os.Remove(q)
	os.Remove(name)
}
`})
}

// Imports that nothing used before are not the fix's business, by whatever name.
func TestImportsLeftAlone(t *testing.T) {
	const text = `package p

import (
	f "fmt"
	_ "image/png"
	"os"

	"example.com/go-yaml.v3"
)

var a, b = f.Sprint(os.Args), yaml.Marshal // b
`
	files := texts{"p.go": text}
	plan(t, files, fixing(t, files, "p.go", `f.Sprint(os.Args)`, `os.Args[0]`)).want(t, 1, texts{"p.go": `package p

import (
	_ "image/png"
	"os"

	"example.com/go-yaml.v3"
)

var a, b = os.Args[0], yaml.Marshal // b
`})
}

func TestTwoFixesOfOneFile(t *testing.T) {
	files := texts{"p.go": before}
	// The later place comes first, and both need the same import.
	plan(t, files,
		fixing(t, files, "p.go", `os.Remove(name)`, `os.Remove(filepath.Base(name))`, "\t\"os\"\n", "\t\"os\"\n\t\"path/filepath\"\n"),
		fixing(t, files, "p.go", `os.Remove(q)`, `os.Remove(filepath.Base(q))`, "\t\"os\"\n", "\t\"os\"\n\t\"path/filepath\"\n"),
	).want(t, 2, texts{"p.go": strings.NewReplacer(
		"os.Remove(q)", "os.Remove(filepath.Base(q))",
		"os.Remove(name)", "os.Remove(filepath.Base(name))",
		"\t\"os\"\n", "\t\"os\"\n\t\"path/filepath\"\n",
	).Replace(before)})
}

func TestOverlap(t *testing.T) {
	files := texts{"p.go": before}
	plan(t, files,
		fixing(t, files, "p.go", `os.Remove(q)`, `os.Remove("q")`),
		fixing(t, files, "p.go", `(q)`, `("other")`, `os.Remove(name)`, `os.Remove("not this either")`),
		fixing(t, files, "p.go", `name string`, `name, q string`),
	).want(t, 2, texts{"p.go": strings.NewReplacer(
		"os.Remove(q)", `os.Remove("q")`,
		"name string", "name, q string",
	).Replace(before)}, "overlaps another fix")
}

func TestInsertionsAtOnePlace(t *testing.T) {
	files := texts{"p.go": before}
	insertion := func(text string) finding.Finding {
		f := fixing(t, files, "p.go", `name)`, text)
		f.Fix.Edits[0].End = f.Fix.Edits[0].Start
		return f
	}
	plan(t, files, insertion("1, "), insertion("1, "), insertion("2, ")).want(t, 2,
		texts{"p.go": strings.Replace(before, "name)", "1, name)", 1)}, "overlaps another fix")
}

func TestFixOfTwoFilesIsAppliedWhollyOrNot(t *testing.T) {
	files := texts{"a.go": "package p\n\nvar a = 1\n", "b.go": "package p\n\nvar b = 1\n", "c.go": "package p\n\nvar c = 1\n"}
	both := fixing(t, files, "a.go", "a = 1", "a = 2")
	both.Fix.Edits = append(both.Fix.Edits, fixing(t, files, "b.go", "b = 1", "b = = 2").Fix.Edits...)
	plan(t, files, both,
		fixing(t, files, "a.go", "1", "3"),
		fixing(t, files, "c.go", "1", "3"),
	).want(t, 2, texts{"a.go": "package p\n\nvar a = 3\n", "c.go": "package p\n\nvar c = 3\n"}, "would not be valid Go")
}

func TestLeftAlone(t *testing.T) {
	files := texts{"p.go": before}
	suppressed := fixing(t, files, "p.go", "name", "x")
	suppressed.Suppressed = new(finding.Suppression)
	generated := fixing(t, files, "p.go", "name", "x")
	generated.Generated = true
	beyond := fixing(t, files, "p.go", "name", "x")
	beyond.Fix.Edits[0].End = len(before) + 1
	elsewhere := fixing(t, files, "p.go", "name", "x")
	elsewhere.Fix.Edits[0].File = "nowhere.go"
	plan(t, files, finding.Finding{Rule: "a/b"}, suppressed, generated, beyond, elsewhere).want(t, 0, nil,
		"generated", "does not fit", "cannot be read")
}

func TestLineEndingsStay(t *testing.T) {
	files := texts{"p.go": strings.ReplaceAll(before, "\n", "\r\n")}
	plan(t, files, fixing(t, files, "p.go", "Remove(q)", "Remove(name)"), fixing(t, files, "p.go", `q := fmt.Sprintf("a = '%s'", name)`, `fmt.Sprint(1)`)).want(t, 2,
		texts{"p.go": strings.ReplaceAll(strings.NewReplacer("Remove(q)", "Remove(name)", `q := fmt.Sprintf("a = '%s'", name)`, `fmt.Sprint(1)`).Replace(before), "\n", "\r\n")})
}

// The diff is one that git applies.
func TestDiff(t *testing.T) {
	files := texts{"sub/p.go": before, "q.go": "package p\n\nvar a = 1"}
	p := plan(t, files, fixing(t, files, "sub/p.go", "(q)", "(name)"), fixing(t, files, "q.go", "1", "2"))
	text := string(p.Diff())
	for _, want := range []string{"--- a/q.go\n+++ b/q.go\n@@ ", "\n-var a = 1\n", "\n+var a = 2\n", "--- a/sub/p.go\n+++ b/sub/p.go\n", "-\tos.Remove(q)\n", "+\tos.Remove(name)\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the diff lacks %q:\n%s", want, text)
		}
	}
	if p := plan(t, files); len(p.Diff()) > 0 {
		t.Errorf("nothing changes by %s", p.Diff())
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	for name, text := range files {
		os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("git", "apply", "-")
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git apply: %v\n%s\n%s", err, out, text)
	}
	for _, f := range p.Files {
		if got, _ := os.ReadFile(filepath.Join(dir, f.Name)); string(got) != string(f.After) {
			t.Errorf("git apply makes of %s:\n%s", f.Name, got)
		}
	}
}
