// Package hostfs is the file system as those see it who want to replace it in tests.
package hostfs

import (
	"io"
	"io/fs"
	"os"
)

// FS is what backups are laid out in.
type FS interface {
	MkdirAll(path string, perm fs.FileMode) error
	Create(name string) (io.WriteCloser, error)
}

// Host is the file system of the machine.
type Host struct{}

// New returns the file system of the machine.
func New() FS { return Host{} }

// MkdirAll makes a folder: those who call it say where.
func (Host) MkdirAll(path string, perm fs.FileMode) error { return os.MkdirAll(path, perm) }

// Create makes a file: those who call it say where.
func (Host) Create(name string) (io.WriteCloser, error) { return os.Create(name) }
