package pathjoin

import (
	"go/types"

	"github.com/secvet/secvet/internal/flow"
)

// This file knows archives whose reader is the package's own: a stream that the
// package is handed, out of which it reads names and makes files of them. Nobody
// says that the stream is an archive; it is one for whoever wrote it, as a name of
// archive/tar is.

// streamed says whether a piece of a path was read, as bytes, out of a stream that
// a function was handed. What stands in a document or a line is left out: a
// configuration is handed over that way.
func streamed(o *flow.Origin) bool {
	return o.Class == flow.Parameter && o.Exported && !o.Parsed && !o.Unsure && isStream(o.Type)
}

// isStream says whether values of t are read from: an io.Reader, an io.ReaderAt or
// a type with the method of one.
func isStream(t types.Type) bool {
	if t == nil {
		return false
	}
	for _, name := range []string{"Read", "ReadAt"} {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		sig := fn.Signature()
		if sig.Params().Len() > 0 && sig.Results().Len() == 2 && types.Identical(sig.Params().At(0).Type(), types.NewSlice(types.Typ[types.Byte])) {
			return true
		}
	}
	return false
}

// entry says whether a piece is the name of an entry of such an archive, or where a
// link of it leads: a file is made below a folder, or a link.
func entry(o *flow.Origin, use *flow.Use) bool {
	return streamed(o) && changes(use.Kind) && (joined(o) || use.Kind == "path.link")
}
