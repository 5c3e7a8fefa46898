package weakhash

import "github.com/secvet/secvet/internal/rule"

var owasp = []string{"A02:2021", "A04:2025"}

const hashFix = "Hash passwords with a function that is made for them and salts by itself: `bcrypt.GenerateFromPassword(pw, 12)`, `argon2.IDKey` " +
	"(time 2, 19456 KiB) or `scrypt.Key` (N = 131072, r = 8, p = 1). When people log in with an old hash, check it and replace it. bcrypt reads 72 " +
	"bytes: longer passwords are refused, so limit the length or take argon2id."

// FastHash: a password in a hash made for speed.
var FastHash = &rule.Rule{
	ID: "weakhash/password-fast-hash", Name: "PasswordInFastHash",
	Title:    "A password is hashed by a function that is made for speed",
	Severity: rule.Error, Score: 7.5, Precision: rule.High,
	CWE: []int{916, 328, 759, 760}, OWASP: owasp,
	Why: "MD5, SHA-1, SHA-256 and their kin are fast: a graphics card tries billions of passwords a second against them. Whoever gets the table of hashes has " +
		"most of the passwords within hours. A salt makes tables useless and guessing no slower; a thousand rounds of SHA-256 cost an attacker next to nothing.",
	Fix: hashFix,
	Examples: []rule.Example{{
		Before: `sum := sha256.Sum256([]byte(r.FormValue("password")))
user.PasswordHash = hex.EncodeToString(sum[:])`,
		After: `hash, err := bcrypt.GenerateFromPassword([]byte(r.FormValue("password")), 12)
if err != nil {
	return err
}
user.PasswordHash = string(hash)`,
	}},
	Limits: "A password whose name does not say so, and that does not come from a form, is not recognised. Digests that a protocol prescribes " +
		"(NTLM, SCRAM, HTTP Digest, MySQL) are told by the names of the package, the file and the function.",
}

// PepperedHash: a password in an HMAC.
var PepperedHash = &rule.Rule{
	ID: "weakhash/password-hmac", Name: "PasswordInHmac",
	Title:    "A password is protected by an HMAC alone",
	Severity: rule.Note, Score: 3.7, Precision: rule.Medium,
	CWE: []int{916}, OWASP: owasp,
	Why: "As long as the key stays secret, an HMAC keeps passwords from being guessed. Who gets the key together with the hashes, from a backup or a " +
		"configuration file, guesses at full speed.",
	Fix: "Put the HMAC before a password hash, as a pepper. " + hashFix,
	Examples: []rule.Example{{
		Before: `mac := hmac.New(sha256.New, pepper)
mac.Write([]byte(password))
hash := mac.Sum(nil)`,
		After: `mac := hmac.New(sha256.New, pepper)
mac.Write([]byte(password))
hash, err := bcrypt.GenerateFromPassword(mac.Sum(nil), 12)`,
	}},
}

// BcryptCost: fewer rounds than bcrypt's default.
var BcryptCost = &rule.Rule{
	ID: "weakhash/bcrypt-cost", Name: "BcryptCostTooLow",
	Title:    "bcrypt is used with a cost below its default",
	Severity: rule.Warning, Score: 5.3, Precision: rule.VeryHigh,
	CWE: []int{916}, OWASP: owasp,
	Why: "Each step of the cost doubles the work for a guess. `bcrypt.MinCost` (4) is there for tests: guessing is 64 times faster than with the default " +
		"of 10, which OWASP calls the least.",
	Fix: "Use `bcrypt.DefaultCost` or, for new programs, 12. Old hashes stay valid: the cost is part of the hash.",
	Examples: []rule.Example{{
		Before: `hash, err := bcrypt.GenerateFromPassword(pw, bcrypt.MinCost)`,
		After:  `hash, err := bcrypt.GenerateFromPassword(pw, bcrypt.DefaultCost)`,
	}},
	Limits: "Only costs that the program itself sets are seen; a cost from a setting is not judged, nor is code in tests.",
}

