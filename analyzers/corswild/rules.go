package corswild

import "github.com/secvet/secvet/internal/rule"

const listThem = "List the origins that may call with credentials, in full (`https://app.example.com`), and compare the whole " +
	"origin with the entries. If the answers are for everybody, leave credentials out and send `*`."

var owasp = []string{"A05:2021", "A02:2025"}

// ReflectedCredentials: every website may read what a logged-in user may read.
var ReflectedCredentials = &rule.Rule{
	ID: "corswild/reflected-credentials", Name: "CorsReflectsAnyOriginWithCredentials",
	Title:    "Every website may read answers with the user's credentials",
	Severity: rule.Error, Score: 8.1, Precision: rule.High,
	CWE: []int{942, 346}, OWASP: owasp,
	Why: "The answer repeats whatever `Origin` the request has in `Access-Control-Allow-Origin` and adds " +
		"`Access-Control-Allow-Credentials: true`. A website that a logged-in user visits can then call the API with the user's " +
		"cookies and read the answers: data, tokens against request forgery, keys. Browsers refuse `*` together with credentials " +
		"to prevent exactly that; reflection goes around it. Some libraries reflect when they see `*`, or by default.",
	Fix: listThem,
	Examples: []rule.Example{{
		Before: `cors.New(cors.Options{
	AllowOriginFunc:  func(origin string) bool { return true },
	AllowCredentials: true,
})`,
		After: `cors.New(cors.Options{
	AllowedOrigins:   []string{"https://app.example.com"},
	AllowCredentials: true,
})`,
	}, {
		Before: `w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
w.Header().Set("Access-Control-Allow-Credentials", "true")`,
		After: `if origin := r.Header.Get("Origin"); origin == "https://app.example.com" {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}`,
	}},
	Limits: "A list that comes from the configuration is the operator's and is not judged, nor are checks in code that secvet cannot read.",
}

// NullCredentials: sandboxed frames may.
var NullCredentials = &rule.Rule{
	ID: "corswild/null-credentials", Name: "CorsNullOriginWithCredentials",
	Title:    `The origin "null" may read answers with the user's credentials`,
	Severity: rule.Error, Score: 7.4, Precision: rule.VeryHigh,
	CWE: []int{942, 346}, OWASP: owasp,
	Why: "`null` is not the absence of an origin: browsers send it from sandboxed frames, `data:` addresses and local files. Any website " +
		"can put its script into `<iframe sandbox=\"allow-scripts\">` and call with the origin `null` and the user's cookies.",
	Fix: "Remove `null` from the origins. Local development works with `http://localhost:3000`.",
	Examples: []rule.Example{{
		Before: `AllowedOrigins: []string{"https://app.example.com", "null"}, AllowCredentials: true,`,
		After:  `AllowedOrigins: []string{"https://app.example.com"}, AllowCredentials: true,`,
	}},
}

// WeakOriginCheck: the check accepts strangers.
var WeakOriginCheck = &rule.Rule{
	ID: "corswild/weak-origin-check", Name: "WeakOriginCheck",
	Title:    "An origin check accepts origins that anyone can register",
	Severity: rule.Warning, Score: 6.8, Precision: rule.High,
	CWE: []int{346, 942, 1385, 185}, OWASP: owasp,
	Why: "The origin is compared in part: by its end without the dot or the slashes before the name, by its start, by a search " +
		"or by a regular expression without `^` and `$` or with bare dots. The message names an origin that passes; it costs " +
		"an attacker the price of a domain.",
	Fix: "Compare the whole origin with `==`, or look it up in a set. For subdomains, parse it with `url.Parse` and compare the end of " +
		"`Hostname()` with `.example.com`, dot included. In regular expressions write `^https://…$` and escape dots.",
	Examples: []rule.Example{{
		Before: `strings.HasSuffix(origin, "example.com")   // https://evil-example.com`,
		After:  `strings.HasSuffix(origin, ".example.com") || origin == "https://example.com"`,
	}, {
		Before: `strings.HasPrefix(origin, "https://example.com")   // https://example.com.evil.net`,
		After:  `origin == "https://example.com"`,
	}},
	Limits: "Whether all subdomains of a name deserve trust is not judged.",
}

// ConfiguredWildcard: the operator's * is reflected.
var ConfiguredWildcard = &rule.Rule{
	ID: "corswild/configured-wildcard", Name: "CorsConfiguredWildcardIsReflected",
	Title:    "A configured wildcard is answered with every origin and credentials",
	Severity: rule.Warning, Score: 5.9, Precision: rule.Medium,
	CWE: []int{942, 346}, OWASP: owasp,
	Why: "An operator who allows `*`, or sets no origins, expects what the header's `*` does: everybody may read what needs no login. Here the " +
		"answer repeats the `Origin` of the request instead and allows credentials, so that every website can read what the logged-in " +
		"user may read. Browsers refuse `*` with credentials to prevent exactly that. rs/cors before 1.5.0 and echo before 4.10.2 did this.",
	Fix: "For a configured `*` send `*` and no credentials, or refuse the two together when the configuration is read.",
	Examples: []rule.Example{{
		Before: `if slices.Contains(c.Origins, "*") || slices.Contains(c.Origins, origin) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}`,
		After: `if slices.Contains(c.Origins, origin) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
} else if slices.Contains(c.Origins, "*") {
	w.Header().Set("Access-Control-Allow-Origin", "*")
}`,
	}},
	Limits: "Settings for development are not reported.",
}

