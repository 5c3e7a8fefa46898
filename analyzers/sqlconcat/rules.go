package sqlconcat

import "github.com/secvet/secvet/internal/rule"

const how = "Keep the text of the statement constant and pass values as arguments: `?` (MySQL, SQLite), `$1` (PostgreSQL) or `@p1` " +
	"(SQL Server) in the text, the value behind it. Names of tables and columns and the direction of a sort cannot be arguments: " +
	"look them up in a map or a switch whose entries are constants. A list of values takes a list of placeholders " +
	"(`strings.Repeat(\"?,\", n)`) or `= ANY($1)`."

var examples = []rule.Example{{
	Before: `rows, err := db.QueryContext(ctx, "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'")`,
	After:  `rows, err := db.QueryContext(ctx, "SELECT id FROM users WHERE name = ?", r.FormValue("name"))`,
}, {
	Before: `rows, err := db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+r.FormValue("sort"))`,
	After: `column, ok := map[string]string{"name": "name", "age": "created_at"}[r.FormValue("sort")]
if !ok {
	column = "name"
}
rows, err := db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+column)`,
}}

// Untrusted: an attacker chooses a piece of the statement.
var Untrusted = &rule.Rule{
	ID: "sqlconcat/untrusted", Name: "SqlInjection",
	Title:    "Untrusted data becomes part of a SQL statement",
	Severity: rule.Error, Score: 9.3, Precision: rule.High,
	CWE: []int{89}, OWASP: []string{"A03:2021", "A05:2025"},
	Why: "A piece of the statement comes from a request, a message or an archive, and nothing on the way confines it. " +
		"Whoever sends it can end the quotation, add conditions, read other tables or, with most drivers, run further statements.",
	Fix: how, Examples: examples,
	Limits: "Data that passes through code that secvet cannot read (reflection, plugins) is reported as sqlconcat/dynamic or not at all.",
}

// Dynamic: the statement is built, and nobody can see from what.
var Dynamic = &rule.Rule{
	ID: "sqlconcat/dynamic", Name: "SqlBuiltFromStrings",
	Title:    "A SQL statement is put together from text of unproven origin",
	Severity: rule.Warning, Score: 6.0, Precision: rule.Medium,
	CWE: []int{89}, OWASP: []string{"A03:2021", "A05:2025"},
	Why: "A text value is pasted into the statement. In this package nothing shows that it is harmless: it is a parameter of an " +
		"exported function, was stored before, or comes from unknown code. One caller that passes outside data on is enough.",
	Fix: how, Examples: examples,
	Limits: "Names of tables and columns that come from parameters are not reported: most programs choose them themselves.",
}

// Operator: the operator's settings are part of the statement.
var Operator = &rule.Rule{
	ID: "sqlconcat/operator", Name: "SqlFromSettings",
	Title:    "A setting of the operator becomes part of a SQL statement",
	Severity: rule.Note, Score: 2.0, Precision: rule.Medium,
	CWE: []int{89}, OWASP: []string{"A03:2021", "A05:2025"},
	Why: "A flag, an environment variable or a configuration entry is pasted into the statement. Whoever runs the program is " +
		"trusted with it, but a quote in a password or a name breaks the statement.",
	Fix: how, Examples: examples,
}

// Rules are the analyzer's rules, the strongest first.
var Rules = []*rule.Rule{Untrusted, Dynamic, Operator}
