package jwtalg

import (
	"fmt"
	"go/types"
	"strconv"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// issued judges the calls that make a token.
func (c *checker) issued() {
	for _, call := range c.unit.Marked("jwt.sign") {
		mark := call.Mark("jwt.sign")
		if method := call.Place(mark, "method"); method != nil {
			for _, o := range c.unit.Trace(method, call.Instr) {
				if c.globalMark(o, "jwt.none") != nil {
					c.add(NoneSign, call.Instr, shortCallee(call), shortCallee(call)+" issues a token without a signature", "sign with a key")
					break
				}
			}
		}
		if claims := call.Place(mark, "claims"); claims != nil {
			c.expiry(call, claims)
		}
	}
}

// longLifetime is the lifetime above which a note is given; good practice is 15
// minutes for access tokens, so that a day is generous.
const longLifetime = 24 * time.Hour

// expiry notes claims without an expiry, or with one that is far away.
func (c *checker) expiry(call *flow.Call, claims ssa.Value) {
	path := c.expiryPath(claims)
	if path == nil || handedIn(claims) {
		return
	}
	origins := c.unit.TracePart(claims, call.Instr, path...)
	missing := len(origins) > 0
	for _, o := range origins {
		missing = missing && o.Class == flow.Constant && (o.Nil || o.Text == "" || o.Text == "0")
	}
	if missing {
		c.add(NoExpiry, call.Instr, shortCallee(call), fmt.Sprintf("the claims that are passed to %s hold no expiry", shortCallee(call)), "set exp")
		return
	}
	for _, o := range origins {
		if d := c.lifetime(o, 0); d > longLifetime {
			c.add(NoExpiry, call.Instr, shortCallee(call), fmt.Sprintf("the token made by %s is valid for %s", shortCallee(call), lifetimeText(d)),
				"use short access tokens and renew them")
			return
		}
	}
}

// handedIn says whether claims are a parameter: they were made elsewhere.
func handedIn(claims ssa.Value) bool {
	v := bare(claims)
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	if alloc, ok := v.(*ssa.Alloc); ok && alloc.Referrers() != nil {
		for _, ref := range *alloc.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == v {
				if _, ok := st.Val.(*ssa.Parameter); ok {
					return true
				}
			}
		}
	}
	_, ok := v.(*ssa.Parameter)
	return ok
}

func lifetimeText(d time.Duration) string {
	if days := d / (24 * time.Hour); days > 1 {
		return fmt.Sprintf("%d days", days)
	}
	return d.String()
}

// expiryPath leads from claims to their expiry; nil when the type has none that is
// known.
func (c *checker) expiryPath(claims ssa.Value) []string {
	v := bare(claims)
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok && len(c.unit.Marks(n.Obj(), "jwt.mapclaims")) > 0 {
		return []string{`["exp"]`}
	}
	return c.structExpiry(t, 0)
}

func (c *checker) structExpiry(t types.Type, depth int) []string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return nil
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		for i := range st.NumFields() {
			for _, e := range c.unit.Catalog().Field(n, st.Field(i).Name()) {
				if e.Verb == "mark" && e.Word == "jwt.expiry" {
					return []string{"." + st.Field(i).Name()}
				}
			}
		}
	}
	for i := range st.NumFields() {
		if f := st.Field(i); f.Embedded() {
			if rest := c.structExpiry(f.Type(), depth+1); rest != nil {
				return append([]string{"." + f.Name()}, rest...)
			}
		}
	}
	return nil
}

// lifetime is the constant that is added to the present time, 0 when it is not
// known.
func (c *checker) lifetime(o *flow.Origin, depth int) time.Duration {
	call := c.madeBy(o)
	if call == nil || depth > 4 {
		return 0
	}
	mark := call.Mark("jwt.date")
	if mark == nil {
		return 0
	}
	if v := call.Place(mark, "plus"); v != nil {
		texts, ok := c.unit.Constants(v, call.Instr)
		if !ok || len(texts) != 1 {
			return 0
		}
		n, err := strconv.ParseInt(texts[0], 10, 64)
		if err != nil {
			return 0
		}
		return time.Duration(n)
	}
	if v := call.Place(mark, "of"); v != nil {
		for _, inner := range c.unit.Trace(v, call.Instr) {
			if d := c.lifetime(inner, depth+1); d != 0 {
				return d
			}
		}
	}
	return 0
}
