// Package channels is about values that travel through channels inside a
// package.
package channels

import (
	"net/http"

	"github.com/secvet/secvet/testdata/engine/page"
)

func received(w http.ResponseWriter, r *http.Request) {
	c := make(chan string, 1)
	c <- r.FormValue("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + <-c)) // want sqlconcat/untrusted
}

func receivedConstant(w http.ResponseWriter, r *http.Request) {
	c := make(chan string, 1)
	c <- "name"
	page.Show(db.Query("SELECT id FROM users ORDER BY " + <-c))
}

func receivedFromGoroutine(w http.ResponseWriter, r *http.Request) {
	c := make(chan string)
	go func() { c <- r.FormValue("sort") }()
	page.Show(db.Query("SELECT id FROM users ORDER BY " + <-c)) // want sqlconcat/untrusted
}

func rangedChannel(w http.ResponseWriter, r *http.Request) {
	c := make(chan string)
	go func() {
		defer close(c)
		for _, t := range r.URL.Query()["table"] {
			c <- t
		}
	}()
	for table := range c {
		page.Count(db.QueryRow("SELECT count(*) FROM " + table)) // want sqlconcat/untrusted
	}
}

func rangedChannelOfConstants(w http.ResponseWriter, r *http.Request) {
	c := make(chan string)
	go func() {
		defer close(c)
		for _, t := range []string{"users", "orders"} {
			c <- t
		}
	}()
	for table := range c {
		page.Count(db.QueryRow("SELECT count(*) FROM " + table))
	}
}

func selected(w http.ResponseWriter, r *http.Request) {
	clean, dirty := make(chan string, 1), make(chan string, 1)
	dirty <- r.FormValue("sort")
	select {
	case s := <-dirty:
		page.Show(db.Query("SELECT id FROM users ORDER BY " + s)) // want sqlconcat/untrusted
	case s := <-clean:
		page.Show(db.Query("SELECT id FROM users ORDER BY " + s))
	}
}

type job struct{ table, name string }

func structReceived(w http.ResponseWriter, r *http.Request) {
	jobs := make(chan job, 1)
	jobs <- job{table: "users", name: r.FormValue("name")}
	j := <-jobs
	page.Show(db.Query("SELECT id FROM " + j.table + " WHERE name = '" + j.name + "'")) // want sqlconcat/untrusted
}

func otherFieldReceived(w http.ResponseWriter, r *http.Request) {
	jobs := make(chan job, 1)
	jobs <- job{table: "users", name: r.FormValue("name")}
	j := <-jobs
	page.Show(db.Query("SELECT id FROM "+j.table+" WHERE name = ?", j.name))
}

// queue is filled by a handler and emptied by a worker of the package.
var queue = make(chan string, 16)

func sentToWorker(w http.ResponseWriter, r *http.Request) {
	queue <- r.FormValue("table")
}

// Work runs until the queue is closed.
func Work() {
	for table := range queue {
		page.Count(db.QueryRow("SELECT count(*) FROM " + table)) // want sqlconcat/untrusted
	}
}

var ticks = make(chan string, 16)

func constantSentToWorker(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("all") != "" {
		ticks <- "orders"
	}
	ticks <- "users"
}

// Tick runs until the channel is closed.
func Tick() {
	for table := range ticks {
		page.Count(db.QueryRow("SELECT count(*) FROM " + table))
	}
}
