package platforms

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// copied is a copy of the module that changes may be made to.
func copied(t *testing.T) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "module")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// sources maps the Go files below a directory to their text.
func sources(t *testing.T, dir string) map[string]string {
	t.Helper()
	texts := make(map[string]string)
	files, err := filepath.Glob(filepath.Join(dir, "*", "*", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.ToSlash(rel)] = string(text)
	}
	return texts
}

func TestGoVet(t *testing.T) {
	secvet := Build(t, root, "./cmd/secvet")
	t.Run("one analyzer", func(t *testing.T) {
		all := Places(GoVet(t, secvet, dir, "./agree/..."))
		only := Places(GoVet(t, secvet, dir, "-pathjoin", "./agree/..."))
		without := Places(GoVet(t, secvet, dir, "-pathjoin=false", "./agree/..."))
		isPath := func(p Place) bool { return strings.HasPrefix(p.Rule, "pathjoin/") }
		if want := slices.DeleteFunc(slices.Clone(all), func(p Place) bool { return !isPath(p) }); !slices.Equal(only, want) {
			t.Errorf("-pathjoin finds %v, want %v", only, want)
		}
		if want := slices.DeleteFunc(slices.Clone(all), isPath); !slices.Equal(without, want) || len(want) == len(all) {
			t.Errorf("-pathjoin=false finds %v, want %v", without, want)
		}
	})
	t.Run("settings", func(t *testing.T) {
		for _, p := range Places(GoVet(t, secvet, dir, "-flow.rules=pathjoin=off,sqlconcat/untrusted=off", "./agree/...")) {
			if strings.HasPrefix(p.Rule, "pathjoin/") || p.Rule == "sqlconcat/untrusted" {
				t.Errorf("%v is off", p)
			}
		}
	})
	t.Run("catalog", func(t *testing.T) { testCatalogFlag(t, secvet) })
	t.Run("unknown flag", func(t *testing.T) {
		out := Run(t, dir, Environ(), "go", "vet", "-vettool="+secvet, "-flow.nonsense", "./...")
		if out.Code != 2 || !strings.Contains(out.Stderr, "flow.nonsense") {
			t.Errorf("exit code %d\n%s", out.Code, out.Stderr)
		}
	})
	t.Run("fixes", func(t *testing.T) { testFixes(t, secvet) })
}

// testCatalogFlag names a catalog as somebody in the module's root does, and one that
// is not there: what is wrong is told.
func testCatalogFlag(t *testing.T, secvet string) {
	to := copied(t)
	text := []byte("package net/http\nclean any Request.{PathValue,FormValue} result\n")
	if err := os.WriteFile(filepath.Join(to, "own.txt"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	hash := fmt.Sprintf("%x", sha256.Sum256(text))
	for _, p := range Places(GoVet(t, secvet, to, "-flow.catalog=own.txt@"+hash, "./agree/orders")) {
		if p.Rule == "pathjoin/untrusted" {
			t.Errorf("%v is clean by the catalog", p)
		}
	}
	for arg, want := range map[string]string{
		"none.txt@" + hash:                 "there is no user catalog none.txt, here or in a folder above",
		"own.txt@" + hash[1:]:              "own.txt does not have the content that -flow.catalog announces",
		"own.txt":                          "-flow.catalog=own.txt: write FILE@SHA256",
		"text:package net/http\nclear any": "clear",
	} {
		out := Run(t, to, Environ(), "go", "vet", "-vettool="+secvet, "-flow.catalog="+arg, "./agree/orders")
		if out.Code != 1 || !strings.Contains(out.Stderr, want) {
			t.Errorf("-flow.catalog=%s: exit code %d\n%s", arg, out.Code, out.Stderr)
		}
	}
}

// testFixes compares what go vet does to the files with what secvet does.
func testFixes(t *testing.T, secvet string) {
	before := sources(t, dir)
	one, other := copied(t), copied(t)
	diff := Run(t, one, Environ(), "go", "vet", "-vettool="+secvet, "-fix", "-diff", "./...")
	if diff.Code != 1 || !strings.Contains(diff.Stdout, "+\trows, err := a.DB.Query(\"SELECT id, name FROM orders WHERE customer = ?\", r.FormValue(\"customer\"))") {
		t.Errorf("-diff: exit code %d\n%s%s", diff.Code, diff.Stdout, diff.Stderr)
	}
	if !maps.Equal(sources(t, one), before) {
		t.Error("-diff has changed files")
	}
	if out := Run(t, one, Environ(), "go", "vet", "-vettool="+secvet, "-fix", "./..."); out.Code != 0 {
		t.Errorf("-fix: exit code %d\n%s%s", out.Code, out.Stdout, out.Stderr)
	}
	Run(t, other, Environ(), secvet, "-fix", "-tests", "./...")
	got, want := sources(t, one), sources(t, other)
	for file := range before {
		if got[file] != want[file] {
			t.Errorf("%s after go vet -fix:\n%s\nafter secvet -fix:\n%s", file, got[file], want[file])
		}
	}
	if maps.Equal(got, before) {
		t.Error("-fix has changed nothing")
	}
}

// What go vet -json prints becomes SARIF: with records the very bytes that secvet
// writes, and without them the findings of go vet, each once.
func TestSARIF(t *testing.T) {
	secvet := Build(t, root, "./cmd/secvet")
	plain, records := sarifOf(t, secvet), sarifOf(t, secvet, "-record.on", "-flow.link")
	own := Run(t, dir, Environ(), secvet, "-tests", "-f", "sarif", "./...")
	if records != own.Stdout {
		t.Errorf("with records:\n%s\nsecvet writes:\n%s", records, own.Stdout)
	}
	got := results(t, plain)
	want := slices.Compact(Places(GoVet(t, secvet, dir, "./...")))
	if places := slices.Collect(maps.Keys(got)); len(places) != len(want) {
		t.Errorf("without records %d results, want %d", len(places), len(want))
	}
	for _, p := range want {
		if got[p] == nil {
			t.Errorf("without records %v is missing", p)
		}
	}
	// A flaw that lies in one package is the same in both, fingerprint included, but
	// for what a diagnostic does not tell.
	for p, r := range results(t, records) {
		if strings.HasPrefix(p.File, "agree/") && (got[p] == nil || got[p].PartialFingerprints["secvet/v1"] != r.PartialFingerprints["secvet/v1"]) {
			t.Errorf("%v: without records %+v, with %+v", p, got[p], r)
		}
	}
}

// sarifOf pipes go vet -json into secvet sarif.
func sarifOf(t *testing.T, secvet string, flags ...string) string {
	t.Helper()
	args := append(append([]string{"vet", "-json", "-vettool=" + secvet}, flags...), "./...")
	vet := Run(t, dir, Environ(), "go", args...)
	if vet.Code != 0 {
		t.Fatalf("go vet -json: exit code %d\n%s", vet.Code, vet.Stderr)
	}
	cmd := exec.CommandContext(t.Context(), secvet, "sarif")
	cmd.Dir = dir
	cmd.Env = Environ()
	cmd.Stdin = strings.NewReader(vet.Stdout)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("secvet sarif: %v\n%s", err, stderr.String())
	}
	return stdout.String()
}

// result is a result in SARIF.
type result struct {
	RuleID    string
	Locations []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           struct{ StartLine int }
		}
	}
	PartialFingerprints map[string]string
}

