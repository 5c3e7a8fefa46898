package jwtalg

import "github.com/secvet/secvet/internal/rule"

var (
	owaspCrypto = []string{"A02:2021", "A04:2025"}
	owaspAuth   = []string{"A07:2021", "A07:2025"}
)

// None: tokens without a signature are accepted.
var None = &rule.Rule{
	ID: "jwtalg/none", Name: "JwtNoneAccepted",
	Title:    "Tokens without a signature are accepted",
	Severity: rule.Error, Score: 9.8, Precision: rule.VeryHigh,
	CWE: []int{347, 327}, OWASP: owaspCrypto,
	Why: "With `alg: none` a token carries no signature. The key that is returned here tells the library to accept such tokens, so " +
		"anyone can write a token with any claims.",
	Fix: "Return the real key, and name the algorithm that the issuer uses.",
	Examples: []rule.Example{{
		Before: `func(t *jwt.Token) (any, error) { return jwt.UnsafeAllowNoneSignatureType, nil }`,
		After:  `jwt.ParseWithClaims(token, &claims, func(t *jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"HS256"}))`,
	}},
}

// NoneSign: tokens are issued without a signature.
var NoneSign = &rule.Rule{
	ID: "jwtalg/none-sign", Name: "JwtIssuedUnsigned",
	Title:    "A token is issued without a signature",
	Severity: rule.Error, Score: 7.5, Precision: rule.High,
	CWE: []int{347}, OWASP: owaspCrypto,
	Why: "A token that is issued with `alg: none` can be changed by whoever holds it, and whoever accepts it accepts anybody's.",
	Fix: "Sign with a key: HS256 with 32 random bytes where issuer and reader are one program, EdDSA, ES256 or RS256 otherwise.",
	Examples: []rule.Example{{
		Before: `jwt.NewWithClaims(jwt.SigningMethodNone, claims).SignedString(jwt.UnsafeAllowNoneSignatureType)`,
		After:  `jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)`,
	}},
}

// Unverified: the claims of a request's token are read without a check.
var Unverified = &rule.Rule{
	ID: "jwtalg/unverified", Name: "JwtNotVerified",
	Title:    "The claims of a token from outside are read without verifying its signature",
	Severity: rule.Error, Score: 9.1, Precision: rule.High,
	CWE: []int{347, 345}, OWASP: owaspAuth,
	Why: "The token comes from a request and is decoded only. Nobody checks who wrote it: a client can name any user, role or tenant in it.",
	Fix: "Use the verifying call of the library with the issuer's key. Reading the header or the issuer first, to choose the key, is fine " +
		"when the same token is verified afterwards; secvet then says nothing.",
	Examples: []rule.Example{{
		Before: `_, _, err := jwt.NewParser().ParseUnverified(bearer(r), &claims)`,
		After:  `_, err := jwt.ParseWithClaims(bearer(r), &claims, keyFunc, jwt.WithValidMethods([]string{"ES256"}))`,
	}},
	Limits: "Tokens that do not visibly come from a request are not reported: an ID token straight from the token endpoint, one's own token on the " +
		"command line. Where another service in front verifies tokens, secvet cannot see it.",
}

// Confusable: a key can be used with the wrong kind of algorithm.
var Confusable = &rule.Rule{
	ID: "jwtalg/confusable", Name: "JwtKeyConfusion",
	Title:    "The token chooses between a secret and a public key",
	Severity: rule.Error, Score: 9.1, Precision: rule.High,
	CWE: []int{347, 327}, OWASP: owaspCrypto,
	Why: "The algorithm stands in the token, so an attacker chooses it. If the bytes of a public key can be used as the key, a token with " +
		"`alg: HS256` is checked with the public key as the secret, and everyone knows that. If one key function hands out secrets and public " +
		"keys without looking at the algorithm, the token decides which kind of check is made.",
	Fix: "Parse public keys (`jwt.ParseRSAPublicKeyFromPEM`) and hand over the parsed key, never its bytes. Fix the algorithm, or switch on it and " +
		"return the key that belongs to it.",
	Examples: []rule.Example{{
		Before: `func(t *jwt.Token) (any, error) { return publicPEM, nil }`,
		After: `public, err := jwt.ParseRSAPublicKeyFromPEM(publicPEM)
...
jwt.Parse(token, func(t *jwt.Token) (any, error) { return public, nil }, jwt.WithValidMethods([]string{"RS256"}))`,
	}},
}

