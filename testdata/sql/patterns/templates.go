package patterns

import (
	"bytes"
	"context"
	"database/sql"
	"net/http"
	"regexp"
	"strings"
	"text/template"
)

// Statements that templates make.

var tableFormat = regexp.MustCompile(`^[a-z_]{1,40}$`)

type partition struct {
	Table   string
	Owner   string
	Comment string
	Days    int
	Columns []string
	Parent  *partition
}

const createPartition = `
CREATE TABLE "{{ .Table }}_old" AS SELECT * FROM "{{ .Table }}";
{{ if .Days }}DELETE FROM "{{ .Table }}" WHERE age > {{ .Days }};{{ end }}
`

// split uses two parts of the data, a checked one and a number.
func split(ctx context.Context, db *sql.DB, r *http.Request) error {
	p := partition{Table: r.FormValue("table"), Comment: r.FormValue("comment"), Days: 3}
	if !tableFormat.MatchString(p.Table) {
		return http.ErrNotSupported
	}
	tpl := template.Must(template.New("sql").Parse(createPartition))
	buf := bytes.NewBuffer(nil)
	if err := tpl.Execute(buf, p); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, buf.String())
	return err
}

var commentOn = template.Must(template.New("comment").Parse(`COMMENT ON TABLE {{.Table}} IS '{{.Comment}}'`))

// annotate puts text between the quotes that the template has.
func annotate(db *sql.DB, r *http.Request) error {
	var b strings.Builder
	p := &partition{Table: "orders", Comment: r.FormValue("comment")}
	if err := commentOn.Execute(&b, p); err != nil { // want sqlconcat/untrusted
		return err
	}
	_, err := db.Exec(b.String())
	return err
}

// Annotate doubles the quotes in its own text, and takes the name as it is.
func Annotate(db *sql.DB, table, comment string) error {
	var b strings.Builder
	p := &partition{Table: table, Comment: strings.ReplaceAll(comment, "'", "''")}
	if err := commentOn.Execute(&b, p); err != nil {
		return err
	}
	_, err := db.Exec(b.String())
	return err
}

// owned has a map as data, and one key of it in the text.
func owned(db *sql.DB, r *http.Request) {
	tpl, err := template.New("").Parse(`SELECT id FROM users WHERE owner = '{{.owner}}'`)
	if err != nil {
		return
	}
	var b, other bytes.Buffer
	tpl.Execute(&b, map[string]string{"owner": r.FormValue("owner"), "table": "users"}) // want sqlconcat/untrusted
	db.Query(b.String())
	tpl.Execute(&other, map[string]string{"owner": "system", "table": r.FormValue("table")})
	db.Query(other.String())
}

// selected lists columns, within a template that a type chooses.
func selected(db *sql.DB, r *http.Request, all bool) {
	text := `SELECT id FROM users`
	if !all {
		text = `SELECT {{range $i, $c := .Columns}}{{if $i}}, {{end}}{{$c}}{{end}} FROM {{with .Parent}}{{.Table}}{{end}}`
	}
	tpl := template.Must(template.New("").Parse(text))
	var b bytes.Buffer
	tpl.Execute(&b, partition{Columns: r.Form["column"], Comment: r.FormValue("comment"), Parent: &partition{Table: "users"}}) // want sqlconcat/untrusted
	db.Query(b.String())
	b.Reset()
	tpl.Execute(&b, partition{Columns: []string{"id", "name"}, Comment: r.FormValue("comment"), Parent: &partition{Table: "users"}})
	db.Query(b.String())
}

// numbered formats what is in the data by functions of templates.
func numbered(db *sql.DB, r *http.Request) {
	tpl := template.Must(template.New("").Parse(`SELECT id FROM users WHERE age > {{printf "%d" .Days}} AND n < {{len .Comment}} -- {{.Comment | printf "%s"}}`))
	var b bytes.Buffer
	tpl.Execute(&b, partition{Comment: r.FormValue("comment")}) // want sqlconcat/untrusted
	db.Query(b.String())
}

// quoting has a function of its own, of which nobody knows what it does.
func quoting(db *sql.DB, r *http.Request) {
	quote := func(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
	tpl := template.Must(template.New("").Funcs(template.FuncMap{"ident": quote}).Parse(`DROP TABLE {{ident .Table}}`))
	var b bytes.Buffer
	tpl.Execute(&b, partition{Table: r.FormValue("table"), Comment: r.FormValue("comment")}) // want sqlconcat/dynamic
	db.Exec(b.String())
	b.Reset()
	tpl.Execute(&b, partition{Table: "orders", Comment: r.FormValue("comment")})
	db.Exec(b.String())
}

// bracketed has actions that look otherwise.
func bracketed(db *sql.DB, r *http.Request) {
	tpl := template.Must(template.New("").Delims("[[", "]]").Parse(`DROP TABLE [[.Table]]`))
	var b bytes.Buffer
	tpl.Execute(&b, partition{Table: r.FormValue("table")})
	db.Exec(b.String()) // want sqlconcat/untrusted
}

const statements = `{{define "drop"}}DROP TABLE {{.Table}}{{end}}{{define "note"}}COMMENT ON TABLE x IS '{{.Comment}}'{{end}}`

// chosen executes one of several templates.
func chosen(db *sql.DB, r *http.Request) {
	tpl := template.Must(template.New("").Parse(statements))
	var b, other bytes.Buffer
	tpl.ExecuteTemplate(&b, "drop", partition{Table: "old", Comment: r.FormValue("comment")})
	db.Exec(b.String())
	tpl.ExecuteTemplate(&other, "note", partition{Table: "old", Comment: r.FormValue("comment")}) // want sqlconcat/untrusted
	db.Exec(other.String())
}

// looked is one of a set of templates, which is not told from the others.
func looked(db *sql.DB, r *http.Request) {
	tpl := template.Must(template.New("").Parse(statements)).Lookup("note")
	var b bytes.Buffer
	tpl.Execute(&b, partition{Table: "old", Comment: r.FormValue("comment")})
	db.Exec(b.String()) // want sqlconcat/untrusted
}
