package decode

import (
	"encoding/json"
	"net/http"
	"os"
)

// settings keeps to itself where it is stored: decoders set exported fields only.
type settings struct {
	Title  string `json:"title"`
	file   string
	nested struct{ Name string }
	base
}

type base struct{ Home string }

func unexportedField(w http.ResponseWriter, r *http.Request) {
	s := settings{file: "settings.json"}
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	_, _ = os.Create(s.file)
	_, _ = os.Create(s.nested.Name)
}

func exportedField(w http.ResponseWriter, r *http.Request) {
	var s settings
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	_, _ = os.Create(s.Title) // want pathjoin/untrusted
}

func fieldOfEmbedded(w http.ResponseWriter, r *http.Request) {
	var s settings
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	_, _ = os.Create(s.Home) // want pathjoin/untrusted
}

// name decodes itself.
type name struct{ text string }

func (n *name) UnmarshalJSON(b []byte) error {
	n.text = string(b)
	return nil
}

func fieldThatDecodesItself(w http.ResponseWriter, r *http.Request) {
	var n name
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		return
	}
	_, _ = os.Create(n.text) // want pathjoin/untrusted
}
