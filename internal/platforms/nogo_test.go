package platforms

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The roots of the main module and of the module that the programs run on.
const (
	root = "../.."
	dir  = "../../testdata/drivers"
)

// library is a module that secvet knows by its code only.
const library = "github.com/tsenart/nap"

func TestNogo(t *testing.T) {
	secvet, nogo := Build(t, root, "./cmd/secvet"), Build(t, root, "./internal/platforms/nogo")
	want := vetted(t, secvet)
	n := &Nogo{Program: nogo}
	if got := Places(n.Run(t, dir, "./...")); !slices.Equal(got, want) {
		t.Errorf("nogo finds\n\t%v\ngo vet\n\t%v", got, want)
	}

	t.Run("without facts", func(t *testing.T) {
		const ask = "github.com/secvet/secvet/testdata/drivers/agree/ask"
		n := &Nogo{Program: nogo, NoFacts: []string{library, ask}}
		got := Places(n.Run(t, dir, "./..."))
		for _, p := range got {
			if !slices.Contains(want, p) {
				t.Errorf("without facts there is more: %v", p)
			}
		}
		for _, p := range want {
			if p.File != "agree/orders/orders.go" && p.File != "differ/library/library.go" && !slices.Contains(got, p) {
				t.Errorf("missing: %v", p)
			}
		}
		if slices.ContainsFunc(got, func(p Place) bool { return p.File == "differ/library/library.go" }) {
			t.Error("what the library does is known without its facts")
		}
	})
	t.Run("settings", func(t *testing.T) {
		// What is known of a library takes the place of its facts.
		n := &Nogo{Program: nogo, NoFacts: []string{library}, Config: `{"flow": {"analyzer_flags": {
			"rules": "pathjoin/untrusted=off",
			"catalog": "text:package github.com/tsenart/nap\nsink sql.query DB.Query 0\n"
		}}}`}
		got := Places(n.Run(t, dir, "./..."))
		for _, p := range want {
			if on := p.Rule != "pathjoin/untrusted"; slices.Contains(got, p) != on {
				t.Errorf("%v: reported is %v", p, !on)
			}
		}
	})
}

// vetted is what nogo must find: what go vet does with the same flags. Tests are
// packages of their own in Bazel, which nogo is not given here, and go vet tells of a
// package twice that is imported and has tests.
func vetted(t *testing.T, secvet string, flags ...string) []Place {
	t.Helper()
	vet := Places(GoVet(t, secvet, dir, append(flags, "./...")...))
	found := slices.Compact(slices.DeleteFunc(vet, func(p Place) bool { return strings.HasSuffix(p.File, "_test.go") }))
	if len(found) < 10 {
		t.Fatalf("go vet finds %v only", found)
	}
	return found
}

// The program that rules_go makes of the lists in docs/bazel.md, see .ci/nogo.
func TestNogoOfRulesGo(t *testing.T) {
	program := os.Getenv("SECVET_NOGO")
	if program == "" {
		t.Skip("SECVET_NOGO is not set")
	}
	n := &Nogo{Program: program}
	got, want := Places(n.Run(t, dir, "./...")), vetted(t, Build(t, root, "./cmd/secvet"))
	if !slices.Equal(got, want) {
		t.Errorf("nogo finds\n\t%v\ngo vet\n\t%v", got, want)
	}
	// The settings that the page shows are built in.
	const text = `package orders

import "example.com/store"

func Of(db *store.DB, customer string) { db.Find("name = '" + customer + "'") }
`
	if found := n.Run(t, ownModule(t, text), "./..."); len(found) != 1 || found[0].Rule != "sqlconcat/dynamic" {
		t.Errorf("of a library in the page's catalog nogo finds %v", found)
	}
}

// ownModule makes a module with a library example.com/store beside it.
func ownModule(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"orders/go.mod":    "module example.com/orders\n\ngo 1.26\n\nrequire example.com/store v1.0.0\n\nreplace example.com/store => ../store\n",
		"orders/orders.go": text,
		"store/go.mod":     "module example.com/store\n\ngo 1.26\n",
		"store/store.go":   "package store\n\ntype DB struct{}\n\nfunc (*DB) Find(where string) {}\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "orders")
}

// The go command and Bazel must get the same findings from checkers in a process
// with all packages.
func TestChecker(t *testing.T) {
	secvet := Build(t, root, "./cmd/secvet")
	want := Places(GoVet(t, secvet, dir, "./agree/..."))
	if got := Places(Checker(t, dir, "./agree/...")); !slices.Equal(got, want) {
		t.Errorf("the checker finds\n\t%v\ngo vet\n\t%v", got, want)
	}
	if got := Places(AnalysisTest(t, dir, "./agree/...")); !slices.Equal(got, want) {
		t.Errorf("analysistest finds\n\t%v\ngo vet\n\t%v", got, want)
	}
}