// WildcardCredentials: contradictory; the next step is reflection.
var WildcardCredentials = &rule.Rule{
	ID: "corswild/wildcard-credentials", Name: "CorsWildcardWithCredentials",
	Title:    "Any origin is allowed together with credentials, which browsers refuse",
	Severity: rule.Warning, Score: 4.8, Precision: rule.High,
	CWE: []int{942}, OWASP: owasp,
	Why: "The answer carries `Access-Control-Allow-Origin: *` and `Access-Control-Allow-Credentials: true`. Browsers refuse the " +
		"combination, so that calls with cookies fail. Nothing leaks now; the usual repair, reflecting the origin, lets every website in.",
	Fix: "Either the answers are for everybody: leave credentials out. Or they depend on the user: list the origins.",
	Examples: []rule.Example{{
		Before: `AllowedOrigins: []string{"*"}, AllowCredentials: true,`,
		After:  `AllowedOrigins: []string{"https://app.example.com"}, AllowCredentials: true,`,
	}},
}

// WildcardPrivate: the internet may talk to the local network.
var WildcardPrivate = &rule.Rule{
	ID: "corswild/wildcard-private", Name: "CorsWildcardPrivateNetwork",
	Title:    "Every website may reach a service on the private network",
	Severity: rule.Warning, Score: 6.5, Precision: rule.High,
	CWE: []int{942, 346}, OWASP: owasp,
	Why: "`Access-Control-Allow-Private-Network: true` lets public websites call a service at a private address, and the origin " +
		"is not restricted. Services on a desk or in an office are often protected by their place alone.",
	Fix: "List the websites that may call, or leave the private-network permission out.",
	Examples: []rule.Example{{
		Before: `cors.Options{AllowedOrigins: []string{"*"}, AllowPrivateNetwork: true}`,
		After:  `cors.Options{AllowedOrigins: []string{"https://console.example.com"}, AllowPrivateNetwork: true}`,
	}},
}

// WebsocketAnyOrigin: any website may open a websocket as the user.
var WebsocketAnyOrigin = &rule.Rule{
	ID: "corswild/websocket-any-origin", Name: "WebsocketAnyOrigin",
	Title:    "A websocket accepts connections from any website",
	Severity: rule.Warning, Score: 6.5, Precision: rule.Medium,
	CWE: []int{1385, 346}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "Browsers let every website open a websocket to any server and send the user's cookies along; no cross-origin policy applies. " +
		"The server has to compare the `Origin` header. Without that, a website that a logged-in user visits can " +
		"read and send messages as that user.",
	Fix: "gorilla, coder: remove the option, the default allows the server's own host only, or list origins. Elsewhere: set the list " +
		"or the function that checks the origin.",
	Examples: []rule.Example{{
		Before: `var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}`,
		After:  `var upgrader = websocket.Upgrader{}`,
	}},
	Limits: "What the handler asks for and what stands before it on its route, middleware and groups, decides: behind a token that a script has to add, a check of " +
		"the origin, or nothing at all it is a note, `corswild/websocket-unchecked-origin`. `secvet ./...` sees routes that another package registers. " +
		"Where the route is not seen, it is a note if no package of the program reads cookies or sessions, or asks browsers for a password.",
}

// WebsocketUncheckedOrigin: the same where no cookie is seen.
var WebsocketUncheckedOrigin = &rule.Rule{
	ID: "corswild/websocket-unchecked-origin", Name: "WebsocketUncheckedOrigin",
	Title:    "A websocket looks at no origin, and no cookie is seen before it",
	Severity: rule.Note, Score: 3.7, Precision: rule.Medium,
	CWE: []int{1385, 346}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "Every website can open this websocket from the browser of its visitors. That harms a user whom the server knows by something that " +
		"the browser sends by itself, a cookie above all, and a service that is protected by its network alone. It does not where a token is sent in " +
		"the address or in the first message, or where only programs connect.",
	Fix: "If cookies count, or the service has no login: compare the `Origin` header, as for `corswild/websocket-any-origin`.",
	Examples: []rule.Example{{
		Before: `var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}`,
		After:  `var upgrader = websocket.Upgrader{}`,
	}},
}

// Wildcard: allowed for everybody, without credentials.
var Wildcard = &rule.Rule{
	ID: "corswild/wildcard", Name: "CorsWildcard",
	Title:    "Every website may read the answers, without credentials",
	Severity: rule.Note, Score: 2.6, Precision: rule.Medium,
	CWE: []int{942}, OWASP: owasp,
	Why: "Right for public data. Wrong for a service that is protected by its network alone: websites can then read it through " +
		"the browser of somebody inside.",
	Fix: listThem,
	Examples: []rule.Example{{
		Before: `cors.AllowAll()`,
		After:  `cors.New(cors.Options{AllowedOrigins: []string{"https://app.example.com"}})`,
	}},
}

// Rules are the analyzer's rules, the strongest first.
var Rules = []*rule.Rule{ReflectedCredentials, NullCredentials, WeakOriginCheck, ConfiguredWildcard, WildcardCredentials, WildcardPrivate, WebsocketAnyOrigin, WebsocketUncheckedOrigin, Wildcard}
