package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/secvet/secvet/testdata/layers/domain"
)

// keep is a request to keep a text under a name.
type keep struct {
	Body *domain.Note
}

// handler is what generated servers wrap: the request travels as any.
type handler func(ctx context.Context, request any) error

// Wrapped hands requests to a service through what is wrapped around it.
type Wrapped struct {
	Notes    domain.Notes
	wrappers []func(handler) handler
}

// Keep decodes a request and hands it on.
func (s *Wrapped) Keep(w http.ResponseWriter, r *http.Request) {
	var body domain.Note
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, "no note", http.StatusBadRequest)
		return
	}
	var request keep
	request.Body = &body
	h := func(ctx context.Context, request any) error {
		return s.Notes.Keep(ctx, *request.(keep).Body)
	}
	for _, wrap := range s.wrappers {
		h = wrap(h)
	}
	answer(w, nil, h(r.Context(), request))
}
