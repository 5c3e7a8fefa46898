package timing

import (
	"crypto/subtle"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"sort"
	"strings"
)

type config struct {
	APIKey   string
	Password string
	User     string
	Tokens   []string
	Value    string
	Region   string
}

type server struct {
	cfg   config
	token string
	db    *sql.DB
}

// headerAgainstField is a configured key.
func (s *server) headerAgainstField(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Api-Key") != s.cfg.APIKey { // want timingcmp/secret-compare
		http.Error(w, "no", http.StatusUnauthorized)
	}
}

// headerAgainstFieldConstantTime does it right.
func (s *server) headerAgainstFieldConstantTime(w http.ResponseWriter, r *http.Request) {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Api-Key")), []byte(s.cfg.APIKey)) != 1 {
		http.Error(w, "no", http.StatusUnauthorized)
	}
}

// headerAgainstEnvironment has the secret outside.
func headerAgainstEnvironment(r *http.Request) bool {
	return r.Header.Get("Authorization") == "Bearer "+os.Getenv("ADMIN_TOKEN") // want timingcmp/secret-compare
}

// headerPrefix compares the whole with HasPrefix.
func headerPrefix(r *http.Request, token string) bool {
	return strings.HasPrefix(r.Header.Get("Authorization"), "Bearer "+token) // want timingcmp/secret-compare
}

// scheme looks for a constant.
func scheme(r *http.Request) bool { return strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") }

// trimmedToken cuts the scheme off first.
func (s *server) trimmedToken(r *http.Request) bool {
	given := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	return given == s.token // want timingcmp/secret-compare
}

// basicAuth compares name and password.
func (s *server) basicAuth(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	return ok && user == s.cfg.User && password == s.cfg.Password // want timingcmp/secret-compare
}

// flagSecret is set on the command line.
var flagSecret = flag.String("secret", "", "the secret")

// formAgainstFlag is a form field.
func formAgainstFlag(r *http.Request) bool {
	return r.FormValue("secret") == *flagSecret // want timingcmp/secret-compare
}

// cookieAgainstForm is a double-submit check: a client sends both.
func cookieAgainstForm(r *http.Request) bool {
	c, err := r.Cookie("csrf_token")
	return err == nil && c.Value == r.FormValue("csrf_token")
}

type login struct {
	Name     string `json:"name"`
	Password string `json:"password"`
	Confirm  string `json:"confirm"`
	Region   string `json:"region"`
}

// accountPassword is stored in clear.
func (s *server) accountPassword(r *http.Request) bool {
	var in login
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return false
	}
	var password string
	if err := s.db.QueryRow("SELECT password FROM users WHERE name = ?", in.Name).Scan(&password); err != nil {
		return false
	}
	return password == in.Password // want timingcmp/secret-compare
}

// confirmation compares two things that the client sends.
func confirmation(r *http.Request) bool {
	var in login
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return false
	}
	return in.Password == in.Confirm
}

// region is no secret.
func (s *server) region(r *http.Request) bool { return r.FormValue("region") == s.cfg.Region }

// inList looks for the key among several.
func (s *server) inList(r *http.Request) bool {
	return slices.Contains(s.cfg.Tokens, r.Header.Get("X-Auth-Token")) // want timingcmp/secret-compare
}

// inSortedList searches.
func (s *server) inSortedList(r *http.Request) bool {
	i := sort.SearchStrings(s.cfg.Tokens, r.Header.Get("X-Auth-Token")) // want timingcmp/secret-compare
	return i < len(s.cfg.Tokens)
}

// inLoop compares with each.
func (s *server) inLoop(r *http.Request) bool {
	key := r.URL.Query().Get("api_key")
	for _, k := range s.cfg.Tokens {
		if k == key { // want timingcmp/secret-compare
			return true
		}
	}
	return false
}

