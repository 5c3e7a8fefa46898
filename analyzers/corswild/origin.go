package corswild

import (
	"net/url"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// This file finds origins that pass a test on text and that strangers can have.

// matcher is a test on an origin, or on its host.
type matcher struct {
	match func(string) bool
	// samples are texts that pass as its author meant it.
	samples []string
	// host says that the test is put to the host, not to the whole origin.
	host bool
}

const stranger = "evil.example"

// any says whether every website's origin passes.
func (m matcher) any() bool {
	return m.passes("https://"+stranger) && m.passes("https://a.b.example.org") || m.passes("http://"+stranger) && m.passes("http://a.b.example.org")
}

func (m matcher) passes(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || u.Path != "" || u.Hostname() == "" || strings.Contains(u.Host, "..") ||
		strings.HasPrefix(u.Host, ".") || strings.ContainsAny(u.Host, "*@ ") || strings.Count(u.Host, ":") > 1 ||
		strings.Contains(u.Host, "-.") || strings.Contains(u.Host, ".-") || strings.HasSuffix(u.Hostname(), "-") || strings.HasPrefix(u.Host, "-") {
		return false
	}
	if m.host {
		return m.match(u.Host)
	}
	return m.match(origin)
}

// attack is an origin that passes and is not of the sites that the samples name;
// "" when none is found.
func (m matcher) attack() string {
	for _, s := range m.samples {
		for _, origin := range candidates(s) {
			if m.passes(origin) && !slices.ContainsFunc(m.samples, func(site string) bool { return !foreignTo(origin, site) }) {
				return origin
			}
		}
	}
	return ""
}

// candidates are origins in the neighbourhood of a sample, which may be a whole
// origin, or the start, the end or the middle of one. All are of websites: what has
// another scheme (app://, capacitor://) is a program that somebody installed.
func candidates(sample string) []string {
	scheme, rest, found := strings.Cut(sample, "://")
	if !found {
		scheme, rest = "https", sample
	}
	var list []string
	for _, scheme := range []string{scheme, "https", "http"} {
		if scheme != "https" && scheme != "http" {
			continue
		}
		for _, host := range []string{
			"evil-" + rest, "evil" + rest, rest + "." + stranger, rest + stranger, rest + "evil.example",
			stranger + rest, strings.Replace(rest, ".", "x", 1), strings.Replace(rest, ".", "-", 1), "evil-" + rest + "." + stranger,
		} {
			list = append(list, scheme+"://"+host)
		}
	}
	return list
}

// foreignTo says whether the owner of the site that the sample names has no say
// in who gets the origin.
func foreignTo(origin, sample string) bool {
	u, err := url.Parse(origin)
	if err != nil {
		return false
	}
	host := u.Hostname()
	dot := strings.LastIndexByte(host, '.')
	if dot < 0 || host[dot+1:] != "example" && slices.Contains(local, host[dot+1:]) {
		return false // nobody can have it on the public network
	}
	site := sample
	if _, rest, ok := strings.Cut(site, "://"); ok {
		site = rest
	}
	if i := strings.LastIndexByte(site, ':'); i >= 0 && strings.Trim(site[i+1:], "0123456789") == "" {
		site = site[:i]
	}
	site = strings.TrimPrefix(site, ".")
	if site == "" || host != site && !strings.HasSuffix(host, "."+site) {
		return true
	}
	return host != site && anyoneCanJoin(site)
}

// anyoneCanJoin says whether names below the site are given to anyone who asks:
// top-level domains, and hosting services where a customer gets a name.
func anyoneCanJoin(site string) bool {
	if slices.Contains(hosting, site) {
		return true
	}
	return !strings.Contains(site, ".") && !slices.Contains(local, site)
}

// local are names that the public network does not resolve.
var local = []string{"localhost", "local", "internal", "lan", "home", "corp", "test", "intranet", "localdomain", "example", "invalid", "arpa", "onion"}

var hosting = []string{
	"vercel.app", "now.sh", "netlify.app", "github.io", "gitlab.io", "pages.dev", "workers.dev", "herokuapp.com", "web.app", "firebaseapp.com",
	"onrender.com", "fly.dev", "railway.app", "up.railway.app", "surge.sh", "glitch.me", "repl.co", "replit.dev", "replit.app", "ngrok.io", "ngrok.app", "ngrok.dev",
	"ngrok-free.app", "trycloudflare.com", "loca.lt", "azurewebsites.net", "azurestaticapps.net", "cloudfront.net", "amplifyapp.com",
	"amazonaws.com", "s3.amazonaws.com", "appspot.com", "run.app", "cloudfunctions.net", "blogspot.com", "stackblitz.io", "webcontainer.io",
	"codesandbox.io", "csb.app", "gitpod.io", "github.dev", "app.github.dev", "deno.dev", "lovable.app", "lovableproject.com", "co.uk", "com.br", "com.au", "co.jp", "com.cn",
}

// prefixOf is the test for a start.
func prefixOf(s string) matcher {
	return matcher{match: func(o string) bool { return strings.HasPrefix(o, s) }, samples: []string{s}}
}

// suffixOf is the test for an end.
func suffixOf(s string) matcher {
	return matcher{match: func(o string) bool { return strings.HasSuffix(o, s) }, samples: []string{s}}
}

// containing is the test for a part.
func containing(s string) matcher {
	return matcher{match: func(o string) bool { return strings.Contains(o, s) }, samples: []string{s}}
}

// globOf is the test of a list entry in which a star stands for any text.
func globOf(pattern string) matcher {
	quoted := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	re := regexp.MustCompile("^(?s:" + quoted + ")$")
	return matcher{match: re.MatchString, samples: []string{
		strings.NewReplacer("*", "a", "?", "a").Replace(pattern),
		strings.NewReplacer("*.", "", "*", "").Replace(pattern),
	}}
}

// regexpOf is the test of a regular expression; false when it cannot be read.
func regexpOf(pattern string) (matcher, bool) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return matcher{}, false
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return matcher{}, false
	}
	return matcher{match: re.MatchString, samples: samplesOf(tree, 0)}, true
}

// maxSamples bounds the texts made for one expression.
const maxSamples = 12

// samplesOf are short texts that an expression matches.
func samplesOf(re *syntax.Regexp, depth int) []string {
	if depth > 20 {
		return []string{""}
	}
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i] <= 'a' && 'a' <= re.Rune[i+1] {
				return []string{"a"}
			}
		}
		if len(re.Rune) > 0 {
			return []string{string(re.Rune[0])}
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return []string{"."}
	case syntax.OpCapture:
		return samplesOf(re.Sub[0], depth+1)
	case syntax.OpPlus, syntax.OpRepeat, syntax.OpStar, syntax.OpQuest:
		once := samplesOf(re.Sub[0], depth+1)
		if op := re.Sub[0].Op; op == syntax.OpAnyChar || op == syntax.OpAnyCharNotNL {
			once = []string{"a"}
		}
		if re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat && re.Min > 0 {
			return once
		}
		return append([]string{""}, once...)
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			all = append(all, samplesOf(sub, depth+1)...)
		}
		return all[:min(len(all), maxSamples)]
	case syntax.OpConcat:
		row := []string{""}
		for _, sub := range re.Sub {
			var next []string
			for _, head := range row {
				for _, tail := range samplesOf(sub, depth+1) {
					next = append(next, head+tail)
				}
			}
			row = next[:min(len(next), maxSamples)]
		}
		return row
	}
	return []string{""}
}
