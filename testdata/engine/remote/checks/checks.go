// Package checks holds checks that other packages rely on.
package checks

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// ErrName is returned for names that are not allowed.
var ErrName = errors.New("name not allowed")

var columns = []string{"name", "email", "created"}

var identifier = regexp.MustCompile(`^[a-z_]+$`)

// IsColumn reports whether s is a known column.
func IsColumn(s string) bool { return slices.Contains(columns, s) }

// IsShort reports whether s is short, and nothing else.
func IsShort(s string) bool { return len(s) < 20 }

// Identifier returns an error unless s is an identifier.
func Identifier(s string) error {
	if !identifier.MatchString(s) {
		return fmt.Errorf("%w: %q", ErrName, s)
	}
	return nil
}

// Present returns an error for an empty s.
func Present(s string) error {
	if strings.TrimSpace(s) == "" {
		return ErrName
	}
	return nil
}

// Column returns the column that s means.
func Column(s string) (string, error) {
	s = strings.ToLower(s)
	if !IsColumn(s) {
		return "", ErrName
	}
	return s, nil
}

// Local returns an error for names that lead out of the folder they are joined
// to.
func Local(name string) error {
	if !filepath.IsLocal(name) {
		return fmt.Errorf("%w: %q", ErrName, name)
	}
	return nil
}

// Join joins a name to a folder and refuses what leads out of it.
func Join(dir, name string) (string, error) {
	path := filepath.Join(dir, name)
	if path != filepath.Clean(dir) && !strings.HasPrefix(path, filepath.Clean(dir)+string(filepath.Separator)) {
		return "", fmt.Errorf("%w: %q", ErrName, name)
	}
	return path, nil
}

// LaxJoin forgets the separator.
func LaxJoin(dir, name string) (string, error) {
	path := filepath.Join(dir, name)
	if !strings.HasPrefix(path, filepath.Clean(dir)) { // want pathjoin/broken-guard
		return "", ErrName
	}
	return path, nil
}

// Page is what a request asks for.
type Page struct {
	Sort string
	Name string
}

// Validate checks Sort and leaves Name alone.
func (p *Page) Validate() error {
	if p.Sort == "" {
		p.Sort = "name"
	}
	if !IsColumn(p.Sort) {
		return fmt.Errorf("sort: %w", ErrName)
	}
	return nil
}

// Letters returns the letters of s.
func Letters(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Lowered returns s in lower case, with question marks for what is no letter.
func Lowered(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return '?'
		}
		return unicode.ToLower(r)
	}, s)
}

// Visible returns s without what can't be seen.
func Visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if !unicode.IsControl(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
