// Package answers lets websites read answers, for the packages that serve.
package answers

import "net/http"

// Share lets a website read what its visitors may; it is handed whatever asks.
func Share(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin) // flaw: corswild/reflected-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

// Lend lets a website read what its visitors may; it is handed known ones.
func Lend(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

// Show lets a website read what everybody may.
func Show(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
}

// Answer is what is sent.
type Answer struct{ http.ResponseWriter }

// Readable lets a website read the answer with its visitor's cookies.
func (a *Answer) Readable(origin string) {
	if origin == "" {
		return
	}
	a.Header().Set("Access-Control-Allow-Credentials", "true")
	a.Header().Set("Access-Control-Allow-Origin", origin) // flaw: corswild/reflected-credentials
}

// Partner is handed whatever asks, and looks.
func Partner(w http.ResponseWriter, origin string) {
	if origin == "https://partner.example" {
		Lend(w, origin)
	}
}
