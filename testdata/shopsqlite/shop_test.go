package main

import (
	"archive/zip"
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/secvet/secvet/testdata/shop/app"
)

// shop is a running shop with two products and one customer.
type shop struct {
	t      *testing.T
	url    string
	dir    string
	config app.Config
	key    *rsa.PrivateKey
	pem    []byte
	cookie string
}

func open(t *testing.T) *shop {
	t.Helper()
	db, err := sql.Open("sqlite", "file::memory:?_time_format=sqlite")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // every connection has a database of its own
	t.Cleanup(func() { db.Close() })

	s := &shop{t: t, dir: t.TempDir()}
	if s.key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&s.key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	s.pem = pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	s.config = app.Config{
		MediaDir:       filepath.Join(s.dir, "media"),
		ExportDir:      filepath.Join(s.dir, "invoices"),
		Origins:        []string{"https://shop.example"},
		AdminToken:     "admin",
		WebhookKey:     []byte(strings.Repeat("w", 32)),
		TokenKey:       []byte(strings.Repeat("t", 32)),
		PartnerKeyFile: filepath.Join(s.dir, "partner.pem"),
		PageSize:       24,
	}
	s.write("partner.pem", string(s.pem))
	s.write("secret.txt", "secret")
	s.write("media/oak.jpg", "image of a chair")
	s.write("media/originals/oak.jpg", "large image of a chair")
	s.write("media/thumbnails/oak.jpg", "small image of a chair")
	s.write("media-old/oak.jpg", "old image of a chair")
	s.write("invoices/invoice-1.txt", "100 cents")

	handler, err := app.New(t.Context(), db, s.config, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	s.url = server.URL
	_, err = db.Exec(`INSERT INTO products (name, category, price, stock)
		VALUES ('Oak chair', 'chairs', 100, 5), ('Ash table', 'tables', 900, 1)`)
	if err != nil {
		t.Fatal(err)
	}
	s.want(http.StatusCreated, "POST", "/api/accounts", `{"email": "Ann@Example.com", "password": "correct horse"}`)
	s.cookie = s.signIn("ann@example.com", "correct horse")
	return s
}

func (s *shop) write(name, content string) {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) exists(name string) bool {
	_, err := os.Stat(filepath.Join(s.dir, name))
	return err == nil
}

// request sends a request with the customer's cookie and the given headers, in
// pairs.
func (s *shop) request(method, path, body string, headers ...string) (*http.Response, string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if s.cookie != "" {
		req.Header.Set("Cookie", s.cookie)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return res, string(text)
}

// want sends a request and returns the body of an answer with that status.
func (s *shop) want(status int, method, path, body string, headers ...string) string {
	s.t.Helper()
	res, text := s.request(method, path, body, headers...)
	if res.StatusCode != status {
		s.t.Errorf("%s %s: status %d, want %d\n%s", method, path, res.StatusCode, status, text)
	}
	return text
}

func (s *shop) contains(text string, parts ...string) {
	s.t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			s.t.Errorf("no %q in %q", part, text)
		}
	}
}

func (s *shop) signIn(email, password string) string {
	s.t.Helper()
	body, _ := json.Marshal(map[string]string{"email": email, "password": password})
	res, _ := s.request("POST", "/api/sessions", string(body))
	if res.StatusCode != http.StatusNoContent {
		s.t.Fatalf("sign in: status %d", res.StatusCode)
	}
	cookie := res.Cookies()[0]
	return cookie.Name + "=" + cookie.Value
}

func (s *shop) sign(method jwt.SigningMethod, key any, claims jwt.MapClaims) string {
	s.t.Helper()
	token, err := jwt.NewWithClaims(method, claims).SignedString(key)
	if err != nil {
		s.t.Fatal(err)
	}
	return token
}

