// Package folders makes paths of any number of elements.
package folders

import (
	"path/filepath"
)

// Path joins elements.
func Path(elems ...string) string { return join(elems...) }

func join(elems ...string) string { return filepath.Join(elems...) }

// Tree is a folder.
type Tree struct{ Base string }

// Path is where something in the folder is.
func (t *Tree) Path(elems ...string) string {
	all := append([]string{t.Base}, elems...)
	return filepath.Join(all...)
}

// Kept is where something of a kind is kept.
func (t *Tree) Kept(kind, name string) string {
	switch kind {
	case "a":
		return filepath.Join(t.Base, "apples", kind, name)
	case "b":
		return filepath.Join(t.Base, "berries", kind, name)
	case "c":
		return filepath.Join(t.Base, "cherries", kind, name)
	case "d":
		return filepath.Join(t.Base, "dates", kind, name)
	case "e":
		return filepath.Join(t.Base, "elderberries", kind, name)
	case "f":
		return filepath.Join(t.Base, "figs", kind, name)
	case "g":
		return filepath.Join(t.Base, "grapes", kind, name)
	}
	return filepath.Join(t.Base, "others", kind, name)
}