// KDFParameters: PBKDF2, scrypt and argon2 far too cheap.
var KDFParameters = &rule.Rule{
	ID: "weakhash/kdf-parameters", Name: "PasswordHashTooCheap",
	Title:    "A password hash has parameters that make guessing cheap",
	Severity: rule.Warning, Score: 5.3, Precision: rule.High,
	CWE: []int{916}, OWASP: owasp,
	Why: "PBKDF2, scrypt and argon2 are as slow as their parameters say. These are below what was recommended years ago, when graphics cards were slower.",
	Fix: "PBKDF2: 600,000 iterations with SHA-256, 220,000 with SHA-512. scrypt: N = 131072, r = 8, p = 1. argon2id: time 2 with 19456 KiB or time 1 with " +
		"47104 KiB. Store the parameters beside the hash before changing them, or old hashes can no longer be checked.",
	Examples: []rule.Example{{
		Before: `key, err := pbkdf2.Key(sha256.New, password, salt, 4096, 32)`,
		After:  `key, err := pbkdf2.Key(sha256.New, password, salt, 600_000, 32)`,
	}},
	Limits: "Parameters that are read at run time are not judged. Protocols that fix them (SCRAM, WPA, BIP 39) are told by names.",
}

// Obsolete: a password hash of another time.
var Obsolete = &rule.Rule{
	ID: "weakhash/obsolete-password-hash", Name: "ObsoletePasswordHash",
	Title:    "Passwords are hashed with an obsolete function",
	Severity: rule.Warning, Score: 6.5, Precision: rule.High,
	CWE: []int{916, 328}, OWASP: owasp,
	Why: "MD5-crypt and Apache's APR1 are a thousand rounds of MD5, {SHA} of htpasswd is one round of SHA-1 without a salt: graphics cards try millions to billions " +
		"of passwords a second against them. Their own author calls MD5-crypt no longer secure.",
	Fix: hashFix,
	Examples: []rule.Example{{
		Before: `htpasswd.SetPassword(file, name, password, htpasswd.HashAPR1)`,
		After:  `htpasswd.SetPassword(file, name, password, htpasswd.HashBCrypt)`,
	}},
}

// ObsoleteAccepted: passwords are checked against hashes of another time.
var ObsoleteAccepted = &rule.Rule{
	ID: "weakhash/obsolete-hash-accepted", Name: "ObsoletePasswordHashAccepted",
	Title:    "Passwords that were hashed with an obsolete function are accepted",
	Severity: rule.Note, Score: 2.5, Precision: rule.High,
	CWE: []int{916, 328}, OWASP: owasp,
	Why: "Password files of web servers may hold MD5-crypt, unsalted SHA-1, and even plain text. Whoever gets hold of such a file has the passwords soon after. " +
		"Nothing is made worse by checking against it, but nothing gets better either as long as the file is taken as it is.",
	Fix: "Accept bcrypt alone where the file is the program's own. Where old entries must go on working, hash a password that was right once more, with bcrypt, and replace the entry.",
	Examples: []rule.Example{{
		Before: `users, err := htpasswd.New(file, htpasswd.DefaultSystems, nil)`,
		After:  `users, err := htpasswd.New(file, []htpasswd.PasswdParser{htpasswd.AcceptBcrypt}, nil)`,
	}},
}

// WeakSignature: broken hashes where collisions count.
var WeakSignature = &rule.Rule{
	ID: "weakhash/weak-signature-hash", Name: "SignatureOverBrokenHash",
	Title:    "A signature, certificate or home-made MAC rests on MD5 or SHA-1",
	Severity: rule.Warning, Score: 5.9, Precision: rule.High,
	CWE: []int{327, 328}, OWASP: owasp,
	Why: "Two documents with the same MD5 are made in seconds, with the same SHA-1 for the price of a car. A signature over one is a signature over the other. " +
		"And a plain hash over a secret and data is no MAC: who knows one value can append data and compute the next.",
	Fix: "Sign SHA-256 digests. For authentication codes use `hmac.New(sha256.New, key)`.",
	Examples: []rule.Example{{
		Before: `sum := md5.Sum([]byte(secret + data))`,
		After: `mac := hmac.New(sha256.New, []byte(secret))
mac.Write([]byte(data))
sum := mac.Sum(nil)`,
	}},
	Limits: "HMAC with SHA-1 or MD5 is not reported: it is not broken.",
}

