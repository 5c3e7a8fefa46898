// Package helpers is about handlers that read their request by means of another
// package.
package helpers

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/secvet/secvet/testdata/engine/page"
	"github.com/secvet/secvet/testdata/engine/remote/httpx"
)

type search struct {
	Sort string
	Page struct{ Sort string }
}

func genericDecoder(w http.ResponseWriter, r *http.Request) {
	q, err := httpx.Decode[search](r)
	if err != nil {
		page.Ok(err)
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + q.Sort)) // want sqlconcat/untrusted
}

func genericDecoderNested(w http.ResponseWriter, r *http.Request) {
	q, err := httpx.Decode[search](r)
	if err != nil {
		page.Ok(err)
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + q.Page.Sort)) // want sqlconcat/untrusted
}

type known struct{ Sort string }

func (k known) Check() error {
	if k.Sort != "name" && k.Sort != "age" {
		return errors.New("no such column")
	}
	return nil
}

// What Check proves is checked here again, for the other package does not tell
// whose Check it calls.
func genericDecoderAndCheck(w http.ResponseWriter, r *http.Request) {
	q, err := httpx.DecodeKnown[known](r)
	if err != nil || q.Check() != nil {
		page.Ok(err)
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + q.Sort))
}

func genericDecoderOfNumber(w http.ResponseWriter, r *http.Request) {
	q, err := httpx.Decode[struct{ ID int64 }](r)
	if err != nil {
		page.Ok(err)
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE id = " + strconv.FormatInt(q.ID, 10)))
}

func readIntoAny(w http.ResponseWriter, r *http.Request) {
	var q search
	if err := httpx.Read(r, &q); err != nil {
		page.Ok(err)
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + q.Sort)) // want sqlconcat/untrusted
}

func overwrittenAfterRead(w http.ResponseWriter, r *http.Request) {
	var q search
	if err := httpx.Read(r, &q); err != nil {
		page.Ok(err)
		return
	}
	q.Sort = "name"
	page.Show(db.Query("SELECT id FROM users ORDER BY " + q.Sort))
}

func pointerResultOfDocument(w http.ResponseWriter, r *http.Request) {
	l, err := httpx.ReadList(r)
	if err != nil {
		page.Ok(err)
		return
	}
	for _, tag := range l.Tags {
		page.Show(db.Query("SELECT id FROM users WHERE tag = '" + tag + "'")) // want sqlconcat/untrusted
	}
}

func partOfPointerResult(w http.ResponseWriter, r *http.Request) {
	l := httpx.ListOf(r)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + l.Page.Sort)) // want sqlconcat/untrusted
}

func otherPartOfPointerResult(w http.ResponseWriter, r *http.Request) {
	l := httpx.ListOf(r)
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + l.Name + "'"))
}

func pointerLeftByHelper(w http.ResponseWriter, r *http.Request) {
	var l httpx.List
	httpx.SortInto(r, &l)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + l.Parent.Sort)) // want sqlconcat/untrusted
}

func leftAloneByHelper(w http.ResponseWriter, r *http.Request) {
	l := httpx.List{Sort: "name"}
	httpx.SortInto(r, &l)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + l.Sort))
}

func mapResult(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + httpx.Query(r)["sort"])) // want sqlconcat/untrusted
}

// HandedToGeneric is given to a function that calls it with the decoded body.
var HandedToGeneric = httpx.Handle(func(r *http.Request, in search) error {
	_, err := db.Query("SELECT id FROM users ORDER BY " + in.Sort) // want sqlconcat/untrusted
	return err
})

// HandedToWrapper is given to a function that calls it with a structure of its own.
var HandedToWrapper = httpx.Wrap("users", func(c *httpx.Ctx) error {
	_, err := db.Query("SELECT id FROM users ORDER BY " + c.Params["sort"]) // want sqlconcat/untrusted
	return err
})

// HandedConstant looks at another part of it.
var HandedConstant = httpx.Wrap("users", func(c *httpx.Ctx) error {
	_, err := db.Query("SELECT id FROM " + c.Route)
	return err
})

// HandedBinder asks it to fill a structure.
var HandedBinder = httpx.Wrap("users", func(c *httpx.Ctx) error {
	var q search
	if err := c.Bind(&q); err != nil {
		return err
	}
	_, err := db.Query("SELECT id FROM users ORDER BY " + q.Sort) // want sqlconcat/untrusted
	return err
})
