package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file recognises file systems that are interfaces of the program's own: what
// they do with a name is decided elsewhere, so that a name that was joined from
// outside data is wrong already where it is handed over.

// writingMethods are the methods of a file system that change it, with the
// operand of the path.
var writingMethods = map[string]bool{
	"Create": true, "CreateFile": true, "OpenFile": true, "WriteFile": true, "Mkdir": true, "MkdirAll": true,
	"Remove": true, "RemoveAll": true, "Rename": true, "Symlink": true, "Link": true, "Chmod": true, "Lchown": true, "Chown": true,
}

var readingMethods = map[string]bool{"Open": true, "ReadFile": true, "Stat": true, "Lstat": true, "ReadDir": true, "Readlink": true}

// virtualWrite is the operand that names the file when a call is a writing method
// of a file system interface: one that has at least two methods of the kind.
func (g *graph) virtualWrite(common *ssa.CallCommon) (int, bool) {
	if !common.IsInvoke() || !writingMethods[common.Method.Name()] {
		return 0, false
	}
	iface, ok := common.Value.Type().Underlying().(*types.Interface)
	if !ok {
		return 0, false
	}
	alike := 0
	for i := range iface.NumMethods() {
		m := iface.Method(i)
		if (writingMethods[m.Name()] || readingMethods[m.Name()]) && namesFile(m.Signature()) >= 0 {
			alike++
		}
	}
	i := namesFile(common.Method.Signature())
	if alike < 2 || i < 0 {
		return 0, false
	}
	if strings.HasSuffix(common.Method.Name(), "ink") && i+1 < common.Method.Signature().Params().Len() {
		i++ // the new name
	}
	return i + 1, true // the receiver is operand 0
}

// namesFile is the parameter of a method that names a file: the first that is
// text, behind a context at most; -1 when there is none.
func namesFile(sig *types.Signature) int {
	results := sig.Results()
	if results.Len() == 0 || !isError(results.At(results.Len()-1).Type()) {
		return -1
	}
	for i := range min(sig.Params().Len(), 2) {
		t := sig.Params().At(i).Type()
		if isText(t) {
			return i
		}
		if t.String() != "context.Context" {
			break
		}
	}
	return -1
}
