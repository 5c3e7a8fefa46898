package platforms

import (
	"slices"
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
	want := Vetted(t, secvet, dir)
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
