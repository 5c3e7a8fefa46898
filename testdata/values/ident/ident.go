// Package ident has identifiers of a type of its own.
package ident

import "github.com/google/uuid"

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
