package main

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"fmt"
	"go/types"
	"os"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"

	"github.com/secvet/secvet/analyzers"
)

// factKey says what a fact is about: a package, or one of its objects.
type factKey struct {
	pkg  *types.Package
	obj  types.Object // nil for the package
	kind reflect.Type
}

// factSet holds the facts that a package was given and those that it makes.
// Analyzers run side by side.
type factSet struct {
	pkg *types.Package

	mu    sync.Mutex
	facts map[factKey]analysis.Fact
}

// storedFact is a fact in a file.
type storedFact struct {
	Package string
	Object  objectpath.Path // empty for the package
	Fact    analysis.Fact
}

// readFacts reads the facts files of the direct imports. There is none for the
// standard library, nor for what was built without nogo.
func readFacts(p *checked, from files) (*factSet, error) {
	for _, a := range producers(analyzers.All()) {
		for _, f := range a.FactTypes {
			gob.Register(f)
		}
	}
	set := &factSet{pkg: p.types, facts: make(map[factKey]analysis.Fact)}
	for _, imp := range p.types.Imports() {
		file := from[imp.Path()]
		if file == "" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var stored []storedFact
		if err := gob.NewDecoder(bytes.NewReader(text)).Decode(&stored); err != nil {
			return nil, fmt.Errorf("reading the facts of %s: %w", imp.Path(), err)
		}
		for _, s := range stored {
			set.restore(p.known[s.Package], s)
		}
	}
	return set, nil
}

// restore puts a fact back to what it is about, if that is still to be seen.
func (set *factSet) restore(pkg *types.Package, s storedFact) {
	if pkg == nil {
		return
	}
	key := factKey{pkg: pkg, kind: reflect.TypeOf(s.Fact)}
	if s.Object != "" {
		obj, err := objectpath.Object(pkg, s.Object)
		if err != nil {
			return
		}
		key.obj = obj
	}
	set.facts[key] = s.Fact
}

// encode writes the facts of the package, and of those that it was given the ones
// about types, fields and methods: others come with direct imports alone. What
// cannot be named from outside is left out.
func (set *factSet) encode() ([]byte, error) {
	var names objectpath.Encoder
	var all []storedFact
	for key, fact := range set.facts {
		s := storedFact{Package: key.pkg.Path(), Fact: fact}
		if key.pkg != set.pkg && !travels(key.obj) {
			continue
		}
		if key.obj != nil {
			path, err := names.For(key.obj)
			if err != nil {
				continue
			}
			s.Object = path
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b storedFact) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Object, b.Object),
			cmp.Compare(reflect.TypeOf(a.Fact).String(), reflect.TypeOf(b.Fact).String()))
	})
	var out bytes.Buffer
	err := gob.NewEncoder(&out).Encode(all)
	return out.Bytes(), err
}

func travels(obj types.Object) bool {
	if obj == nil {
		return false
	}
	_, isType := obj.(*types.TypeName)
	return isType || obj.Parent() != obj.Pkg().Scope()
}

// get copies a fact to where ptr points.
func (set *factSet) get(key factKey, ptr analysis.Fact) bool {
	set.mu.Lock()
	defer set.mu.Unlock()
	fact, ok := set.facts[key]
	if ok {
		reflect.ValueOf(ptr).Elem().Set(reflect.ValueOf(fact).Elem())
	}
	return ok
}

func (set *factSet) put(key factKey, fact analysis.Fact) {
	set.mu.Lock()
	defer set.mu.Unlock()
	set.facts[key] = fact
}

// each visits the facts of an analyzer.
func (set *factSet) each(a *analysis.Analyzer, visit func(factKey, analysis.Fact)) {
	set.mu.Lock()
	defer set.mu.Unlock()
	for key, fact := range set.facts {
		if slices.ContainsFunc(a.FactTypes, func(f analysis.Fact) bool { return reflect.TypeOf(f) == key.kind }) {
			visit(key, fact)
		}
	}
}
