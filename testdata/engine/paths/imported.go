package paths

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/testdata/engine/page"
	"github.com/secvet/secvet/testdata/engine/remote/expressions"
)

func importedExpression(w http.ResponseWriter, r *http.Request) {
	digest := r.FormValue("digest")
	if !expressions.Digest.MatchString(digest) {
		return
	}
	page.File(os.Open(filepath.Join(root, digest[:2], digest)))
}

func importedExpressionOfPieces(w http.ResponseWriter, r *http.Request) {
	label := r.FormValue("label")
	if !expressions.Label.MatchString(label) {
		return
	}
	page.Ok(os.RemoveAll(filepath.Join(root, label)))
}

func importedLooseExpression(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !expressions.Loose.MatchString(name) { // want pathjoin/broken-guard
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func importedChangingExpression(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !expressions.Changing.MatchString(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}
