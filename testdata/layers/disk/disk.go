// Package disk keeps attachments in a folder.
package disk

import (
	"io"
	"os"
	"path/filepath"
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

// Memory is a domain.Attachments for tests: it harms nobody.
type Memory map[string]io.ReadCloser

// Open implements domain.Attachments.
func (m Memory) Open(name string) (io.ReadCloser, error) { return m[name], nil }

// OpenChecked implements domain.Attachments.
func (m Memory) OpenChecked(name string) (io.ReadCloser, error) { return m[name], nil }

// Remove implements domain.Attachments.
func (m Memory) Remove(name string) error { delete(m, name); return nil }
