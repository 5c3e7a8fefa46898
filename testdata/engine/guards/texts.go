package guards

import (
	"html"
	"net"
	"net/http"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/secvet/secvet/testdata/engine/page"
)

var (
	identifier  = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
	anywhere    = regexp.MustCompile(`[A-Za-z0-9_]+`)
	startOnly   = regexp.MustCompile(`^[a-z]+`)
	anyLine     = regexp.MustCompile(`(?m)^[a-z]+$`)
	choice      = regexp.MustCompile(`^(name|date)$`)
	looseChoice = regexp.MustCompile(`^name|date$`)
	withQuote   = regexp.MustCompile(`^[a-z' ]+$`)
	words       = regexp.MustCompile(`^[a-z ]+$`)
	anything    = regexp.MustCompile(`^.*$`)
	notWord     = regexp.MustCompile(`[^a-zA-Z0-9_]`)
	notQuote    = regexp.MustCompile(`'`)
	word        = regexp.MustCompile(`\w+`)
)

func matchesIdentifier(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !identifier.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func matchesAnywhere(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !anywhere.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted no anchors
}

func noneButWordCharacters(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if notWord.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func noWords(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if word.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func matchesStartOnly(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !startOnly.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func matchesOneLine(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !anyLine.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted one good line is enough
}

func matchesChoice(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !choice.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func matchesLooseChoice(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !looseChoice.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted "|" binds less than the anchors
}

func matchesWithQuote(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !withQuote.MatchString(name) {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + name + "'")) // want sqlconcat/untrusted
}

func matchesWordsInQuotes(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !words.MatchString(name) {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + name + "'"))
}

func matchesWordsBare(w http.ResponseWriter, r *http.Request) {
	cond := r.FormValue("cond")
	if !words.MatchString(cond) {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE active AND " + cond)) // want sqlconcat/untrusted words and blanks make a condition: x or true
}

func matchesAnything(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !anything.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func matchedInPlace(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if ok, err := regexp.MatchString(`\A\w{1,30}\z`, sort); err != nil || !ok {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func foreignPattern(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if ok, err := regexp.MatchString("^"+r.FormValue("pattern")+"$", sort); err != nil || !ok {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func keepsWords(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + notWord.ReplaceAllString(r.FormValue("sort"), "")))
}

func dropsQuotes(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + notQuote.ReplaceAllString(r.FormValue("sort"), ""))) // want sqlconcat/untrusted
}

func findsWord(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + word.FindString(r.FormValue("sort"))))
}

func findsWordUsesAll(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if word.FindString(sort) == "" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func parsedDate(w http.ResponseWriter, r *http.Request) {
	day := r.FormValue("day")
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM events WHERE day = '" + day + "'")) // digits and dashes
}

func parsedIP(w http.ResponseWriter, r *http.Request) {
	ip := r.FormValue("ip")
	if net.ParseIP(ip) == nil {
		return
	}
	page.Show(db.Query("SELECT id FROM hosts WHERE ip = '" + ip + "'")) // ParseIP knows no zones
}

func parsedURL(w http.ResponseWriter, r *http.Request) {
	link := r.FormValue("link")
	if _, err := url.Parse(link); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM links WHERE url = '" + link + "'")) // want sqlconcat/untrusted
}

func parsedAddress(w http.ResponseWriter, r *http.Request) {
	addr, err := mail.ParseAddress(r.FormValue("email"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE email = '" + addr.Address + "'")) // want sqlconcat/untrusted o'hara@example.com is an address
}

func parsedBool(w http.ResponseWriter, r *http.Request) {
	active := r.FormValue("active")
	if _, err := strconv.ParseBool(active); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE active = '" + active + "'"))
}

func escapedForHTML(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + html.EscapeString(r.FormValue("sort")))) // want sqlconcat/untrusted
}

func escapedForGo(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users WHERE name = " + strconv.Quote(r.FormValue("name")))) // want sqlconcat/untrusted
}

func unescapedAfterCheck(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if strings.ContainsAny(sort, "'\"`;() ") {
		return
	}
	sort, err := url.QueryUnescape(sort)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func unescapedBeforeCheck(w http.ResponseWriter, r *http.Request) {
	sort, err := url.QueryUnescape(r.FormValue("sort"))
	if err != nil || !identifier.MatchString(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func runeLoop(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	for _, c := range sort {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' {
			return
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func runeLoopThatStops(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	for _, c := range sort {
		if !unicode.IsLetter(c) {
			break
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func runeLoopOverFirst(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	for _, c := range sort {
		if unicode.IsLetter(c) {
			break
		}
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func byteLoop(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	for i := 0; i < len(sort); i++ {
		switch c := sort[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '_':
		default:
			return
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func isWord(s string) bool {
	for _, c := range s {
		if c != '_' && (c < 'a' || c > 'z') {
			return false
		}
	}
	return s != ""
}

func runeLoopInHelper(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !isWord(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func hasLetter(s string) bool {
	for _, c := range s {
		if unicode.IsLetter(c) {
			return true
		}
	}
	return false
}

func runeLoopForOne(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !hasLetter(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted one letter is enough for it
}

func indexOfBadRune(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	bad := func(c rune) bool { return !unicode.IsLetter(c) && c != '_' }
	if strings.IndexFunc(sort, bad) >= 0 {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func indexOfGoodRune(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if strings.IndexFunc(sort, unicode.IsLetter) < 0 {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}
