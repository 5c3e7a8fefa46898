package jwtalg

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/settings"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// This file finds secrets that stand in the source as the default of a setting. The
// settings of a program often have a package of their own, which signs nothing: there
// the name of the setting says what it is for.

// beside are the words that may stand behind "jwt" in the name of a setting that holds a
// secret: of JWTSecret and JWT_SIGNING_KEY, not of JWTKeyFile or JWTPublicKey.
var beside = []string{"secret", "secrets", "key", "signing", "sign", "hmac", "token", "access", "refresh", "private", "auth", "signer"}

// forTokens says whether a setting of that name holds the secret of tokens.
func forTokens(name string) bool {
	list := words.Split(name)
	i := slices.Index(list, "jwt")
	if i < 0 || i == len(list)-1 {
		return false
	}
	last := list[len(list)-1]
	return (last == "secret" || last == "key") && !slices.ContainsFunc(list[i+1:], func(w string) bool { return !slices.Contains(beside, w) })
}

// defaults notes the constants that are what a secret of tokens is where nobody sets it.
func (c *checker) defaults() {
	if !c.speaksOfTokens() {
		return
	}
	for _, fn := range c.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				switch in := in.(type) {
				case *ssa.Store:
					c.defaultStored(in)
				case *ssa.Call:
					c.defaultPassed(in)
				}
			}
		}
	}
	c.defaultTags()
}

// speaksOfTokens says whether a name or a text of the package has "jwt" in it.
func (c *checker) speaksOfTokens() bool {
	found := false
	for _, file := range c.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				found = found || holdsJWT(n.Name)
			case *ast.BasicLit:
				found = found || n.Kind == token.STRING && holdsJWT(n.Value)
			}
			return !found
		})
	}
	return found
}

// holdsJWT says whether "jwt" is in a text, in letters of any case. It is asked of all
// names and texts of a package.
func holdsJWT(text string) bool {
	for i := 0; i+3 <= len(text); i++ {
		if text[i]|0x20 == 'j' && text[i+1]|0x20 == 'w' && text[i+2]|0x20 == 't' {
			return true
		}
	}
	return false
}

// defaultStored judges what is stored into a variable or a field that is named so.
func (c *checker) defaultStored(st *ssa.Store) {
	name := settings.Name(st.Addr)
	if name == "" || !forTokens(name) || !isTokenText(st.Val.Type()) {
		return
	}
	origins := c.unit.Trace(st.Val, st)
	foreign := slices.ContainsFunc(origins, func(o *flow.Origin) bool { return o.Class != flow.Constant && !o.Unsure })
	for _, o := range origins {
		if o.Class != flow.Constant || !isLiteralSecret(o) || !foreign && forTokens(o.Text) || c.unit.HoldsOnWay(o, settings.RelaxedIf) {
			continue
		}
		c.noteDefault(o.Text, foreign, st, "set as "+name)
	}
}

// defaultPassed judges a call that is given the name of a setting and what it is where
// nobody sets it: getEnv("JWT_SECRET", "…"), viper.SetDefault("jwt.secret", "…").
func (c *checker) defaultPassed(call *ssa.Call) {
	known := c.unit.CallOf(call)
	if known == nil || known.Object == nil {
		return
	}
	params := known.Object.Signature().Params()
	for i := range params.Len() - 1 {
		name, ok := literal(known.Arg(i))
		if !ok || !forTokens(name) {
			continue
		}
		value, ok := literal(known.Arg(i + 1))
		if ok && value != "" && (defaultNames().MatchString(params.At(i+1).Name()) || params.At(i+1).Name() == "value") {
			c.noteDefault(value, true, call, fmt.Sprintf("the default of %q", name))
		}
	}
}

func literal(v ssa.Value) (string, bool) {
	if v == nil {
		return "", false
	}
	k, ok := bare(v).(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(k.Value), true
}

// noteDefault notes a default that is not known as a key already, and that no comparison
// of the package refuses.
func (c *checker) noteDefault(text string, mixed bool, at ssa.Instruction, what string) {
	if c.comparedSomewhere(text) || slices.ContainsFunc(c.constant, func(k *constantKey) bool { return k.text == text && !k.byName }) {
		return
	}
	c.noteConstant(text, mixed, keyUse{at: at, what: what})
	c.constant[slices.IndexFunc(c.constant, func(k *constantKey) bool { return k.text == text })].byName = true
}

// comparedSomewhere says whether the package compares something with a text: a default
// that must be changed.
func (c *checker) comparedSomewhere(text string) bool {
	return slices.ContainsFunc(c.unit.Functions(), func(fn *ssa.Function) bool {
		return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
			return slices.ContainsFunc(b.Instrs, func(in ssa.Instruction) bool {
				cmp, ok := in.(*ssa.BinOp)
				if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
					return false
				}
				x, isX := literal(cmp.X)
				y, isY := literal(cmp.Y)
				return isX && x == text || isY && y == text
			})
		})
	})
}

// tagKeys are the keys of struct tags in which libraries that read settings find
// what a field is where nobody sets it.
var tagKeys = []string{"default", "envDefault", "env-default"}

// defaultTags judges the tags of fields that are named so.
func (c *checker) defaultTags() {
	scope := c.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		st, ok := scope.Lookup(name).Type().Underlying().(*types.Struct)
		if _, isType := scope.Lookup(name).(*types.TypeName); !ok || !isType {
			continue
		}
		for i := range st.NumFields() {
			c.defaultTag(name, st.Field(i), reflect.StructTag(st.Tag(i)))
		}
	}
}

func (c *checker) defaultTag(owner string, field *types.Var, tag reflect.StructTag) {
	if !isTokenText(field.Type()) || !forTokens(field.Name()) && !forTokens(owner+"_"+field.Name()) && !forTokens(tag.Get("env")) {
		return
	}
	for _, key := range tagKeys {
		text := tag.Get(key)
		if text == "" || c.comparedSomewhere(text) {
			continue
		}
		c.drafts = append(c.drafts, emit.Draft{
			Rule: HardcodedKey, Place: field.Pos(), SinkPos: field.Pos(), SinkName: owner + "." + field.Name(),
			Message: fmt.Sprintf("a constant of %d bytes is the secret of tokens where %s.%s is not set", len(text), owner, field.Name()),
			Advice:  "have no default, and refuse to start without the secret",
		})
		return
	}
}
