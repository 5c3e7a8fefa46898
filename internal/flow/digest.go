package flow

import (
	"go/types"
	"strings"

	"github.com/secvet/secvet/internal/lazy"
	"golang.org/x/tools/go/ssa"
)

// digestNames are functions of libraries that say by their name which digest they
// compute: Md5Encode, EncryptSHA1, MD5String.
var digestNames = lazy.Regexp(`(?i:(md5|sha1|sha256|sha512))(?:[A-Z_0-9]|$|sum|str|hex|encode)`)

// digestPackages are packages that do: gmd5.
var digestPackages = lazy.Regexp(`^g?(md5|sha1|sha256|sha512)$`)

// DigestNamed is the digest that a function's name speaks of: "MD5"; "" for none.
func DigestNamed(full string) string {
	dot := strings.LastIndexByte(full, '.')
	m := digestNames().FindStringSubmatch(full[dot+1:])
	if m == nil && dot >= 0 {
		m = digestPackages().FindStringSubmatch(full[strings.LastIndexByte(full, '/')+1 : dot])
	}
	if m == nil {
		return ""
	}
	name := strings.ToUpper(m[1])
	if bits, ok := strings.CutPrefix(name, "SHA"); ok {
		return "SHA-" + bits
	}
	return name
}

// digestByShape is the operand that a function of a library that is not known
// digests: its name says which digest, and it makes one text of one.
func (g *graph) digestByShape(c *calleeInfo, common *ssa.CallCommon) (int, bool) {
	if c.object == nil || common.IsInvoke() || g.ownModule(c.object) || c.object.Pkg() == g.unit.Pass.Pkg || DigestNamed(c.object.FullName()) == "" {
		return 0, false
	}
	sig := c.object.Signature()
	if sig.Recv() != nil || sig.Params().Len() != 1 || sig.Variadic() || sig.Results().Len() == 0 || !digested(sig.Params().At(0).Type()) || !digested(sig.Results().At(0).Type()) {
		return 0, false
	}
	return 0, true
}

func digested(t types.Type) bool { return isText(t) || isBytes(t) || isInterface(t) }
