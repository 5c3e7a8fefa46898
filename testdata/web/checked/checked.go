// Package checked has operations whose inputs are checked by the tags of their fields
// before the handler runs.
package checked

import (
	"context"
	"net/http"
	"os"
	"path/filepath"

	"github.com/danielgtaylor/huma/v2"
)

type input struct {
	Name   string   `path:"name"`
	Kind   string   `query:"kind" enum:"letter,bill"`
	ID     string   `query:"id" format:"uuid"`
	Short  string   `query:"short" pattern:"^[a-z0-9]+$"`
	Lax    string   `query:"lax" pattern:"[a-z0-9]+"`
	Groups []string `query:"groups" enum:"a,b"`
	Mail   string   `query:"mail" format:"email"`
}

type output struct{ Body []byte }

func register(api huma.API) {
	huma.Register(api, huma.Operation{Method: http.MethodGet, Path: "/letters/{name}"}, read)
}

func read(ctx context.Context, in *input) (*output, error) {
	os.ReadFile(filepath.Join("/srv/letters", in.Name)) // want pathjoin/untrusted
	os.ReadFile(filepath.Join("/srv/letters", in.Kind))
	os.ReadFile(filepath.Join("/srv/letters", in.ID))
	os.ReadFile(filepath.Join("/srv/letters", in.Short))
	os.ReadFile(filepath.Join("/srv/letters", in.Lax)) // want pathjoin/untrusted
	for _, group := range in.Groups {
		os.ReadFile(filepath.Join("/srv/letters", group))
	}
	text, err := os.ReadFile(filepath.Join("/srv/letters", in.Mail)) // want pathjoin/untrusted
	return &output{Body: text}, err
}
