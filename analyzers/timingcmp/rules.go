package timingcmp

import "github.com/secvet/secvet/internal/rule"

const (
	how = "Compare with `subtle.ConstantTimeCompare(a, b) == 1` or `hmac.Equal(a, b)`: both look at every byte whatever they find. " +
		"Where the secret's length is a secret too (a password), compare `sha256.Sum256` of both sides that way, for " +
		"`ConstantTimeCompare` answers at once when lengths differ. Passwords belong into bcrypt, scrypt or argon2id, " +
		"whose comparison functions do this."
	why = "`==`, `bytes.Equal` and their kin stop at the first byte that differs. The time until the answer tells how long the common start is, so that " +
		"whoever can ask often enough finds the secret byte by byte instead of guessing it whole."
)

var owasp = []string{"A02:2021", "A04:2025"}

// MACCompare: an authentication code is checked.
var MACCompare = &rule.Rule{
	ID: "timingcmp/mac-compare", Name: "MacComparedInVariableTime",
	Title:    "A MAC or derived key is compared in variable time",
	Severity: rule.Error, Score: 7.4, Precision: rule.High,
	CWE: []int{208}, OWASP: owasp,
	Why: "One side is a keyed hash or a key that is derived from a password, computed to be checked against something that came from elsewhere. " + why +
		" For a MAC that means a valid signature for a message of the attacker's choice.",
	Fix: how,
	Examples: []rule.Example{{
		Before: `mac := hmac.New(sha256.New, key)
mac.Write(body)
if hex.EncodeToString(mac.Sum(nil)) != r.Header.Get("X-Signature") {`,
		After: `mac := hmac.New(sha256.New, key)
mac.Write(body)
sent, err := hex.DecodeString(r.Header.Get("X-Signature"))
if err != nil || !hmac.Equal(mac.Sum(nil), sent) {`,
	}},
	Limits: "MACs that libraries unknown to the catalog compute are not recognised.",
}

// SecretCompare: a secret is checked against what somebody sends.
var SecretCompare = &rule.Rule{
	ID: "timingcmp/secret-compare", Name: "SecretComparedInVariableTime",
	Title:    "A secret is compared in variable time with what a client sends",
	Severity: rule.Warning, Score: 5.9, Precision: rule.Medium,
	CWE: []int{208}, OWASP: owasp,
	Why: "One side is a secret of the program or of an account (a configured token, a password, an API key), the other is what a client sent to prove that " +
		"it knows it. " + why,
	Fix: how,
	Examples: []rule.Example{{
		Before: `if r.Header.Get("X-Api-Key") != cfg.APIKey {`,
		After:  `if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Api-Key")), []byte(cfg.APIKey)) != 1 {`,
	}},
	Limits: "A secret that is looked up in a map or a database by its value is not reported. Nor is one that is written in the program: whoever has the program " +
		"has the secret, and no comparison helps.",
}

// NameOnly: names say so, nothing else does.
var NameOnly = &rule.Rule{
	ID: "timingcmp/name-only", Name: "SecretsByNameCompared",
	Title:    "Values that are named like secrets are compared in variable time",
	Severity: rule.Note, Score: 3.1, Precision: rule.Low,
	CWE: []int{208}, OWASP: owasp,
	Why: "Both sides have names of secrets, and nothing shows where they come from. If a client chooses one of them: " + why,
	Fix: how,
	Examples: []rule.Example{{
		Before: `return given.Token == stored.Token`,
		After:  `return subtle.ConstantTimeCompare([]byte(given.Token), []byte(stored.Token)) == 1`,
	}},
}

// Misuse: the function for the purpose, used wrongly.
var Misuse = &rule.Rule{
	ID: "timingcmp/misuse", Name: "ConstantTimeCompareMisused",
	Title:    "The result of a constant-time comparison is misread",
	Severity: rule.Error, Score: 8.1, Precision: rule.VeryHigh,
	CWE: []int{697, 208}, OWASP: owasp,
	Why: "`subtle.ConstantTimeCompare` returns 1 when its arguments are equal and 0 when they are not, the other way round than `strings.Compare` and " +
		"`memcmp`. A condition that reads it the other way, or no condition at all, lets everybody in who does not know the secret.",
	Fix: "Compare the result with 1: `== 1` for equal, `!= 1` for different.",
	Examples: []rule.Example{{
		Before: `if subtle.ConstantTimeCompare(got, want) != 0 {
	return errWrongToken
}`,
		After: `if subtle.ConstantTimeCompare(got, want) != 1 {
	return errWrongToken
}`,
	}},
}

// Length: the length of a secret shows.
var Length = &rule.Rule{
	ID: "timingcmp/length", Name: "SecretLengthShows",
	Title:    "A constant-time comparison shows the length of a secret",
	Severity: rule.Note, Score: 2.4, Precision: rule.Low,
	CWE: []int{208}, OWASP: owasp,
	Why: "`subtle.ConstantTimeCompare` and `hmac.Equal` answer at once when the lengths differ. For MACs and tokens of a fixed length that tells nothing; of a " +
		"password it tells the length.",
	Fix: "Compare digests: `a, b := sha256.Sum256(got), sha256.Sum256(want)` and `subtle.ConstantTimeCompare(a[:], b[:])`.",
	Examples: []rule.Example{{
		Before: `subtle.ConstantTimeCompare([]byte(given), []byte(cfg.Password)) == 1`,
		After: `a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(cfg.Password))
subtle.ConstantTimeCompare(a[:], b[:]) == 1`,
	}},
}

// Rules are the analyzer's rules, the strongest first.
var Rules = []*rule.Rule{Misuse, MACCompare, SecretCompare, NameOnly, Length}
