// Package cabinet keeps papers; the path of one it is handed by panel, which it does not
// know.
package cabinet

import (
	"os"
	"path/filepath"
)

// Cabinet is behind panel.Store.
type Cabinet struct{ Root string }

// Whole reads what the message names.
func (c *Cabinet) Whole(path string) ([]byte, error) {
	return os.ReadFile(path) // flaw: pathjoin/named
}

// Below reads it below the root, which it can leave.
func (c *Cabinet) Below(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(c.Root, path)) // flaw: pathjoin/untrusted
}

// Either is handed what a form has as well.
func (c *Cabinet) Either(path string) ([]byte, error) {
	return os.ReadFile(path) // flaw: pathjoin/untrusted
}

// Joined is handed a path that was put below a folder on the way.
func (c *Cabinet) Joined(path string) ([]byte, error) {
	return os.ReadFile(path)
}

// Drawers are behind panel.Drawers.
type Drawers struct{ Root string }

// Create writes where it is told to.
func (d *Drawers) Create(name string, data []byte) error { return os.WriteFile(name, data, 0o600) }

// Remove removes below its root, which the name can leave.
func (d *Drawers) Remove(name string) error {
	return os.Remove(filepath.Join(d.Root, name)) // flaw: pathjoin/untrusted
}

// Prepare makes a folder: nothing is read or lost by it.
func (c *Cabinet) Prepare(path string) error {
	return os.MkdirAll(path, 0o750)
}
