// Package ident has identifiers of a type of its own.
package ident

import (
	"errors"

	"github.com/google/uuid"
)

// ID is an identifier.
type ID struct{ value uuid.UUID }

// Parse reads an identifier.
func Parse(text string) (ID, error) {
	value, err := uuid.Parse(text)
	if err != nil {
		return ID{}, err
	}
	return ID{value: value}, nil
}

// Text is the identifier in hexadecimal digits and hyphens.
func (id ID) Text() string { return id.value.String() }

// Label is a name that somebody chose.
type Label struct{ value string }

// NewLabel takes any text.
func NewLabel(text string) Label { return Label{value: text} }

// Text is the label.
func (l Label) Text() string { return l.value }

// Query is what a request asks for.
type Query struct {
	Sort    []Column
	Filters *Filters
}

// Column is a column and the direction that it is sorted in.
type Column struct{ Name, Direction string }

// Filters are conditions.
type Filters struct {
	Items []struct {
		Key   struct{ Name string }
		Value string
	}
}

// Validate refuses names that are no words.
func (q *Query) Validate() error {
	for _, c := range q.Sort {
		if !isWord(c.Name) {
			return errors.New("name of a column")
		}
	}
	if q.Filters != nil {
		for _, item := range q.Filters.Items {
			if !isWord(item.Key.Name) {
				return errors.New("name of a filter")
			}
		}
	}
	return nil
}

func isWord(s string) bool {
	for _, r := range s {
		if r != '_' && (r < 'a' || r > 'z') {
			return false
		}
	}
	return true
}
