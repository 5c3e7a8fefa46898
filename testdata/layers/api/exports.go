package api

import (
	"net/http"

	"github.com/secvet/secvet/testdata/layers/domain"
)

// Exporter writes and lists.
type Exporter interface {
	List(v domain.Visitor)
	Save(title string) error
	SaveKnown(title string) error
}

// Export hands on to an Exporter.
func Export(e Exporter, v domain.Visitor, r *http.Request) error {
	e.List(v)
	if err := e.SaveKnown("week"); err != nil {
		return err
	}
	return e.Save(r.FormValue("as"))
}