func archive(t *testing.T, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestShop makes the requests that the shop is there for.
func TestShop(t *testing.T) {
	s := open(t)
	admin := []string{"X-Admin-Token", "admin"}

	list := s.want(200, "GET", "/api/products?sort=price&desc&limit=1", "")
	s.contains(list, "Ash table")
	if strings.Contains(list, "Oak chair") {
		t.Errorf("limit ignored: %s", list)
	}
	s.contains(s.want(200, "GET", "/api/products?category=Chairs", ""), "Oak chair")
	s.contains(s.want(200, "GET", "/api/products/2", ""), "Ash table")
	s.contains(s.want(200, "GET", "/api/products/search?q=tab", ""), "Ash table")
	s.contains(s.want(200, "GET", "/api/products/compare?id=1&id=2", ""), "Ash table", "Oak chair")
	s.want(404, "GET", "/api/products/3", "")

	s.contains(s.want(201, "POST", "/api/orders", `{"product": 1, "quantity": 2}`), `"total":200`)
	s.want(409, "POST", "/api/orders", `{"product": 2, "quantity": 2}`)
	s.contains(s.want(200, "GET", "/api/orders?sort=total&desc", ""), `"status":"new"`)
	s.want(204, "POST", "/api/accounts/pin", "pin=1234", "Content-Type", "application/x-www-form-urlencoded")
	s.contains(s.want(200, "GET", "/api/orders/1/invoice?format=txt", ""), "100 cents")
	s.contains(s.want(200, "POST", "/api/tokens", ""), "token")

	paid := `{"order": 1}`
	mac := hmac.New(sha256.New, s.config.WebhookKey)
	mac.Write([]byte(paid))
	s.want(204, "POST", "/hooks/payment", paid, "X-Signature", hex.EncodeToString(mac.Sum(nil)))
	s.want(204, "POST", "/hooks/refund", paid, "X-Signature", hex.EncodeToString(mac.Sum(nil)))
	s.want(403, "POST", "/hooks/payment", paid, "X-Signature", "00")
	s.want(403, "POST", "/hooks/refund", paid, "X-Signature", "00")
	s.contains(s.want(200, "GET", "/api/orders", ""), `"status":"paid"`)

	s.contains(s.want(200, "GET", "/images/full/oak.jpg", ""), "chair")
	s.contains(s.want(200, "GET", "/images/originals/oak.jpg", ""), "large")
	s.contains(s.want(200, "GET", "/images/thumbnails/oak.jpg", ""), "small")
	s.want(204, "POST", "/admin/images", archive(t, "ash/top.jpg", "top"), admin...)
	s.contains(s.want(200, "GET", "/images/full/ash/top.jpg", ""), "top")
	s.want(204, "POST", "/admin/images/thumbnails", archive(t, "thumbnails/top.jpg", "top"), admin...)
	s.want(204, "DELETE", "/admin/images/full/ash/top.jpg", "", admin...)
	s.want(204, "DELETE", "/admin/images/thumbnails/top.jpg", "", admin...)

	s.contains(s.want(200, "GET", "/admin/reports/customers?q=ann", "", admin...), "ann@example.com")
	s.contains(s.want(200, "GET", "/admin/reports/products?q=chair", "", admin...), "Oak chair")
	s.contains(s.want(200, "POST", "/admin/reports/orders", `{"status": "paid"}`, admin...), `"value":1`)
	s.contains(s.want(200, "POST", "/admin/reports/sales", `{"status": "paid"}`, admin...), `"value":200`)
	s.want(200, "GET", "/admin/reports/revenue?by=month&days=30", "", admin...)
	s.contains(s.want(200, "GET", "/admin/reports/sizes/products", "", admin...), "2")
	s.contains(s.want(200, "GET", "/admin/reports/newest/products", "", admin...), "2")
	s.want(403, "GET", "/admin/reports/sizes/products", "")

	s.want(201, "POST", "/api/accounts", `{"email": "bob@example.com", "password": "battery", "legacy": true}`)
	s.signIn("bob@example.com", "battery")
	s.want(401, "POST", "/api/sessions", `{"email": "bob@example.com", "password": "staple"}`)

	draft := s.sign(jwt.SigningMethodHS256, s.config.TokenKey, jwt.MapClaims{"sub": "tables"})
	s.contains(s.want(200, "GET", "/api/products/drafts?token="+draft, ""), "Ash table")
	partner := s.sign(jwt.SigningMethodRS256, s.key, jwt.MapClaims{"iss": "partner", "sub": "1"})
	s.want(204, "POST", "/partner/orders", "", "Authorization", "Bearer "+partner)
	s.want(204, "POST", "/partner/shipments", "", "Authorization", "Bearer "+partner)
}

// TestFlawsAreReal shows for the planted flaws that they can be exploited, and
// that the same thing done right can't.
func TestFlawsAreReal(t *testing.T) {
	admin := []string{"X-Admin-Token", "admin"}

	t.Run("sqlconcat", func(t *testing.T) {
		s := open(t)
		order := s.want(200, "GET", "/api/products?sort=(CASE+WHEN+(SELECT+count(*)+FROM+accounts)=1+THEN+-id+ELSE+id+END)", "")
		if !strings.HasPrefix(order, `[{"id":2,`) {
			t.Errorf("the order of products answers no question about accounts: %s", order)
		}
		s.want(400, "GET", "/api/orders?sort=(SELECT+1)", "")

		term := "'+UNION+SELECT+password_hash,1+FROM+accounts--"
		s.contains(s.want(200, "GET", "/admin/reports/customers?q="+term, "", admin...), "$2a$10$")
		if text := s.want(200, "GET", "/admin/reports/products?q="+term, "", admin...); strings.Contains(text, "$2a$") {
			t.Errorf("products: %s", text)
		}

		union := `{"1=0 GROUP BY status UNION SELECT password_hash AS status, 1 FROM accounts WHERE 1": 1}`
		s.contains(s.want(200, "POST", "/admin/reports/orders", union, admin...), "$2a$10$")
		s.want(400, "POST", "/admin/reports/sales", union, admin...)

		table := "(SELECT+length(password_hash)+AS+id+FROM+accounts)"
		s.contains(s.want(200, "GET", "/admin/reports/newest/"+strings.ReplaceAll(table, "+", "%20"), "", admin...), "60")
		s.want(400, "GET", "/admin/reports/sizes/"+strings.ReplaceAll(table, "+", "%20"), "", admin...)
	})

	t.Run("pathjoin", func(t *testing.T) {
		s := open(t)
		s.contains(s.want(200, "GET", "/images/full/..%2Fsecret.txt", ""), "secret")
		s.want(404, "GET", "/images/originals/..%2F..%2Fsecret.txt", "")
		s.want(404, "GET", "/images/thumbnails/..%2F..%2Fsecret.txt", "")

		s.want(204, "DELETE", "/admin/images/full/..%2Fmedia-old%2Foak.jpg", "", admin...)
		if s.exists("media-old/oak.jpg") {
			t.Error("the file beside the folder is still there")
		}
		s.write("media/thumbnails-old/oak.jpg", "")
		s.want(400, "DELETE", "/admin/images/thumbnails/..%2Fthumbnails-old%2Foak.jpg", "", admin...)

		s.want(204, "POST", "/admin/images", archive(t, "../out.txt", "out"), admin...)
		if !s.exists("out.txt") {
			t.Error("the archive did not leave its folder")
		}
		s.want(500, "POST", "/admin/images/thumbnails", archive(t, "../out2.txt", "out"), admin...)
		if s.exists("out2.txt") {
			t.Error("the archive left its folder")
		}
		s.want(400, "GET", "/api/orders/1/invoice?format=/../../secret.txt", "")
	})

	t.Run("jwtalg", func(t *testing.T) {
		s := open(t)
		draft := s.sign(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, jwt.MapClaims{"sub": "tables"})
		s.contains(s.want(200, "GET", "/api/products/drafts?token="+draft, ""), "Ash table")

		reseller := s.sign(jwt.SigningMethodHS256, []byte("anything"), jwt.MapClaims{"group": "resellers"})
		s.contains(s.want(200, "GET", "/api/products", "", "Authorization", "Bearer "+reseller), `"price":80`)

		s.want(201, "POST", "/api/orders", `{"product": 1, "quantity": 1}`)
		forged := s.sign(jwt.SigningMethodHS256, s.pem, jwt.MapClaims{"iss": "partner", "sub": "1"})
		s.want(204, "POST", "/partner/orders", "", "Authorization", "Bearer "+forged)
		s.want(403, "POST", "/partner/shipments", "", "Authorization", "Bearer "+forged)
	})

	t.Run("corswild", func(t *testing.T) {
		s := open(t)
		for path, reflected := range map[string]bool{
			"/widgets/orders":      true,
			"/checkout/orders":     true,
			"/api/products":        false,
			"/images/full/oak.jpg": false,
		} {
			res, _ := s.request("GET", path, "", "Origin", "https://evil.example")
			h := res.Header
			open := h.Get("Access-Control-Allow-Origin") == "https://evil.example" &&
				h.Get("Access-Control-Allow-Credentials") == "true"
			if open != reflected {
				t.Errorf("%s: open to every origin: %t, want %t", path, open, reflected)
			}
		}
	})

	t.Run("timingcmp", func(t *testing.T) {
		s := open(t) // a difference of nanoseconds is not measured here: both ways must let the right one in and keep others out
		s.want(403, "DELETE", "/admin/images/full/oak.jpg", "", "X-Admin-Token", "admix")
		s.want(204, "DELETE", "/admin/images/full/oak.jpg", "", admin...)
	})

	t.Run("weakhash", func(t *testing.T) {
		s := open(t)
		slow := duration(func() { s.want(401, "POST", "/api/sessions", `{"email": "ann@example.com", "password": "x"}`) })
		s.want(201, "POST", "/api/accounts", `{"email": "bob@example.com", "password": "battery", "legacy": true}`)
		fast := duration(func() { s.want(401, "POST", "/api/sessions", `{"email": "bob@example.com", "password": "x"}`) })
		if fast > slow {
			t.Errorf("guessing an imported password takes %v, a registered one %v", fast, slow)
		}
	})
}

func duration(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
