package hashes

import (
	"bytes"
	"context"
	"crypto"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"net/http"
	"net/url"
	"sort"
	"strings"

	"google.golang.org/grpc/metadata"
)

// shopAPI is an interface of somebody else's: it says how requests are signed.
type shopAPI struct {
	base, appSecret, password string
	key                       *rsa.PrivateKey
}

// create, sign and post are calls apart from each other.
func (s *shopAPI) create(order string) (*http.Response, error) {
	form := url.Values{"order": {order}}
	form.Set("sign", s.sign(form))
	return s.post(form)
}

func (s *shopAPI) sign(form url.Values) string {
	sum := md5.Sum([]byte(form.Encode() + s.appSecret))
	return hex.EncodeToString(sum[:])
}

func (s *shopAPI) post(form url.Values) (*http.Response, error) {
	return http.Post(s.base, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// confirm checks the shop's callback as the shop prescribes.
func (s *shopAPI) confirm(form url.Values) bool {
	sent := form.Get("sign")
	form.Del("sign")
	return strings.EqualFold(s.sign(form), sent)
}

func (s *shopAPI) refund(order string) (*http.Response, error) {
	sum := sha1.Sum([]byte(order))
	signature, err := rsa.SignPKCS1v15(rand.Reader, s.key, crypto.SHA1, sum[:])
	if err != nil {
		return nil, err
	}
	return s.post(url.Values{"order": {order}, "sign": {hex.EncodeToString(signature)}})
}

// login sends a digest because the other side wants one.
func (s *shopAPI) login(user string) error {
	digest := userDigest(s.password)
	resp, err := postJSON(s.base+"/login", []byte(`{"user":"`+user+`","password":"`+digest+`"}`))
	if err == nil {
		resp.Body.Close()
	}
	return err
}

func userDigest(password string) string {
	sum := sha256.Sum256([]byte(password))
	return hex.EncodeToString(sum[:])
}

func postJSON(endpoint string, body []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// alipayNotification checks what a provider of payments sends, and sends nothing.
type alipayNotification struct{ merchantSecret string }

func (n *alipayNotification) signature(params map[string]string) string {
	return hex.EncodeToString(sumOf(md5.New(), joined(params)+n.merchantSecret))
}

// gate is the program's own: it made the scheme up.
type gate struct{ appSecret, other string }

func (g *gate) admit(r *http.Request) bool {
	sum := md5.Sum([]byte(r.URL.Query().Get("user") + g.appSecret)) // want weakhash/weak-signature-hash
	return hex.EncodeToString(sum[:]) == r.URL.Query().Get("sign")
}

func (g *gate) admitByWriter(r *http.Request) bool {
	h := sha1.New()
	h.Write([]byte(r.URL.Query().Get("user")))
	h.Write([]byte(g.appSecret))
	return hex.EncodeToString(h.Sum(nil)) == r.URL.Query().Get("sign") // want weakhash/weak-signature-hash
}

// sumBy leaves the algorithm to whoever calls: it is no flaw of the function's.
func (g *gate) sumBy(algorithm string, r *http.Request) string {
	var h hash.Hash
	switch algorithm {
	case "md5":
		h = md5.New()
	default:
		h = sha256.New()
	}
	h.Write([]byte(r.URL.Query().Get("user")))
	h.Write([]byte(g.appSecret))
	return hex.EncodeToString(h.Sum(nil))
}

func sumOf(h hash.Hash, text string) []byte {
	h.Write([]byte(text))
	return h.Sum(nil)
}

func joined(params map[string]string) string {
	keys := make([]string, 0, len(params))
	for k := range params {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(k + "=" + params[k] + "&")
	}
	return b.String()
}

// charger is a device with helpers of its own.
type charger struct{ sent string }

func newCall(method, address string) (*http.Request, error) {
	return http.NewRequest(method, address, nil)
}

func (c *charger) Login(user, password string) error {
	sum := md5.Sum([]byte(password))
	c.sent = hex.EncodeToString(sum[:])
	req, err := newCall(http.MethodPost, "https://charger.example/login?user="+user+"&password="+c.sent)
	if err != nil {
		return err
	}
	return c.doJSON(req)
}

func (c *charger) doJSON(req *http.Request) error { return nil }

// logins is the program's own.
type logins struct{ kept map[string]string }

func (l *logins) Login(user, password string) bool {
	sum := md5.Sum([]byte(password)) // want weakhash/password-fast-hash
	return l.kept[user] == hex.EncodeToString(sum[:])
}

// queue is a setting that is read from somewhere.
type queue struct{ Name, SecretKey string }

// fingerprintOfQueue tells whether the setting changed.
func fingerprintOfQueue(load func() []queue) string {
	var all []string
	for _, q := range load() {
		sum := md5.Sum([]byte(q.Name + "," + q.SecretKey))
		all = append(all, hex.EncodeToString(sum[:]))
	}
	return strings.Join(all, " ")
}

// proofOfQueue is of what somebody else sends.
func proofOfQueue(r *http.Request, load func() []queue) bool {
	for _, q := range load() {
		sum := md5.Sum([]byte(r.FormValue("message") + q.SecretKey)) // want weakhash/weak-signature-hash
		if hex.EncodeToString(sum[:]) == r.FormValue("proof") {
			return true
		}
	}
	return false
}

// signedCall sends its signature beside the call, as the service asked for it.
func (s *shopAPI) signedCall(ctx context.Context, order string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "sign", hexMD5(order+s.appSecret))
}

// hexMD5 is asked by signedCall and nobody else.
func hexMD5(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}
