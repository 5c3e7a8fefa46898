package domain

import (
	"context"
	"strings"
)

// Visitor is whoever asks, as far as the service wants to know.
type Visitor interface {
	// Column is what the visitor sorts by.
	Column() string
	// KnownColumn is one of the columns that there are.
	KnownColumn() string
	// Theme is chosen by the program.
	Theme() string
	// Query is what the visitor looks for.
	Query() Filter
}

// Names makes names of other names.
type Names interface {
	FileName(title string) string
	SafeName(title string) (string, error)
	Numbered(prefix string, t Ticket) string
	Folder(title string) string
}

// Templates holds texts; who fills them is behind two interfaces.
type Templates interface {
	Fill(ctx context.Context, part string) string
}

// Runner runs statements that others built.
type Runner interface {
	Exec(ctx context.Context, statement string) error
}

// Journal writes down what happens.
type Journal struct {
	Runner Runner
}

// Close quotes the reason itself.
func (j *Journal) Close(ctx context.Context, reason string) error {
	return j.Runner.Exec(ctx, "UPDATE tickets SET reason = '"+strings.ReplaceAll(reason, "'", "''")+"' WHERE id = 1")
}

// Number doubles quotation marks where there are none around.
func (j *Journal) Number(ctx context.Context, id string) error {
	return j.Runner.Exec(ctx, "UPDATE tickets SET open = 1 WHERE id = "+strings.ReplaceAll(id, "'", "''")) // flaw: sqlconcat/untrusted
}

// Report builds what others run or open.
type Report struct {
	Names Names
}

// Place is where a report lies; what it is made of, only Names knows.
func (r *Report) Place(title string) string {
	return r.Names.FileName(title) + ".html" // flaw: pathjoin/untrusted
}

// SafePlace is where a report lies that has an ordinary name.
func (r *Report) SafePlace(title string) (string, error) {
	name, err := r.Names.SafeName(title)
	if err != nil {
		return "", err
	}
	return name + ".html", nil
}
