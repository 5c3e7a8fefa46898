package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Draw is a call of a random source that can be predicted, whose outcome decides
// what a text is: by choosing its letters, as a number in it, as its bytes.
type Draw struct {
	// Callee is the source's full name: "math/rand.Intn".
	Callee string
	// Step is where it is drawn.
	Step Step
	Site Site
	// Beside names the parameters, fields and variables that go into the text as
	// well.
	Beside []string
}

// FactDraw is a [Draw] in a fact, of result Index.
type FactDraw struct {
	Index  int
	Callee string
	Step   FactStep
	Site   Site
	Beside []string
}

// Drawn is the predictable draw that decides what v, a text, is; nil when there
// is none, and when something that nobody can predict, or that is not understood,
// goes into it too. The catalog marks sources with draw: kind=weak or
// kind=strong, into=N for those that fill argument N.
func (u *Unit) Drawn(v ssa.Value) *Draw {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return u.graph.drawn(v)
}

// DrawsAtAll says whether [Unit.Drawn] can find something in the package.
func (u *Unit) DrawsAtAll() bool { return u.graph.drawsAtAll() }

func (g *graph) drawn(v ssa.Value) *Draw {
	if !g.drawsAtAll() {
		return nil
	}
	d := &drawing{g: g, seen: make(map[ssa.Value]bool), filled: make(map[ssa.Value]bool), calls: make(map[*ssa.Function]ssa.CallInstruction)}
	f := d.from(v)
	if f.draw == nil || f.open {
		return nil
	}
	f.draw.Beside = d.beside
	return f.draw
}

// drawsAtAll is the cheap first question: a package that imports no random source
// and no other package of the module has nothing to look for.
func (g *graph) drawsAtAll() bool {
	m := g.unit.Pass.Module
	return slices.ContainsFunc(g.unit.Pass.Pkg.Imports(), func(p *types.Package) bool {
		return p.Path() == "math/rand" || p.Path() == "math/rand/v2" || m != nil && m.Path != "" && strings.HasPrefix(p.Path()+"/", m.Path+"/")
	})
}

// factDraws are the draws that decide fn's results, for its summary.
func (g *graph) factDraws(fn *ssa.Function) []FactDraw {
	var found []FactDraw
	results := fn.Signature.Results()
	for i := range results.Len() {
		if t := results.At(i).Type(); !isText(t) && !isBytes(t) {
			continue
		}
		for _, b := range fn.Blocks {
			ret, ok := lastInstr(b).(*ssa.Return)
			if !ok || i >= len(ret.Results) {
				continue
			}
			if d := g.drawn(ret.Results[i]); d != nil {
				found = append(found, FactDraw{i, d.Callee, g.factStep(d.Step), d.Site, d.Beside})
				break
			}
		}
	}
	return found
}