// SecretPrefix: a hash that is not broken, used as if it had a key.
var SecretPrefix = &rule.Rule{
	ID: "weakhash/secret-prefix-mac", Name: "DigestOfSecretAndDataAsMac",
	Title:    "A digest of a secret followed by data is used as a signature",
	Severity: rule.Warning, Score: 5.3, Precision: rule.Medium,
	CWE: []int{327, 345}, OWASP: owasp,
	Why: "SHA-256 and SHA-512 read their input block by block, and the digest is all that they remember of it. Who has the digest of `secret + data` goes on from there: " +
		"he computes that of `secret + data + padding + more` without the secret, and the program takes it for its own. Flickr's API was broken that way in 2009.",
	Fix: "Use `hmac.New(sha256.New, key)`, which was made for this. SHA-384, SHA-512/256, SHA-3 and BLAKE2 don't show their state, nor does a digest with the secret at the end, " +
		"but an HMAC needs no argument.",
	Examples: []rule.Example{{
		Before: `sum := sha256.Sum256([]byte(secret + r.FormValue("path")))
return hmac.Equal(sum[:], sent)`,
		After: `mac := hmac.New(sha256.New, []byte(secret))
mac.Write([]byte(r.FormValue("path")))
return hmac.Equal(mac.Sum(nil), sent)`,
	}},
	Limits: "Only where the secret has the name of one, stands at the start, data that somebody else chooses at the end, and the digest is compared in the function, or " +
		"is a signature by the function's name. What another server prescribes is not reported.",
}

// ClearText: a password kept as it is.
var ClearText = &rule.Rule{
	ID: "weakhash/clear-text-password", Name: "PasswordInClearText",
	Title:    "A password is kept in clear text",
	Severity: rule.Warning, Score: 6.5, Precision: rule.High,
	CWE: []int{256, 522}, OWASP: owasp,
	Why: "Whoever reads the table, in a backup, through an injection, as an administrator, has every password, and the other accounts of people who use one " +
		"password twice. A check in SQL (`WHERE password = ?`) also compares in variable time, and by the database's collation.",
	Fix: "Find the account by its name, and check the password against a hash in the program. " + hashFix,
	Examples: []rule.Example{{
		Before: `row := db.QueryRow("SELECT id FROM users WHERE name = ? AND password = ?", name, r.FormValue("password"))`,
		After: `row := db.QueryRow("SELECT id, hash FROM users WHERE name = ?", name)
if err := row.Scan(&id, &hash); err != nil {
	return err
}
return bcrypt.CompareHashAndPassword(hash, []byte(r.FormValue("password")))`,
	}},
	Limits: "Only a password that is seen to come from a client and to reach a password column, or a comparison with what came from a database, with nothing done " +
		"to it on the way. That a browser hashed it before is not seen; such a hash is the password, then.",
}

// Predictable: a secret drawn from a generator that is none for secrets.
var Predictable = &rule.Rule{
	ID: "weakhash/predictable-token", Name: "PredictableToken",
	Title:    "A token, password or key is made of predictable random numbers",
	Severity: rule.Warning, Score: 6.5, Precision: rule.High,
	CWE: []int{338, 330}, OWASP: owasp,
	Why: "`math/rand` is made for simulations: who knows the seed, or has seen enough of the output, computes the rest. A seed taken from the clock is found by " +
		"trying the nanoseconds around the time of a token that was handed out, and with it all tokens before and after.",
	Fix: "Take `crypto/rand`: `rand.Text()` (Go 1.24) is a token of 128 bits, `rand.Read` fills bytes and never fails, `rand.Int` chooses a number. " +
		"Tokens that were handed out before should expire.",
	Examples: []rule.Example{{
		Before: `b := make([]byte, 32)
for i := range b {
	b[i] = letters[mathrand.Intn(len(letters))]
}
session.Token = string(b)`,
		After: `session.Token = rand.Text() // crypto/rand`,
	}},
	Limits: "That a text is a secret is told by the name of the function, field, parameter, variable, cookie or key that takes it, or by what it is used for " +
		"(the key of a cipher or MAC, the state of an OAuth request). A text that something unpredictable goes into as well is not reported, nor is one that " +
		"passes through code that is not understood.",
}

