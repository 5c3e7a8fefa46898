package builders

import (
	"bytes"
	"net/http"
	"strings"
	"text/template"

	"github.com/secvet/secvet/testdata/engine/page"
)

// listing is what the statements below are made of.
type listing struct {
	Table   string
	Sort    string
	Columns []string
	Filters map[string]string
	Joins   map[string]string
	Limit   int
	Owner   *owner
}

type owner struct{ Name string }

const listingText = `SELECT id{{range $i, $c := .Columns}}, {{$c}}{{end}} FROM {{.Table}}
{{- with .Owner}} WHERE owner = '{{.Name}}'{{end}}
{{- if .Sort}} ORDER BY {{.Sort}}{{end}} LIMIT {{.Limit}}`

var listings = template.Must(template.New("listing").Parse(listingText))

func templateSort(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	data := listing{Table: "docs", Sort: r.FormValue("sort"), Limit: 20}
	if err := listings.Execute(&b, data); err != nil { // want sqlconcat/untrusted "ORDER BY"
		return
	}
	page.Show(db.Query(b.String()))
}

func templateOwner(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	data := &listing{Table: "docs", Owner: &owner{Name: r.FormValue("owner")}}
	if err := listings.Execute(&b, data); err != nil { // want sqlconcat/untrusted
		return
	}
	page.Show(db.Query(b.String()))
}

func templateColumns(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	data := listing{Table: "docs", Columns: r.URL.Query()["column"]}
	if err := listings.Execute(&b, data); err != nil { // want sqlconcat/untrusted
		return
	}
	page.Show(db.Query(b.String()))
}

// templateUnused hands over what the template does not write.
func templateUnused(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	data := listing{Table: "docs", Filters: map[string]string{"name": r.FormValue("name")}}
	if err := listings.Execute(&b, data); err != nil {
		return
	}
	page.Show(db.Query(b.String()+" -- by name", data.Filters["name"]))
}

func templateChecked(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort != "name" && sort != "created" {
		return
	}
	var b bytes.Buffer
	if err := listings.Execute(&b, listing{Table: "docs", Sort: sort}); err != nil {
		return
	}
	page.Show(db.Query(b.String()))
}

func templateOfMap(w http.ResponseWriter, r *http.Request) {
	t, err := template.New("").Parse("SELECT id FROM docs WHERE kind = '{{.kind}}' ORDER BY {{.sort}}")
	if err != nil {
		return
	}
	var b strings.Builder
	err = t.Execute(&b, map[string]string{"kind": "page", "sort": r.FormValue("sort")}) // want sqlconcat/untrusted "ORDER BY"
	if err != nil {
		return
	}
	page.Show(db.Query(b.String()))
}

func templateOfClearMap(w http.ResponseWriter, r *http.Request) {
	t, err := template.New("").Parse("SELECT id FROM docs WHERE kind = '{{.kind}}' AND title = ?")
	if err != nil {
		return
	}
	var b strings.Builder
	if err := t.Execute(&b, map[string]string{"kind": "page", "title": r.FormValue("title")}); err != nil {
		return
	}
	page.Show(db.Query(b.String(), r.FormValue("title")))
}

var parts = template.Must(template.New("").Parse(`
{{define "from"}}FROM {{.Table}}{{end}}
{{define "count"}}SELECT count(*) {{template "from" .}}{{end}}
{{define "all"}}SELECT * {{template "from" .}} ORDER BY {{printf "%s DESC" .Sort}}{{end}}
`))

func templateByName(w http.ResponseWriter, r *http.Request) {
	data := listing{Table: "docs", Sort: r.FormValue("sort")}
	var count, all strings.Builder
	if err := parts.ExecuteTemplate(&count, "count", data); err != nil {
		return
	}
	page.Show(db.Query(count.String()))
	if err := parts.ExecuteTemplate(&all, "all", data); err != nil { // want sqlconcat/untrusted
		return
	}
	page.Show(db.Query(all.String()))
}

// signs is a template whose actions stand between signs of its own.
var signs = template.Must(template.New("").Delims("[[", "]]").Parse("SELECT id FROM docs ORDER BY [[.Sort]]"))

func templateOfOtherSigns(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	if err := signs.Execute(&b, listing{Sort: r.FormValue("sort")}); err != nil {
		return
	}
	page.Show(db.Query(b.String())) // want sqlconcat/untrusted
}

// render makes the text of a template for several callers.
func render(t *template.Template, data any) (string, error) {
	var b strings.Builder
	err := t.Execute(&b, data)
	return b.String(), err
}

func templateByHelper(w http.ResponseWriter, r *http.Request) {
	q, err := render(listings, listing{Table: "docs", Sort: r.FormValue("sort")})
	if err != nil {
		return
	}
	page.Show(db.Query(q)) // want sqlconcat/untrusted
}

func templateByHelperOfConstants(w http.ResponseWriter, r *http.Request) {
	q, err := render(listings, listing{Table: "docs", Sort: "name"})
	if err != nil {
		return
	}
	page.Show(db.Query(q))
}
