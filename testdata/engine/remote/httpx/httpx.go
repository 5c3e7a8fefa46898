// Package httpx holds what handlers of other packages read requests with. What it
// does reaches them as summaries; the bodies stay here.
package httpx

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

// Page says which part of a list is wanted.
type Page struct {
	Sort  string
	Limit int
}

// List is a request for a list.
type List struct {
	Name   string
	Sort   string
	Page   Page
	Tags   []string
	Parent *Page
}

// Decode reads the body as a T.
func Decode[T any](r *http.Request) (T, error) {
	var v T
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		return v, err
	}
	return v, nil
}

// Known is a T that can check itself.
type Known interface{ Check() error }

// DecodeKnown reads the body and has it checked.
func DecodeKnown[T Known](r *http.Request) (T, error) {
	v, err := Decode[T](r)
	if err == nil {
		err = v.Check()
	}
	return v, err
}

// Read reads the body into v.
func Read(r *http.Request, v any) error {
	if r.Body == nil {
		return errors.New("no body")
	}
	return json.NewDecoder(r.Body).Decode(v)
}

// ReadList returns the body as a list.
func ReadList(r *http.Request) (*List, error) {
	var l List
	if err := Read(r, &l); err != nil {
		return nil, err
	}
	if l.Parent == nil {
		l.Parent = new(Page)
	}
	return &l, nil
}

// ListOf makes a list of the query.
func ListOf(r *http.Request) *List {
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	return &List{Name: "all", Page: Page{Sort: r.FormValue("sort"), Limit: limit}}
}

// SortInto fills in the order alone.
func SortInto(r *http.Request, l *List) {
	l.Page.Sort = r.FormValue("sort")
	l.Parent = &Page{Sort: r.FormValue("sort")}
}

// Query returns the first value of each parameter.
func Query(r *http.Request) map[string]string {
	first := make(map[string]string)
	for name, values := range r.URL.Query() {
		first[name] = values[0]
	}
	return first
}

// Handle makes a handler of a function that takes the decoded body.
func Handle[In any](f func(r *http.Request, in In) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		in, err := Decode[In](r)
		if err == nil {
			err = f(r, in)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	}
}

// Ctx is a request on its way.
type Ctx struct {
	R      *http.Request
	Params map[string]string
	Route  string
}

// Param returns a parameter of the query.
func (c *Ctx) Param(name string) string { return c.R.FormValue(name) }

// Bind reads the body into v.
func (c *Ctx) Bind(v any) error { return Read(c.R, v) }

// Wrap makes a handler of a function that takes a Ctx.
func Wrap(route string, f func(c *Ctx) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(&Ctx{R: r, Params: map[string]string{"sort": r.FormValue("sort")}, Route: route}); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	}
}