// HeaderKey: the token brings its own key.
var HeaderKey = &rule.Rule{
	ID: "jwtalg/header-key", Name: "JwtKeyFromToken",
	Title:    "The key comes from the token that it is to verify",
	Severity: rule.Error, Score: 9.1, Precision: rule.High,
	CWE: []int{347, 345}, OWASP: owaspCrypto,
	Why: "`jku`, `x5u`, `jwk` and `x5c` are header fields of the token. A key taken from there, or fetched from an address that stands there, is the " +
		"attacker's: his token verifies with his key.",
	Fix: "Take keys from a fixed address or a fixed set and let the token's `kid` only choose among them; compare `jku` with an allowlist first.",
	Examples: []rule.Example{{
		Before: `set, err := jwk.Fetch(ctx, token.Header["jku"].(string))`,
		After:  `set, err := jwk.Fetch(ctx, "https://issuer.example/.well-known/jwks.json")`,
	}},
}

// ErrorIgnored: the outcome of the verification is dropped.
var ErrorIgnored = &rule.Rule{
	ID: "jwtalg/error-ignored", Name: "JwtErrorIgnored",
	Title:    "The error of a token's verification is ignored and its claims are used",
	Severity: rule.Error, Score: 9.1, Precision: rule.High,
	CWE: []int{347, 252}, OWASP: owaspAuth,
	Why: "The library fills in the claims before it checks the signature. Without a look at the error (or at `token.Valid`) a forged token's " +
		"claims are used like a true one's. A helper that hands the claims back together with the error leaves the look to its callers.",
	Fix: "Return when the error is not nil, before anything of the token is used.",
	Examples: []rule.Example{{
		Before: `token, _ := jwt.ParseWithClaims(raw, &claims, keyFunc)`,
		After: `_, err := jwt.ParseWithClaims(raw, &claims, keyFunc)
if err != nil {
	return err
}`,
	}},
}

// MixedAlgorithms: an allowlist with both families.
var MixedAlgorithms = &rule.Rule{
	ID: "jwtalg/mixed-algorithms", Name: "JwtMixedAlgorithmList",
	Title:    "The list of accepted algorithms mixes secrets and public keys, or holds none",
	Severity: rule.Warning, Score: 5.9, Precision: rule.Medium,
	CWE: []int{327, 347}, OWASP: owaspCrypto,
	Why: "A list with HS256 beside RS256 or ES256 leaves it to the token whether it is checked with a secret or with a public key; one mistake in the " +
		"choice of the key makes the public key a secret.",
	Fix: "List the algorithms of one family: those that the issuer uses.",
	Examples: []rule.Example{{
		Before: `jwt.WithValidMethods([]string{"HS256", "RS256"})`,
		After:  `jwt.WithValidMethods([]string{"RS256"})`,
	}},
	Limits: "A program whose key function returns for each algorithm a key of its own kind is safe in spite of the list; where secvet sees that, it says nothing.",
}

// Unpinned: the key's type is open, and so is the algorithm.
var Unpinned = &rule.Rule{
	ID: "jwtalg/unpinned", Name: "JwtAlgorithmOpen",
	Title:    "The token chooses the algorithm, and the key's type does not limit it",
	Severity: rule.Warning, Score: 5.3, Precision: rule.Medium,
	CWE: []int{347, 327}, OWASP: owaspCrypto,
	Why: "No algorithm is fixed, and the key comes from a place that can hold secrets as well as public keys, or the same token is checked elsewhere " +
		"with a fixed algorithm and here without.",
	Fix:      "Name the algorithm in the verifying call, or compare `token.Method` in the key function before a key is returned.",
	Examples: pinExamples,
}

// UnpinnedHardening: the key's type limits the choice to one family.
var UnpinnedHardening = &rule.Rule{
	ID: "jwtalg/unpinned-hardening", Name: "JwtAlgorithmNotNamed",
	Title:    "The algorithm of accepted tokens is not named",
	Severity: rule.Note, Score: 2.6, Precision: rule.High,
	CWE: []int{327}, OWASP: owaspCrypto,
	Why: "The key has one type, so the token can only choose within one family (the hash size, or PKCS #1 v1.5 and PSS): forging is not possible. " +
		"The libraries still advise to name the algorithm, so that a later change of the key's type opens nothing.",
	Fix:      "Name the algorithm in the verifying call.",
	Examples: pinExamples,
}

var pinExamples = []rule.Example{{
	Before: `jwt.ParseWithClaims(raw, &claims, keyFunc)`,
	After:  `jwt.ParseWithClaims(raw, &claims, keyFunc, jwt.WithValidMethods([]string{"RS256"}))`,
}}

