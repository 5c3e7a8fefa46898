// Package decode is about values that a decoder or a scanner fills in through a
// pointer.
package decode

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

type search struct {
	Sort  string   `json:"sort" xml:"sort"`
	Limit int      `json:"limit" xml:"limit"`
	Tags  []string `json:"tags" xml:"tag"`
	Where struct {
		Column string `json:"column"`
		Value  any    `json:"value"`
	} `json:"where"`
	Parent *search `json:"parent"`
}

func jsonBody(w http.ResponseWriter, r *http.Request) {
	var s search
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort)) // want sqlconcat/untrusted
}

func jsonNumber(w http.ResponseWriter, r *http.Request) {
	var s search
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %d", s.Limit)))
}

func jsonAsArgument(w http.ResponseWriter, r *http.Request) {
	var s search
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = ?", s.Where.Value))
}

func jsonNested(w http.ResponseWriter, r *http.Request) {
	var s search
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE "+s.Where.Column+" = ?", s.Where.Value)) // want sqlconcat/untrusted
}

func jsonElement(w http.ResponseWriter, r *http.Request) {
	var s search
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	for _, tag := range s.Tags {
		page.Show(db.Query("SELECT id FROM docs WHERE tag = '" + tag + "'")) // want sqlconcat/untrusted
	}
}

func jsonBehindPointer(w http.ResponseWriter, r *http.Request) {
	s := new(search)
	if err := json.NewDecoder(r.Body).Decode(s); err != nil || s.Parent == nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Parent.Sort)) // want sqlconcat/untrusted
}

func jsonBytes(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var s search
	if err := json.Unmarshal(body, &s); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort)) // want sqlconcat/untrusted
}

func jsonConstant(w http.ResponseWriter, r *http.Request) {
	var s search
	if err := json.Unmarshal([]byte(`{"sort": "name"}`), &s); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort))
}

func fieldReplacedAfterDecoding(w http.ResponseWriter, r *http.Request) {
	var s search
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	s.Sort = "name"
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort))
}

func fieldSetBeforeDecoding(w http.ResponseWriter, r *http.Request) {
	s := search{Sort: "name"}
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort)) // want sqlconcat/untrusted the default is overwritten
}

func rawMessage(w http.ResponseWriter, r *http.Request) {
	var raw struct{ Filter json.RawMessage }
	if err := json.NewDecoder(r.Body).Decode(&raw); err != nil {
		return
	}
	var name string
	if err := json.Unmarshal(raw.Filter, &name); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + name + "'")) // want sqlconcat/untrusted
}

func jsonEncoded(w http.ResponseWriter, r *http.Request) {
	text, err := json.Marshal(map[string]string{"name": r.FormValue("name")})
	if err != nil {
		return
	}
	page.Done(db.Exec("INSERT INTO docs (body) VALUES ('" + string(text) + "')")) // want sqlconcat/untrusted JSON leaves single quotes alone
}

func jsonEncodedNumbers(w http.ResponseWriter, r *http.Request) {
	text, err := json.Marshal([]int{len(r.FormValue("name")), 7})
	if err != nil {
		return
	}
	page.Done(db.Exec("INSERT INTO docs (body) VALUES ('" + string(text) + "')"))
}

func anyAsserted(w http.ResponseWriter, r *http.Request) {
	var v any
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		return
	}
	if s, ok := v.(string); ok {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + s)) // want sqlconcat/untrusted
	}
}

func anySwitched(w http.ResponseWriter, r *http.Request) {
	var v any
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		return
	}
	switch v := v.(type) {
	case float64:
		page.Show(db.Query(fmt.Sprint("SELECT id FROM users LIMIT ", v)))
	case bool:
		page.Show(db.Query(fmt.Sprint("SELECT id FROM users WHERE active = ", v)))
	case []any:
		page.Show(db.Query(fmt.Sprint("SELECT id FROM users WHERE id IN (", v, ")"))) // want sqlconcat/untrusted
	}
}

func xmlBody(w http.ResponseWriter, r *http.Request) {
	var s search
	if err := xml.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort)) // want sqlconcat/untrusted
}

func bodyBehindWrappers(w http.ResponseWriter, r *http.Request) {
	var s search
	body := http.MaxBytesReader(w, r.Body, 1<<20)
	if err := json.NewDecoder(bufio.NewReader(io.LimitReader(body, 1<<16))).Decode(&s); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort)) // want sqlconcat/untrusted
}

func scannedLines(w http.ResponseWriter, r *http.Request) {
	lines := bufio.NewScanner(r.Body)
	for lines.Scan() {
		page.Done(db.Exec("DELETE FROM users WHERE name = '" + lines.Text() + "'")) // want sqlconcat/untrusted
	}
}

func scannedConstantLines(w http.ResponseWriter, r *http.Request) {
	lines := bufio.NewScanner(strings.NewReader("a\nb\n"))
	for lines.Scan() {
		page.Done(db.Exec("DELETE FROM users WHERE name = '" + lines.Text() + "'"))
	}
}

func readIntoBuffer(w http.ResponseWriter, r *http.Request) {
	buf := make([]byte, 64)
	n, err := r.Body.Read(buf)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + string(buf[:n]))) // want sqlconcat/untrusted
}

func base64Decoded(w http.ResponseWriter, r *http.Request) {
	b, err := base64.StdEncoding.DecodeString(r.FormValue("q"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + string(b))) // want sqlconcat/untrusted
}

func base64Encoded(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users WHERE key = '" + base64.StdEncoding.EncodeToString([]byte(r.FormValue("key"))) + "'"))
}

func hexEncoded(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users WHERE key = x'" + hex.EncodeToString([]byte(r.FormValue("key"))) + "'"))
}

func urlParsed(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM pages WHERE path = '" + u.Query().Get("page") + "'")) // want sqlconcat/untrusted
}

func cookieValue(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("theme")
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM themes WHERE name = '" + c.Value + "'")) // want sqlconcat/untrusted
}

func methodOfRequest(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return
	}
	page.Done(db.Exec("INSERT INTO hits (method) VALUES ('" + r.Method + "')"))
}