// BcryptRecommended: bcrypt between its default and what is recommended.
var BcryptRecommended = &rule.Rule{
	ID: "weakhash/bcrypt-recommended", Name: "BcryptCostBelowRecommended",
	Title:    "bcrypt is used with a cost below 12",
	Severity: rule.Note, Score: 1.9, Precision: rule.High,
	CWE: []int{916}, OWASP: owasp,
	Why: "10 is the least that OWASP accepts, and bcrypt's default since 2011. 12 takes a quarter of a second on a server of today.",
	Fix: "Use 12 for new hashes. Old hashes stay valid: the cost is part of the hash.",
	Examples: []rule.Example{{
		Before: `hash, err := bcrypt.GenerateFromPassword(pw, bcrypt.DefaultCost)`,
		After:  `hash, err := bcrypt.GenerateFromPassword(pw, 12)`,
	}},
}

// LongInput: what stands behind 72 bytes is not looked at.
var LongInput = &rule.Rule{
	ID: "weakhash/bcrypt-long-input", Name: "BcryptInputTooLong",
	Title:    "bcrypt gets more than the password",
	Severity: rule.Note, Score: 3.1, Precision: rule.Medium,
	CWE: []int{916}, OWASP: owasp,
	Why: "bcrypt reads 72 bytes. `bcrypt.GenerateFromPassword` refuses more (older versions cut), `bcrypt.CompareHashAndPassword` ignores the rest. What stands " +
		"before the password uses up bytes: with 72 of them every password is right. The hexadecimal text of a SHA-512 sum is always too long.",
	Fix: "Give bcrypt the password alone; it salts by itself. For a pepper or long passwords: bcrypt of the base64 text of an HMAC-SHA-256, which has 44 bytes.",
	Examples: []rule.Example{{
		Before: `bcrypt.GenerateFromPassword([]byte(user.ID+pepper+password), 12)`,
		After: `mac := hmac.New(sha256.New, pepper)
mac.Write([]byte(password))
bcrypt.GenerateFromPassword([]byte(base64.StdEncoding.EncodeToString(mac.Sum(nil))), 12)`,
	}},
}

// BcryptRaised: a cost that is not the one used.
var BcryptRaised = &rule.Rule{
	ID: "weakhash/bcrypt-raised", Name: "BcryptCostIgnored",
	Title:    "bcrypt ignores a cost below 4",
	Severity: rule.Note, Score: 1.0, Precision: rule.VeryHigh,
	CWE: []int{1068}, OWASP: owasp,
	Why: "`bcrypt.GenerateFromPassword` takes `DefaultCost` for every cost below `MinCost`, without an error. The hash is not weak; the number in the program is not " +
		"the one that is used.",
	Fix:      "Write the cost that is meant.",
	Examples: []rule.Example{{Before: `bcrypt.GenerateFromPassword(pw, 0)`, After: `bcrypt.GenerateFromPassword(pw, bcrypt.DefaultCost)`}},
}

// KDFRecommended: below today's recommendation.
var KDFRecommended = &rule.Rule{
	ID: "weakhash/kdf-recommended", Name: "PasswordHashBelowRecommended",
	Title:    "A password hash has parameters below today's recommendation",
	Severity: rule.Note, Score: 2.3, Precision: rule.High,
	CWE: []int{916}, OWASP: owasp,
	Why: "The parameters were recommended some years ago; hardware has become faster since.",
	Fix: KDFParameters.Fix, Examples: KDFParameters.Examples,
}

// Rules are the analyzer's rules, the strongest first.
var Rules = []*rule.Rule{FastHash, BcryptCost, KDFParameters, Obsolete, WeakSignature, SecretPrefix, Predictable, ClearText, PepperedHash, BcryptRecommended, BcryptRaised, LongInput, KDFRecommended, ObsoleteAccepted}