// BasicAuth is a middleware whose secret is a parameter.
func BasicAuth(user, password string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, p, ok := r.BasicAuth()
		if !ok || u != user || p != password { // want timingcmp/secret-compare
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// checkToken is a helper with a truth value, called with a header.
func (s *server) checkToken(given string) bool {
	return given == s.token // want timingcmp/secret-compare
}

func (s *server) checked(r *http.Request) bool { return s.checkToken(r.Header.Get("X-Token")) }

// ValidateClient is exported: callers are elsewhere.
func (s *server) ValidateClient(token string) bool {
	return s.token == token // want timingcmp/secret-compare
}

type client struct{ secret string }

// GetSecret is a getter.
func (c *client) GetSecret() string { return c.secret }

// secretHolder is an interface whose implementations lie elsewhere.
type secretHolder interface{ GetClientSecret() string }

// secretBehindGetter comes from an interface.
func secretBehindGetter(c secretHolder, clientSecret string) bool {
	return c.GetClientSecret() == clientSecret // want timingcmp/secret-compare
}

// unnamedSetting is compared with a credential.
func (s *server) unnamedSetting(r *http.Request) bool {
	return r.Header.Get("X-Api-Key") == s.cfg.Value // want timingcmp/secret-compare
}

// changedPassword compares two states of one thing.
func changedPassword(old, new *config) bool { return old.Password != new.Password }

// samePassword compares two states of one thing.
func samePassword(a, b *config) bool { return a.Password == b.Password }

// Equal tells two configurations apart.
func (c *config) Equal(apiKey string) bool { return c.APIKey == apiKey }

type tokenKind string

// kind shares a word.
func kind(r *http.Request, t tokenKind) bool { return tokenKind(r.FormValue("token")) == t }

// tokenType is no secret.
func (s *server) tokenType(r *http.Request, tokenType string) bool {
	return r.FormValue("token_type") == tokenType
}

// emptiness is no comparison of a secret.
func (s *server) emptiness(r *http.Request) bool {
	return r.Header.Get("X-Api-Key") == "" || s.token == ""
}

type session struct{ Token string }

func find(db *sql.DB, token string) (*session, error) {
	s := &session{}
	err := db.QueryRow("SELECT token FROM sessions WHERE token = ?", token).Scan(&s.Token)
	return s, err
}

// byName: nothing but names.
func byName(given struct{ Token string }, stored *session) bool {
	return given.Token == stored.Token // want timingcmp/name-only
}

// lookedUp is found by the value that it is compared with.
func (s *server) lookedUp(r *http.Request, find func(token string) *session) bool {
	token := r.FormValue("token")
	return find(token).Token == token
}

// lookedUpByName is found by another value.
func (s *server) lookedUpByName(r *http.Request, find func(name string) *login) bool {
	return find(r.FormValue("name")).Password == r.FormValue("password") // want timingcmp/secret-compare
}

// authenticate gets the headers from its framework, and decides by a field that a
// file fills as well.
func (s *server) authenticate(headers map[string][]string) bool {
	token := headers["authorization"][0]
	expect := s.token
	if s.cfg.Region != "" {
		expect = s.cfg.Region + " " + expect
	}
	return expect == token // want timingcmp/secret-compare
}

// passwordFlag is compared with what is made of it, to warn of what is easily mistyped.
var passwordFlag = flag.String("password", "", "the password")

func surroundedByBlanks() bool { return strings.TrimSpace(*passwordFlag) != *passwordFlag }

// promptedPassword is one of two, whichever of them there is.
func promptedPassword(prompt func(string) (string, error)) error {
	password := *passwordFlag
	if password == "" {
		var err error
		if password, err = prompt("Password"); err != nil {
			return err
		}
	}
	if strings.TrimSpace(password) != password {
		fmt.Fprintln(os.Stderr, "there are blanks around the password")
	}
	return nil
}

// passwordOfFlag is compared with another one.
func passwordOfFlag(password string) bool {
	return strings.TrimSpace(password) == *passwordFlag // want timingcmp/secret-compare
}

// fromList looks a name and a password up in a file that has one of each on a line; the
// variable's name says where it comes from, too.
func fromList(name, password string) bool {
	list, err := os.Open("accounts")
	if err != nil {
		return false
	}
	defer list.Close()
	var nameFromFile, passwordFromFile string
	for {
		if n, _ := fmt.Fscanf(list, "%s %s\n", &nameFromFile, &passwordFromFile); n == 0 {
			return false
		}
		if name == nameFromFile && password == passwordFromFile { // want timingcmp/secret-compare
			return true
		}
	}
}

func loginFromList(r *http.Request) bool {
	return fromList(r.FormValue("name"), r.FormValue("password"))
}
