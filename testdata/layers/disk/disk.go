// Package disk keeps attachments in a folder.
package disk

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/testdata/layers/domain"
)

// Attachments is a domain.Attachments.
type Attachments struct {
	root string
}

// New returns the attachments below root.
func New(root string) *Attachments { return &Attachments{root: root} }

// Open is given whatever a request says.
func (a *Attachments) Open(name string) (io.ReadCloser, error) {
	return os.Open(filepath.Join(a.root, name)) // flaw: pathjoin/untrusted
}

// OpenChecked is given names that its caller checked.
func (a *Attachments) OpenChecked(name string) (io.ReadCloser, error) {
	return os.Open(filepath.Join(a.root, name))
}

// Remove looks at the name itself.
func (a *Attachments) Remove(name string) error {
	if !filepath.IsLocal(name) || name == "." {
		return os.ErrInvalid
	}
	return os.Remove(filepath.Join(a.root, name))
}

// Import is given names that lie deep in what a request says.
func (a *Attachments) Import(b domain.Bundle) (size int64, err error) {
	for _, item := range b.Data.Items {
		info, err := os.ReadFile(filepath.Join(a.root, item.File.Name)) // flaw: pathjoin/untrusted
		if err != nil {
			return size, err
		}
		size += int64(len(info))
	}
	return size, nil
}

// ImportChecked looks at each of the names.
func (a *Attachments) ImportChecked(b domain.Bundle) (size int64, err error) {
	for _, item := range b.Data.Items {
		if !filepath.IsLocal(item.File.Name) {
			return size, os.ErrInvalid
		}
		info, err := os.ReadFile(filepath.Join(a.root, item.File.Name))
		if err != nil {
			return size, err
		}
		size += int64(len(info))
	}
	return size, nil
}

// Memory is a domain.Attachments for tests: it harms nobody.
type Memory map[string]io.ReadCloser

// Open implements domain.Attachments.
func (m Memory) Open(name string) (io.ReadCloser, error) { return m[name], nil }

// OpenChecked implements domain.Attachments.
func (m Memory) OpenChecked(name string) (io.ReadCloser, error) { return m[name], nil }

// Remove implements domain.Attachments.
func (m Memory) Remove(name string) error { delete(m, name); return nil }

// Import implements domain.Attachments.
func (m Memory) Import(domain.Bundle) (int64, error) { return 0, nil }

// ImportChecked implements domain.Attachments.
func (m Memory) ImportChecked(domain.Bundle) (int64, error) { return 0, nil }

// Whole is a domain.Disk: it gets whole paths and makes what is missing.
type Whole struct{}

// Put leaves it to its caller where files are: one flaw, whatever is done there.
func (Whole) Put(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o600)
}

// PutChecked is given paths that were put together of checked names.
func (Whole) PutChecked(path string, text []byte) error {
	return os.WriteFile(path, text, 0o600)
}

// Reset writes an empty list, and removes what else there is of the folder.
func (Whole) Reset(folder string) error {
	if err := os.WriteFile(filepath.Join(folder, "list.json"), []byte("[]"), 0o600); err != nil {
		return err
	}
	return os.RemoveAll(filepath.Join(folder, "texts"))
}

// Sweep removes what is left in a folder.
func Sweep(folder string) error {
	if err := os.RemoveAll(filepath.Join(folder, "tmp")); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "swept"), nil, 0o600)
}

// Notes is a domain.Notes.
type Notes struct{ root string }

// Keep writes a note.
func (n Notes) Keep(ctx context.Context, note domain.Note) error {
	return os.WriteFile(filepath.Join(n.root, note.Name), []byte(note.Text), 0o600) // flaw: pathjoin/untrusted
}
