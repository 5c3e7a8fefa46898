package flow

import (
	"fmt"
	"go/constant"
	"net/textproto"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// keyed names the map entries of a catalog's path whose key is an argument of
// the call ("[arg0]"), so that two entries stay apart: a check of one header says
// nothing about another.
func (c *calleeInfo) keyed(p path, ops []ssa.Value) path {
	for i, e := range p {
		index, found := strings.CutPrefix(e.name, "[arg")
		if !found {
			continue
		}
		p = p.with() // paths are shared
		p[i].name = anyElem.name
		n := c.operand(atoi(strings.TrimSuffix(index, "]")))
		if n >= len(ops) {
			continue
		}
		if key, ok := constantText(ops[n]); ok {
			if c.object != nil && c.hasRecv && strings.HasSuffix(c.object.Signature().Recv().Type().String(), "Header") {
				key = textproto.CanonicalMIMEHeaderKey(key)
			}
			p[i].name = fmt.Sprintf("[%q]", key)
		}
	}
	return p
}

// constantText is the text of a constant.
func constantText(v ssa.Value) (string, bool) {
	c, ok := stripConversions(v).(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}
