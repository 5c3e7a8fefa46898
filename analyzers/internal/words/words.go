// Package words judges names: whether that of a variable, a field, a function or
// a form key says that a secret is behind it. A name is a hint and never a proof;
// the analyzers use it where the origin of a value leaves the question open.
package words

import (
	"slices"
	"strings"
	"unicode"
)

// Split cuts a name into its words in lower case: "clientSecretID",
// "client_secret_id" and "Client-Secret-Id" have three.
func Split(name string) []string {
	var found []string
	runes := []rune(name)
	start := -1
	end := func(i int) {
		if start >= 0 {
			found = append(found, strings.ToLower(string(runes[start:i])))
		}
		start = -1
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r):
			end(i)
		case start < 0:
			start = i
		case unicode.IsUpper(r) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			end(i)
			start = i
		}
	}
	end(len(runes))
	return found
}

// Sense is what a name says.
type Sense int

const (
	// Denied: the name says that it is something about a secret, or something
	// that only shares its word.
	Denied Sense = iota - 1
	// Nothing: the name says nothing of a secret.
	Nothing
	// Hint: a word that has harmless meanings as well (hash, code, key): it counts
	// beside evidence of another kind.
	Hint
	// Secret: a word that is used for secrets.
	Secret
)

var (
	secrets = []string{"password", "passwd", "pwd", "passphrase", "passcode", "secret", "secrets", "token", "tokens", "apikey", "apikeys", "accesskey",
		"signature", "hmac", "csrf", "xsrf", "otp", "totp", "authkey", "bearer", "credential", "credentials", "masterkey",
		"apitoken", "authtoken", "accesstoken", "secretkey", "clientsecret", "userpassword", "passwort", "sharedsecret"}
	// pairs are two words that are one of them.
	pairs = [][2]string{{"api", "key"}, {"api", "keys"}, {"access", "key"}, {"auth", "key"}, {"master", "key"}, {"secret", "key"}, {"signing", "key"},
		{"shared", "key"}, {"admin", "key"}, {"pass", "word"}, {"pass", "phrase"}, {"api", "tokens"}, {"auth", "pass"}, {"user", "pass"},
		{"admin", "pass"}, {"basic", "pass"}, {"recovery", "code"}, {"reset", "code"}, {"backup", "code"}, {"code", "verifier"},
		{"invite", "code"}}
	hints = []string{"hash", "digest", "mac", "sig", "nonce", "checksum", "code", "state", "pin", "key", "salt", "pass", "auth",
		"authorization", "sum", "verifier", "hashed", "session"}
	// others turn a name into that of something about a secret, or of something
	// that only shares its word, when they stand behind that word: tokenType, not
	// headerToken.
	others = []string{"type", "types", "kind", "name", "names", "id", "ids", "field", "header", "param", "params", "query", "prefix", "suffix", "url", "uri", "path",
		"file", "filename", "len", "length", "size", "count", "ttl", "expiry", "expires", "expiration", "expired", "lifetime", "pos", "index", "line", "column",
		"start", "end", "status", "mode", "enabled", "disabled", "required", "valid", "source", "provider", "issuer", "endpoint", "scope", "scopes",
		"format", "method", "label", "placeholder", "policy", "scheme", "class", "manager", "service", "store", "handler", "namespace", "resource", "literal",
		"contract", "pair", "balance", "amount", "decimals", "address", "addr", "limit", "limits", "usage", "price", "cost", "model", "prompt",
		"template", "variable", "var", "regex", "regexp", "pattern", "title", "description", "message", "msg", "err", "error", "role", "group", "owner",
		"host", "hostname", "port", "date", "time", "timestamp", "created", "updated", "changed", "dir", "directory", "bucket", "table", "key",
		"algorithm", "alg", "version", "env", "ref", "refs", "repeat", "retype", "confirm", "confirmation", "confirmed", "again", "hint", "user", "username", "challenge"}
	// ahead do so wherever they stand: publicKey, nextPageToken, oldPassword.
	ahead = []string{"public", "pub", "cert", "repeat", "retype", "confirm", "confirmation", "confirmed", "next", "page", "paging", "pagination", "continue",
		"continuation", "cursor", "resume", "sync", "etag", "symbol", "symbols", "lexer", "coin", "currency", "swap", "chain", "fungible", "device", "push", "max", "min", "num"}
	// states tell two states of one thing apart.
	states = []string{"old", "new", "previous", "current", "prev", "last", "before", "after", "original", "orig", "updated", "existing"}
)

