// Package names makes names of files.
package names

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/layers/domain"
)

// Plain takes titles as they are.
type Plain struct{ Prefix string }

// FileName is the title in small letters.
func (p Plain) FileName(title string) string { return strings.ToLower(title) + ".txt" }

// SafeName is a title that names a file and nothing else.
func (p Plain) SafeName(title string) (string, error) {
	if !filepath.IsLocal(title) {
		return "", errors.New("not the name of a file")
	}
	return title + ".txt", nil
}

// Numbered has the number of the ticket in it, and not its title.
func (p Plain) Numbered(prefix string, t domain.Ticket) string {
	return prefix + strconv.FormatInt(t.ID, 10)
}

// Folder is one of those that there are, whatever the title.
func (p Plain) Folder(title string) string {
	if strings.HasPrefix(title, "a") {
		return "first"
	}
	return "others"
}

// Filler fills templates with the help of somebody else.
type Filler struct{ Names domain.Names }

// Fill makes a text of a part.
func (f *Filler) Fill(ctx context.Context, part string) string {
	return "reports/" + f.Names.FileName(part)
}
