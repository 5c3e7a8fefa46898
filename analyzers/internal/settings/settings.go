// Package settings judges conditions on a program's settings by what they are
// called: whether somebody who runs the program relaxed it on purpose, for
// development or for tests. A name is a hint and never a proof.
package settings

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/words"
)

// Words of settings by which an operator relaxes a service on purpose: by turning
// them on, off, or either.
var (
	relaxing = []string{"dev", "develop", "development", "debug", "local", "localhost", "test", "testing", "insecure", "unsafe", "demo"}
	closing  = []string{"prod", "production", "strict", "secure", "staging"}
	choosing = []string{"env", "environment", "mode"}
)

// Relaxed says whether a setting of that name that turned out as wanted means that
// the program runs for development, or was opened on purpose. A word that says which
// way counts more than one that does not: devMode that is off is no choice.
func Relaxed(name string, want bool) bool {
	list := words.Split(name)
	among := func(set []string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return slices.Contains(set, w) })
	}
	switch relaxes, closes := among(relaxing), among(closing); {
	case relaxes || closes:
		return relaxes && want || closes && !want
	}
	return among(choosing)
}

// RelaxedIf is [Relaxed] for a condition: a truth value, or a comparison of a mode
// with its name.
func RelaxedIf(cond ssa.Value, want bool) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok {
		return Relaxed(Name(cond), want)
	}
	if b.Op != token.EQL && b.Op != token.NEQ {
		return false
	}
	for _, v := range []ssa.Value{b.X, b.Y} {
		if k, ok := v.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String {
			return Relaxed(constant.StringVal(k.Value), want == (b.Op == token.EQL))
		}
	}
	return false
}

// Name names a variable, a field or the function that made a value as the source
// does; "" for others.
func Name(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.UnOp:
		return Name(v.X)
	case *ssa.FieldAddr:
		if st, ok := v.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Name()
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Name()
		}
	case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
		return v.Name()
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil {
			return fn.Name()
		}
		if v.Call.IsInvoke() {
			return v.Call.Method.Name()
		}
	}
	return ""
}
