package fixes

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func answer(h http.Handler, origin string) http.Header {
	r := httptest.NewRequest("GET", "https://api.example.com/", nil)
	r.Header.Set("Origin", origin)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Header()
}

func TestOriginsThatMayRead(t *testing.T) {
	nothing := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	for name, h := range map[string]http.Handler{
		"library": starWithCredentials(nothing), "option": optionWithCredentials(nothing), "headers": http.HandlerFunc(headersWithCredentials),
	} {
		if got := answer(h, "https://a.example").Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, origin := range []string{"https://example.com", "https://www.example.com"} {
		if got := answer(http.HandlerFunc(endOfTheOrigin), origin).Get("Access-Control-Allow-Origin"); got != origin {
			t.Errorf("%s: %q", origin, got)
		}
	}
}

func TestOwnHostMayConnect(t *testing.T) {
	r := httptest.NewRequest("GET", "https://api.example.com/", nil)
	r.Header.Set("Origin", "https://api.example.com")
	if upgrader.CheckOrigin != nil && !upgrader.CheckOrigin(r) {
		t.Error("refused")
	}
}
