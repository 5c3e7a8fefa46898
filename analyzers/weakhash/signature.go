package weakhash

import (
	"fmt"
	"slices"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/internal/flow"
)

// Numbers of crypto.Hash and of x509.SignatureAlgorithm, which are part of the
// API: MD5, SHA1, MD5SHA1; MD2WithRSA, MD5WithRSA, SHA1WithRSA, DSAWithSHA1,
// ECDSAWithSHA1. And identifiers of XML Signature, from the first version's namespace
// and RFC 6931.
var (
	weakHashes = map[string]string{"2": "MD5", "3": "SHA-1",
		"http://www.w3.org/2000/09/xmldsig#rsa-sha1":        "SHA-1",
		"http://www.w3.org/2001/04/xmldsig-more#rsa-md5":    "MD5",
		"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1": "SHA-1",
	}
	weakAlgorithms = map[string]string{"1": "MD2WithRSA", "2": "MD5WithRSA", "3": "SHA1WithRSA", "7": "DSAWithSHA1", "9": "ECDSAWithSHA1"}
)

// signatures finds MD5 and SHA-1 in signatures and certificates.
func (a *asker) signatures() []emit.Draft {
	var drafts []emit.Draft
	count := make(map[string]int)
	for _, call := range a.unit.Marked("sign") {
		key := call.Func.RelString(nil) + " " + call.Callee
		ordinal := count[key]
		count[key]++
		hash := a.signedHash(call)
		if hash == "" || testcode.Holds(a.unit, call.Func) || a.forOthers(call.Func) {
			continue
		}
		verb := "makes a signature over"
		if call.Mark("sign").Args["verify"] == "yes" {
			verb = "accepts a signature over"
		}
		drafts = append(drafts, emit.Draft{Rule: WeakSignature, Place: call.Instr.Pos(),
			Message: fmt.Sprintf("%s %s a %s digest, of which two documents can be made that share it", shortName(call.Callee), verb, hash),
			Advice:  "sign SHA-256 digests, and refuse signatures over others",
			Sink:    call.Instr, Func: call.Func, SinkName: call.Callee, Ordinal: ordinal})
	}
	for _, use := range a.unit.Uses("x509.algorithm") {
		texts, ok := a.unit.Constants(use.Arg, use.Instr)
		if !ok || testcode.Holds(a.unit, use.Func) {
			continue
		}
		for _, t := range texts {
			if name := weakAlgorithms[t]; name != "" {
				drafts = append(drafts, emit.Draft{Rule: WeakSignature, Place: use.Instr.Pos(),
					Message: fmt.Sprintf("the certificate is signed with %s", name),
					Advice:  "leave the field out, or use SHA256WithRSA or ECDSAWithSHA256",
					Sink:    use.Instr, Func: use.Func, SinkName: use.Callee, Ordinal: use.Ordinal})
			}
		}
	}
	return drafts
}

// signedHash is the broken hash whose digest a call signs or checks; "" when
// there is none.
func (a *asker) signedHash(call *flow.Call) string {
	mark := call.Mark("sign")
	if v := call.Place(mark, "hash"); v != nil {
		texts, _ := a.unit.Constants(v, call.Instr)
		weak := ""
		for _, t := range texts {
			if weakHashes[t] == "" {
				return "" // one of several: whoever names the hash decides
			}
			weak = weakHashes[t]
		}
		return weak
	}
	v := call.Place(mark, "digest")
	if v == nil {
		return ""
	}
	for _, o := range a.unit.Trace(v, call.Instr) {
		for _, name := range append(slices.Clone(o.Through), o.Callee) {
			for _, tag := range []string{"digest", "hash"} {
				if m := a.mark(name, tag); m != nil && (m["name"] == "MD5" || m["name"] == "SHA-1") {
					return m["name"]
				}
			}
		}
	}
	return ""
}
