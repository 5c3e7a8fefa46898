package cors

import (
	"crypto/subtle"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/rs/cors"
)

// What an operator says with "*", or by naming nobody, and what becomes of it.

func starOfTheSettings(list []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		allowed := false
		for _, entry := range list {
			if entry == "*" || entry == origin {
				allowed = true
				break
			}
		}
		if allowed {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/configured-wildcard
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func starOfTheSettingsWithoutCredentials(list []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if slices.Contains(list, "*") || slices.Contains(list, origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin)
		}
	}
}

func starOfTheSettingsApart(list []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		switch {
		case slices.Contains(list, origin):
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		case slices.Contains(list, "*"):
			w.Header().Set("Access-Control-Allow-Origin", "*") // want corswild/wildcard
		}
	}
}

func nobodyNamed(list []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if len(list) == 0 || slices.Contains(list, origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/configured-wildcard
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func somebodyNamed(list []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if len(list) == 0 || !slices.Contains(list, origin) {
			return
		}
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func functionThatKnowsTheStar(list []string) *cors.Cors {
	return cors.New(cors.Options{ // want corswild/configured-wildcard
		AllowOriginFunc:  func(origin string) bool { return slices.Contains(list, "*") || slices.Contains(list, origin) },
		AllowCredentials: true,
	})
}

func functionOfAList(list []string) *cors.Cors {
	return cors.New(cors.Options{
		AllowOriginFunc:  func(origin string) bool { return slices.Contains(list, origin) },
		AllowCredentials: true,
	})
}

// gate is a policy of the program's own; everybody is set when its list holds "*".
type gate struct {
	allowAllOrigins, credentials bool
	origins                      []string
}

func (g *gate) admits(origin string) bool {
	return g.allowAllOrigins || slices.Contains(g.origins, origin)
}

func (g *gate) starOnlyWithoutCredentials(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if !g.admits(origin) {
		return
	}
	if g.allowAllOrigins && !g.credentials {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	} else {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/configured-wildcard
	}
	if g.credentials {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func (g *gate) starForEverybody(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if !g.admits(origin) {
		return
	}
	if g.allowAllOrigins {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	} else {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	if g.credentials {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func (g *gate) lists(origin string) bool {
	for _, entry := range g.origins {
		if entry == origin || entry == "*" {
			return true
		}
	}
	return false
}

func (g *gate) starRepeated(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if !g.lists(origin) {
		return
	}
	if g.credentials {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
	w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/configured-wildcard
}

func (g *gate) starSentAsSuch(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if !g.lists(origin) {
		return
	}
	if g.credentials {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
	answer := origin
	for _, entry := range g.origins {
		if entry == "*" {
			answer = "*"
			break
		}
	}
	w.Header().Set("Access-Control-Allow-Origin", answer)
}

// domains are allowed by a library of the program's own.
type domains struct {
	allowedDomains, allowedPatterns []string
	credentials                     bool
}

func (d *domains) compiled(list []string) []*regexp.Regexp {
	var all []*regexp.Regexp
	for _, entry := range list {
		all = append(all, regexp.MustCompile(entry))
	}
	return all
}

func (d *domains) entriesAsExpressions(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, re := range d.compiled(d.allowedDomains) {
		if re.MatchString(origin) { // want corswild/weak-origin-check
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func (d *domains) patterns(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, entry := range d.allowedPatterns {
		if regexp.MustCompile(entry).MatchString(origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func (d *domains) anchoredEntries(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, entry := range d.allowedDomains {
		if regexp.MustCompile("^https://" + regexp.QuoteMeta(entry) + "$").MatchString(origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

// The two headers never meet.

func preflightOfTheAuthorized(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	allowed := ""
	if origin == "https://example.com" {
		allowed = origin
	}
	preflight := origin != "" && allowed == "" && r.Method == http.MethodOptions
	if preflight {
		allowed = origin
	}
	if allowed != "" {
		w.Header().Set("Access-Control-Allow-Origin", allowed)
		if !preflight {
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func preflightWithCredentials(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	allowed := ""
	if origin == "https://example.com" {
		allowed = origin
	}
	preflight := origin != "" && allowed == "" && r.Method == http.MethodOptions
	if preflight {
		allowed = origin
	}
	if allowed != "" {
		w.Header().Set("Access-Control-Allow-Origin", allowed) // want corswild/reflected-credentials
		if r.Method != http.MethodGet {
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func oppositeBranches(w http.ResponseWriter, r *http.Request) {
	anonymous := r.Header.Get("Authorization") == ""
	if anonymous {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	} else {
		w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
	}
	if !anonymous {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func sameBranches(w http.ResponseWriter, r *http.Request) {
	anonymous := r.Header.Get("Authorization") == ""
	if anonymous {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/reflected-credentials
	} else {
		w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
	}
	if anonymous {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

// Who knows a secret is no website.

type api struct{ apiKey, view string }

func (a *api) hasKey(r *http.Request) bool {
	return a.apiKey != "" && r.Header.Get("Authorization") == "Bearer "+a.apiKey
}

func (a *api) forThoseWithTheKey(w http.ResponseWriter, r *http.Request) {
	if a.hasKey(r) {
		answer(w, r.Header.Get("Origin"))
	}
}

func (a *api) forThoseWithTheKeyInConstantTime(w http.ResponseWriter, r *http.Request) {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Key")), []byte(a.apiKey)) == 1 {
		answer(w, r.Header.Get("Origin"))
	}
}

func (a *api) forThoseWithSomeKey(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "" {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/reflected-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func (a *api) forThoseWhoAskFor(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("view") == a.view {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/reflected-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

// suffixOfTheSource: the condition on the suffix is decided when the program is
// compiled, and never lets anybody in.
func suffixOfTheSource(w http.ResponseWriter, r *http.Request) {
	suffix := ".example.com"
	if origin := r.Header.Get("Origin"); origin != "" && (suffix == "" || strings.HasSuffix(origin, suffix)) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func emptySuffixOfTheSource(w http.ResponseWriter, r *http.Request) {
	suffix := ""
	if origin := r.Header.Get("Origin"); origin != "" && (suffix == "" || strings.HasSuffix(origin, suffix)) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

const demo = false

func neverInADemo(w http.ResponseWriter, r *http.Request) {
	if demo {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}
