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

// Write writes down what a request says.
func Write(j *domain.Journal, r *http.Request) error {
	if err := j.Close(r.Context(), r.FormValue("reason")); err != nil {
		return err
	}
	return j.Number(r.Context(), r.FormValue("id"))
}

// Export hands on to an Exporter.
func Export(e Exporter, v domain.Visitor, r *http.Request) error {
	e.List(v)
	if err := e.SaveKnown("week"); err != nil {
		return err
	}
	return e.Save(r.FormValue("as"))
}
