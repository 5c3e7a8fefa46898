package shapes

import (
	"context"
	"os"
	"path/filepath"
)

// What a generator makes of a description of an API: requests, answers and an interface,
// which the program's type has the methods of.

type createReportBody struct {
	Name string `json:"name"`
}

type createReportRequestObject struct {
	Folder string
	Body   *createReportBody
}

type createReportResponseObject interface{ visit() error }

type readReportRequestObject struct{ Id int }

type readReportResponseObject interface{ visit() error }

type reports struct{ root string }

func (r *reports) CreateReport(ctx context.Context, request createReportRequestObject) (createReportResponseObject, error) {
	if err := os.WriteFile(filepath.Join(r.root, request.Body.Name), nil, 0o600); err != nil { // want pathjoin/untrusted
		return nil, err
	}
	return nil, os.WriteFile(filepath.Join(r.root, filepath.Base(request.Folder)), nil, 0o600)
}

// ReadReport answers something else than what it is asked by its name.
func (r *reports) ReadReport(ctx context.Context, request createReportRequestObject) (readReportResponseObject, error) {
	return nil, os.WriteFile(filepath.Join(r.root, request.Body.Name), nil, 0o600)
}
