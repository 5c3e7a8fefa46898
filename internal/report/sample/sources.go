// Package sample builds reports to test renderers with: from an empty one to
// one with all that is hard to write down. The findings are made up; the places
// are found in the small program in testdata by its text.
package sample

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

//go:embed testdata
var program embed.FS

// aliases are files by names that a checkout may have but a Go module may not,
// and that no tool shall format: one holds characters of all widths, the other
// the line endings of Windows.
var aliases = map[string]string{
	`files/größe & <i>co.</i>/a b#1%.go`: "files/strange.txt",
	`files\windows.go`:                   "files/windows.txt",
}

// Source reads a file of the sample's program.
func Source(file string) ([]byte, error) {
	for alias, real := range aliases {
		if file == alias || file == strings.ReplaceAll(alias, `\`, "/") {
			file = real
		}
	}
	return fs.ReadFile(program, "testdata/"+file)
}

// at is the place of the first occurrence of text in a file.
func at(file, text string) finding.Location {
	start := offset(file, text)
	source := mustRead(file)
	l := finding.Location{Package: "example.com/shop/" + file[:strings.IndexAny(file, `/\`)], File: file}
	l.Line, l.Column = position(source, start)
	l.EndLine, l.EndColumn = position(source, start+len(text))
	return l
}

func offset(file, text string) int {
	i := strings.Index(mustRead(file), text)
	if i < 0 {
		panic(fmt.Sprintf("no %q in %s", text, file))
	}
	return i
}

func mustRead(file string) string {
	source, err := Source(file)
	if err != nil {
		panic(err)
	}
	return string(source)
}

func position(source string, offset int) (line, column int) {
	before := source[:offset]
	return strings.Count(before, "\n") + 1, offset - strings.LastIndexByte(before, '\n')
}