// HardcodedKey: a secret in the source.
var HardcodedKey = &rule.Rule{
	ID: "jwtalg/hardcoded-key", Name: "JwtHardcodedKey",
	Title:    "The key that signs or verifies tokens stands in the source",
	Severity: rule.Warning, Score: 8.1, Precision: rule.High,
	CWE: []int{798, 321}, OWASP: []string{"A07:2021", "A04:2025"},
	Why: "Everyone who can read the source or the program file can issue tokens for any user of every installation. A constant that stands in " +
		"when the setting is missing is as bad: it is used wherever nobody sets one. In a package that reads settings and signs nothing, the name of " +
		"the setting (`JWTSecret`, `jwt.secret`) says what it is for.",
	Fix: "Read the key from the environment or a secret store and refuse to start without it, or create a random one at the first start.",
	Examples: []rule.Example{{
		Before: `token.SignedString([]byte("s3cret"))`,
		After: `key := os.Getenv("JWT_KEY")
if len(key) < 32 {
	log.Fatal("JWT_KEY must hold at least 32 bytes")
}
token.SignedString([]byte(key))`,
	}},
}

// WeakKey: a secret that is too short.
var WeakKey = &rule.Rule{
	ID: "jwtalg/weak-key", Name: "JwtShortKey",
	Title:    "The secret is shorter than the hash",
	Severity: rule.Warning, Score: 5.9, Precision: rule.High,
	CWE: []int{326, 347}, OWASP: owaspCrypto,
	Why: "One token is enough to try secrets offline. RFC 7518, section 3.2, asks for a secret at least as long as the hash: 32 bytes for HS256, 48 for " +
		"HS384, 64 for HS512.",
	Fix: "Use random bytes of that length from crypto/rand.",
	Examples: []rule.Example{{
		Before: `key := make([]byte, 8); rand.Read(key)`,
		After:  `key := make([]byte, 32); rand.Read(key)`,
	}},
}

// EmptyKey: a setting that may be missing.
var EmptyKey = &rule.Rule{
	ID: "jwtalg/empty-key", Name: "JwtPossiblyEmptyKey",
	Title:    "The secret is empty when a setting is missing",
	Severity: rule.Note, Score: 3.7, Precision: rule.Medium,
	CWE: []int{1188, 347}, OWASP: owaspCrypto,
	Why: "An environment variable that is not set is the empty string, and the library accepts tokens that are signed with the empty secret.",
	Fix: "Check at the start that the setting is there and long enough.",
	Examples: []rule.Example{{
		Before: `key := []byte(os.Getenv("JWT_KEY"))`,
		After: `key := []byte(os.Getenv("JWT_KEY"))
if len(key) < 32 {
	log.Fatal("JWT_KEY must hold at least 32 bytes")
}`,
	}},
}

// ClaimsNotValidated: expiry and the like are switched off.
var ClaimsNotValidated = &rule.Rule{
	ID: "jwtalg/claims-not-validated", Name: "JwtClaimsNotValidated",
	Title:    "The check of a token's claims is switched off",
	Severity: rule.Warning, Score: 5.4, Precision: rule.Medium,
	CWE: []int{613, 345}, OWASP: owaspAuth,
	Why: "The signature is verified, but not whether the token has expired, is meant for this service or comes from the expected issuer: a stolen token " +
		"works for ever, one for another service works here.",
	Fix: "Remove the option, or validate the claims afterwards.",
	Examples: []rule.Example{{
		Before: `jwt.NewParser(jwt.WithoutClaimsValidation())`,
		After:  `jwt.NewParser(jwt.WithExpirationRequired())`,
	}},
	Limits: "Programs that must read expired tokens (to refresh them) switch the check off on purpose; say so in an ignore comment.",
}

// NoExpiry: tokens without an end.
var NoExpiry = &rule.Rule{
	ID: "jwtalg/no-expiry", Name: "JwtNoExpiry",
	Title:    "A token does not expire, or late",
	Severity: rule.Note, Score: 3.1, Precision: rule.Medium,
	CWE: []int{613}, OWASP: owaspAuth,
	Why: "A token cannot be taken back: whoever has a copy can use it until it expires. Access tokens of 15 minutes, renewed with a refresh token that can " +
		"be revoked, are good practice.",
	Fix: "Set `exp` when the token is issued and require it when it is read.",
	Examples: []rule.Example{{
		Before: `jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{Subject: id})`,
		After:  `jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{Subject: id, ExpiresAt: jwt.NewNumericDate(time.Now().Add(15 * time.Minute))})`,
	}},
}

// Rules are the analyzer's rules, the strongest first.
var Rules = []*rule.Rule{
	None, NoneSign, Unverified, Confusable, HeaderKey, ErrorIgnored,
	MixedAlgorithms, Unpinned, HardcodedKey, WeakKey, ClaimsNotValidated,
	UnpinnedHardening, EmptyKey, NoExpiry,
}