// State says whether a name tells one state of a thing from another.
func State(name string) bool { return Has(name, states...) }

// Judge says what a name tells about the value behind it.
func Judge(name string) Sense { return JudgeWords(Split(name)) }

// JudgeWords is [Judge] for a name that is split already.
func JudgeWords(w []string) Sense {
	w = withoutPlace(w)
	sense := Nothing
	paired := -1
	for i := range w {
		if i > 0 && slices.Contains(pairs, [2]string{w[i-1], w[i]}) {
			sense, paired = Secret, i
		}
	}
	for _, x := range w {
		switch {
		case slices.Contains(secrets, x):
			sense = max(sense, Secret)
		case slices.Contains(hints, x):
			sense = max(sense, Hint)
		}
	}
	last := paired
	for i, x := range w {
		if slices.Contains(secrets, x) || slices.Contains(hints, x) && (sense == Hint || x != "key") {
			last = max(last, i)
		}
	}
	for i, x := range w {
		if i == paired || i == paired-1 || sense == Nothing || i == last {
			continue
		}
		if i > last && slices.Contains(others, x) || slices.Contains(ahead, x) {
			return Denied
		}
	}
	return sense
}

// withoutPlace leaves out of a name where its thing comes from, or is kept: of
// tokenFromHeader and passwordInFile, what stands before the preposition.
func withoutPlace(w []string) []string {
	for i, x := range w {
		if i > 0 && i+1 < len(w) && (x == "from" || x == "in") &&
			slices.ContainsFunc(w[:i], func(x string) bool { return slices.Contains(secrets, x) }) {
			return w[:i]
		}
	}
	return w
}

// Plain says whether a name is that of something ordinary, whatever it is a part
// of: a prefix, a name, an address.
func Plain(name string) bool {
	w := withoutPlace(Split(name))
	return len(w) > 0 && w[len(w)-1] != "key" && slices.Contains(others, w[len(w)-1])
}

// Has says whether one of the words of a name is among those given.
func Has(name string, any ...string) bool {
	return slices.ContainsFunc(Split(name), func(w string) bool { return slices.Contains(any, w) })
}

var (
	passwords = []string{"password", "passwd", "pwd", "passphrase", "passcode", "pass", "pw", "userpassword", "passwort"}
	// notPasswords turn the name of a password into that of something else: a
	// hash of it, a setting about it, where it is kept.
	notPasswords = []string{"hash", "hashed", "hashes", "digest", "encrypted", "crypted", "encoded", "cipher", "salt", "reset", "strength", "score", "min", "max", "changed",
		"age", "hint", "question", "again", "key", "forgot", "token", "bcrypt", "md", "sha", "masked", "redacted", "by", "through", "fail", "failed", "ok", "bypass", "hasher", "secret"}
	// about are words that leave it a password.
	about = []string{"repeat", "retype", "confirm", "confirmation", "confirmed", "user", "username", "owner", "host", "group", "service", "role", "store", "database", "new"}
)

// Password says whether a name is that of a password in clear.
func Password(name string) bool {
	w := withoutPlace(Split(name))
	found := slices.ContainsFunc(w, func(x string) bool { return slices.Contains(passwords, x) }) ||
		slices.ContainsFunc(w, func(x string) bool { return x == "pass" })
	for i := range w {
		found = found || i > 0 && w[i-1] == "pass" && (w[i] == "word" || w[i] == "phrase")
	}
	return found && !slices.ContainsFunc(w, func(x string) bool {
		return slices.Contains(notPasswords, x) || slices.Contains(others, x) && !slices.Contains(about, x)
	})
}
