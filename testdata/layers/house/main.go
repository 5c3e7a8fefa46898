// Command house puts panel and cabinet together.
package main

import (
	"net/http"

	"github.com/secvet/secvet/testdata/layers/cabinet"
	"github.com/secvet/secvet/testdata/layers/panel"
)

func main() {
	const root = "/srv/papers"
	http.Handle("/", &panel.Panel{Store: &cabinet.Cabinet{Root: root}, Drawers: &cabinet.Drawers{Root: root}, Root: root})
	http.ListenAndServe("localhost:8080", nil)
}
