// Package domain holds what the service is about.
package domain

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Ticket is a complaint of somebody.
type Ticket struct {
	ID    int64
	Title string
	State string
}

// Filter says which tickets to list.
type Filter struct {
	Term  string
	State string
	Page  Page
	Tags  []string
	Then  []Order
	Back  []Order
}

// Page says in which order.
type Page struct {
	Sort  string
	Limit int
}

// Overview asks for tickets in a list of its own.
type Overview struct {
	Title string
	List  Listing
}

// Listing is how a list is asked for.
type Listing struct {
	Filter *Filter
}

// Clause is a part of a statement; what it is about, its kind tells.
type Clause struct {
	Kind string
	Data any
}

// Into names a table, by its name or by something that has one.
func Into(table any) Clause { return Clause{Kind: "into", Data: table} }

// Limit says how many.
func Limit(n int) Clause { return Clause{Kind: "limit", Data: n} }

// Order is one of several.
type Order struct {
	Column     string
	Descending bool
}

// ByState is the order of lists of work.
var ByState = Order{Column: "state"}

// Tickets keeps tickets.
type Tickets interface {
	List(ctx context.Context, f Filter) ([]Ticket, error)
	ListSorted(ctx context.Context, column string) ([]Ticket, error)
	ByState(ctx context.Context, state string) ([]Ticket, error)
	Rename(ctx context.Context, t *Ticket) error
	Count(ctx context.Context, table string) (int, error)
	Tagged(ctx context.Context, tag string) ([]Ticket, error)
	Latest(ctx context.Context, p Page) ([]Ticket, error)
	Overview(ctx context.Context, o Overview) ([]Ticket, error)
	Add(ctx context.Context, row map[string]any, clauses ...Clause) error
	Prune(ctx context.Context, clauses ...Clause) error
	Set(ctx context.Context, id int64, value any) error
	SetTo(ctx context.Context, id int64, value any) error
	Note(ctx context.Context, id int64, value any) error
}

// Raw is a piece of a statement.
type Raw struct{ Text string }

// Attachments keeps files that belong to tickets.
type Attachments interface {
	Open(name string) (io.ReadCloser, error)
	OpenChecked(name string) (io.ReadCloser, error)
	Remove(name string) error
	Import(b Bundle) (int64, error)
	ImportChecked(b Bundle) (int64, error)
}

// Note is a text with a name.
type Note struct {
	Name, Text string
}

// Notes keeps notes.
type Notes interface {
	Keep(ctx context.Context, n Note) error
}

// Disk writes files wherever it is told to.
type Disk interface {
	Put(path string, text []byte) error
	PutChecked(path string, text []byte) error
	Reset(folder string) error
}

// Bundle names the files of many tickets.
type Bundle struct {
	Data Data
}

// Data is what is in a bundle.
type Data struct {
	Items []Item
}

// Item is one of many.
type Item struct {
	Title string
	File  File
}

// File is a file that was uploaded before.
type File struct {
	Name string
}

// Service is what requests are answered by.
type Service struct {
	tickets Tickets
}

// NewService returns a service on top of a store.
func NewService(t Tickets) *Service { return &Service{tickets: t} }

// Overview lists tickets.
func (s *Service) Overview(ctx context.Context, title string, f *Filter) ([]Ticket, error) {
	return s.tickets.Overview(ctx, Overview{Title: title, List: Listing{Filter: f}})
}

// Add adds a row to a table.
func (s *Service) Add(ctx context.Context, table string, row map[string]any) error {
	return s.tickets.Add(ctx, row, Into(table))
}

// Prune removes what is old.
func (s *Service) Prune(ctx context.Context, n int) error {
	return s.tickets.Prune(ctx, Into("tickets"), Limit(n))
}

// Search lists tickets.
func (s *Service) Search(ctx context.Context, f Filter) ([]Ticket, error) {
	f.Term = strings.TrimSpace(f.Term)
	if f.Page.Limit <= 0 {
		f.Page.Limit = 20
	}
	return s.tickets.List(ctx, f)
}

var columns = []string{"id", "title", "state"}

// Sorted lists tickets in the order of one of the known columns.
func (s *Service) Sorted(ctx context.Context, column string) ([]Ticket, error) {
	if err := known(column); err != nil {
		return nil, err
	}
	return s.tickets.ListSorted(ctx, column)
}

func known(column string) error {
	if !slices.Contains(columns, column) {
		return fmt.Errorf("there is no column %q", column)
	}
	return nil
}

// Open lists the tickets that wait for an answer.
func (s *Service) Open(ctx context.Context) ([]Ticket, error) {
	return s.tickets.ByState(ctx, "open")
}

// Closed lists the tickets that were answered.
func (s *Service) Closed(ctx context.Context) ([]Ticket, error) {
	return s.tickets.ByState(ctx, "closed")
}

// Rename changes a title.
func (s *Service) Rename(ctx context.Context, id int64, title string) error {
	return s.tickets.Rename(ctx, &Ticket{ID: id, Title: title})
}

// Tagged lists the tickets with a tag.
func (s *Service) Tagged(ctx context.Context, tag string) ([]Ticket, error) {
	return s.tickets.Tagged(ctx, tag)
}

// Latest lists tickets in no order.
func (s *Service) Latest(ctx context.Context) ([]Ticket, error) {
	return s.tickets.Latest(ctx, Page{})
}

// Set changes a title to a text.
func (s *Service) Set(ctx context.Context, id int64, title string) error {
	return s.tickets.Set(ctx, id, title)
}

// SetTo changes a title to what an expression says.
func (s *Service) SetTo(ctx context.Context, id int64, expression string) error {
	return s.tickets.SetTo(ctx, id, Raw{Text: expression})
}

// Note adds a line to a ticket's history.
func (s *Service) Note(ctx context.Context, id int64, line string) error {
	return s.tickets.Note(ctx, id, line)
}