func results(t *testing.T, sarif string) map[Place]*result {
	t.Helper()
	var log struct{ Runs []struct{ Results []result } }
	if err := json.Unmarshal([]byte(sarif), &log); err != nil {
		t.Fatal(err)
	}
	byPlace := make(map[Place]*result)
	for i := range log.Runs[0].Results {
		r := &log.Runs[0].Results[i]
		l := r.Locations[0].PhysicalLocation
		// In a checkout files are named from its root.
		file := strings.TrimPrefix(l.ArtifactLocation.URI, "testdata/drivers/")
		byPlace[Place{file, l.Region.StartLine, r.RuleID}] = r
	}
	return byPlace
}

// A module takes secvet as a tool of its own, at a version that its go.mod keeps.
func TestGoTool(t *testing.T) {
	to := copied(t)
	main, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	// Here is the only copy of the module, and none is to be downloaded. What it
	// requires is there once the go command has looked at all of it.
	if out := Run(t, root, Environ(), "go", "mod", "graph"); out.Code != 0 {
		t.Fatalf("go mod graph: %s", out.Stderr)
	}
	env := Environ("GOPROXY=file://" + filepath.ToSlash(t.TempDir()))
	trust(t, filepath.Join(main, "go.sum"), filepath.Join(to, "go.sum"))
	for _, args := range [][]string{
		{"mod", "edit", "-replace=github.com/secvet/secvet=" + main, "-require=github.com/secvet/secvet@v0.0.0"},
		{"get", "-tool", "github.com/secvet/secvet/cmd/secvet"},
	} {
		if out := Run(t, to, env, "go", args...); out.Code != 0 {
			t.Fatalf("go %s: %s", strings.Join(args, " "), out.Stderr)
		}
	}
	out := Run(t, to, Environ(), "go", "tool", "secvet", "./agree/...")
	if out.Code != 1 || !strings.Contains(out.Stdout, "[pathjoin/archive]") {
		t.Errorf("go tool secvet: exit code %d\n%s%s", out.Code, out.Stdout, out.Stderr)
	}
	name := Run(t, to, Environ(), "go", "tool", "-n", "secvet")
	found := GoVet(t, strings.TrimSpace(name.Stdout), to, "./agree/...")
	if !slices.ContainsFunc(found, func(f Finding) bool { return f.Rule == "pathjoin/archive" }) {
		t.Errorf("go vet with the tool finds %v", found)
	}
}

// trust adds the lines of one go.sum to another.
func trust(t *testing.T, from, to string) {
	t.Helper()
	more, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(to, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(more); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
