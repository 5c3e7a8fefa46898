package sample

import "github.com/secvet/secvet/internal/rule"

// Rules are like those of the analyzers in form, shorter in text.
func Rules() []*rule.Rule {
	return []*rule.Rule{untrusted, dynamic, remove, cost}
}

var untrusted = &rule.Rule{
	ID:        "sqlconcat/untrusted",
	Name:      "SqlBuiltFromUntrustedInput",
	Title:     "SQL text is built from untrusted input",
	Severity:  rule.Error,
	Score:     9.3,
	Precision: rule.VeryHigh,
	CWE:       []int{89},
	OWASP:     []string{"A03:2021"},
	Why: "Whoever sends the request writes a part of the statement. With `'; DROP TABLE orders; --` or a\n" +
		"subquery they read, change or delete what the *database user* may.\n\n" +
		"- Quoting by hand is not enough.\n- See [SQL injection](https://owasp.org/www-community/attacks/SQL_Injection).",
	Fix: "Pass values as arguments, and take names of columns from a list:\n\n1. `db.Query(\"... WHERE id = ?\", id)`\n2. an allowlist for `ORDER BY`",
	Examples: []rule.Example{{
		Before: "rows, err := db.Query(\"SELECT id FROM users WHERE name = '\" + name + \"'\")",
		After:  "rows, err := db.Query(\"SELECT id FROM users WHERE name = ?\", name)",
	}},
	Limits: "Stored procedures are not looked into.",
}

var dynamic = &rule.Rule{
	ID:        "sqlconcat/dynamic",
	Name:      "SqlBuiltFromUnprovenText",
	Title:     "SQL text is built from a string of unproven origin",
	Severity:  rule.Warning,
	Score:     6.5,
	Precision: rule.Medium,
	CWE:       []int{89},
	OWASP:     []string{"A03:2021"},
	Why:       "Nothing proves that the text is safe: a later change may let a request in.",
	Fix:       "Make it a constant, or check it against a list.",
}

var remove = &rule.Rule{
	ID:        "pathjoin/untrusted",
	Name:      "PathBuiltFromUntrustedInput",
	Title:     "A file path is built from untrusted input",
	Severity:  rule.Error,
	Score:     8.1,
	Precision: rule.High,
	CWE:       []int{22, 73},
	OWASP:     []string{"A01:2021"},
	Why:       "A name such as `../../etc/passwd` leaves the directory. <script>alert('rule')</script>",
	Fix:       "Open files through `os.Root`, or check the name with `filepath.IsLocal`.",
	Examples: []rule.Example{{
		Before: "os.RemoveAll(dir + \"/\" + name) // </script><script>alert(3)</script>",
		After:  "root.RemoveAll(name)",
	}},
}

var cost = &rule.Rule{
	ID:        "weakhash/bcrypt-cost",
	Name:      "LowBcryptCost",
	Title:     "The cost of bcrypt is low",
	Severity:  rule.Note,
	Score:     3.1,
	Precision: rule.High,
	CWE:       []int{916},
	OWASP:     []string{"A02:2021"},
	Why:       "A stolen table of hashes is searched for passwords at the speed that the cost allows.",
	Fix:       "Use at least 12.",
}
