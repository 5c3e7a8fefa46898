// Package g111 serves a folder: all of the machine.
package g111

import "net/http"

func Files() http.Handler {
	return http.FileServer(http.Dir("/")) // gosec: G111
}
