package cookies

import (
	"net/http"

	"github.com/coder/websocket"
)

func acceptKnownByPassword(w http.ResponseWriter, r *http.Request, password string) {
	if _, sent, ok := r.BasicAuth(); !ok || sent != password {
		return
	}
	websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // want corswild/websocket-any-origin
}
