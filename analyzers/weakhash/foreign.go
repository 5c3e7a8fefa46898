package weakhash

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// This file tells the signatures and digests that somebody else prescribes from those
// that the program made up: who uses the interface of a payment provider, a storage or a
// device signs as its documentation says, and checks its callbacks that way.

// requestHops bounds the calls between a function that makes a digest and the one that
// sends it: Charge, sign and post are two apart.
const requestHops = 3

// forOthers says whether another server prescribes the digests that a function makes:
// its names say so, or what it makes is sent there.
func (a *asker) forOthers(fn *ssa.Function) bool {
	return slices.ContainsFunc(a.subjects(fn), func(n string) bool { return words.In(n, "provider") }) || a.signsRequest(fn)
}

// signsRequest says whether a function, or one that calls it in the package, makes a
// request to another server.
func (a *asker) signsRequest(fn *ssa.Function) bool {
	if a.outgoing == nil {
		a.outgoing = make(map[*ssa.Function]bool)
		var asking []*ssa.Function
		for _, call := range a.unit.Calls() {
			if requests(call) {
				asking = append(asking, call.Func)
			}
		}
		a.around(asking, func(f *ssa.Function) bool { a.outgoing[f] = true; return false })
	}
	return a.around([]*ssa.Function{fn}, func(f *ssa.Function) bool { return a.outgoing[f] })
}

// around shows functions, and those that call or hold them in the package, to visit
// until it is content.
func (a *asker) around(fns []*ssa.Function, visit func(*ssa.Function) bool) bool {
	seen := make(map[*ssa.Function]bool)
	for range requestHops {
		var next []*ssa.Function
		for _, fn := range fns {
			if fn == nil || seen[fn] {
				continue
			}
			if seen[fn] = true; visit(fn) {
				return true
			}
			next = append(next, fn.Parent())
			for _, call := range a.unit.Callers(fn) {
				next = append(next, call.Parent())
			}
		}
		fns = next
	}
	return false
}

// requests says whether a call makes a request to another server: the catalog says so,
// the function is named after it and is given the address, or the request, or it returns
// one.
func requests(call *flow.Call) bool {
	if call.Mark("http.outgoing") != nil {
		return true
	}
	if call.Object == nil {
		return false
	}
	sig := call.Object.Signature()
	if sig.Results().Len() > 0 && isRequest(sig.Results().At(0).Type()) && (sig.Recv() == nil || !isRequest(sig.Recv().Type())) {
		return true
	}
	sends := words.Has(call.Object.Name(), "do", "send", "fetch", "execute")
	asks := sends || words.Has(call.Object.Name(), "post", "get", "put", "patch", "delete", "request", "call")
	for p := range sig.Params().Variables() {
		if sends && isRequest(p.Type()) || asks && words.Has(p.Name(), "url", "uri", "endpoint") {
			return true
		}
	}
	return false
}

func isRequest(t types.Type) bool { return t.String() == "*net/http.Request" }
