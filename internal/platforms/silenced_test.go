package platforms

import (
	"slices"
	"testing"
)

// Comments silence the same under all programs. Those of gosec need a flag, which
// only two of these can be given here.
func TestComments(t *testing.T) {
	module, all, loud := Silenced(t, root)
	if len(loud) < 50 || len(all) < 2*len(loud) {
		t.Fatalf("only %d places, %d of them loud", len(all), len(loud))
	}
	secvet := Build(t, root, "./cmd/secvet")
	Differ(t, "secvet -suppressed", Reported(Secvet(t, secvet, module, "-nosec", "-suppressed", "./...")), all)
	Differ(t, "secvet", Reported(Secvet(t, secvet, module, "-nosec", "./...")), loud)
	Differ(t, "go vet", Reported(GoVet(t, secvet, module, "-flow.nosec", "./...")), loud)

	others := []string{"./units", "./nolint", "./whole"}
	loud = slices.DeleteFunc(loud, func(p Place) bool { return p.File == "nosec/nosec.go" })
	nogo := &Nogo{Program: Build(t, root, "./internal/platforms/nogo")}
	Differ(t, "nogo", Reported(nogo.Run(t, module, others...)), loud)
	Differ(t, "a checker", Reported(Checker(t, module, others...)), loud)
}
