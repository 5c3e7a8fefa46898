package driver

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
)

// messages takes what the go command prints on standard error and sorts it by
// package: a line "# import/path" stands before what concerns that package.
type messages struct {
	tool      string    // the vet tool, whose name stands before its messages
	downloads io.Writer // gets lines about downloads as they come; may be nil

	rest    []byte // a line that is not finished
	current string // the package of the last "#" line; empty before any
	text    map[string]*strings.Builder
	crashed map[string]bool // packages that the tool itself complained about
}

// Write takes a piece of output.
func (m *messages) Write(p []byte) (int, error) {
	m.rest = append(m.rest, p...)
	for {
		line, rest, ok := bytes.Cut(m.rest, []byte("\n"))
		if !ok {
			return len(p), nil
		}
		m.rest = rest
		m.line(strings.TrimSuffix(string(line), "\r"))
	}
}

// flush takes the last line, which may lack its end. The next line belongs to no
// package.
func (m *messages) flush() {
	if len(m.rest) > 0 {
		m.line(string(m.rest))
		m.rest = nil
	}
	m.current = ""
}

func (m *messages) line(line string) {
	if strings.HasPrefix(line, "go: downloading ") {
		if m.downloads != nil {
			io.WriteString(m.downloads, line+"\n")
		}
		return
	}
	if header, ok := strings.CutPrefix(line, "# "); ok {
		// "# p", and before the words of a tool also "# [p]"; for a package
		// together with its tests "# p [p.test]".
		path, _, _ := strings.Cut(strings.Trim(header, "[]"), " ")
		m.current = path
		return
	}
	if m.text == nil {
		m.text = make(map[string]*strings.Builder)
		m.crashed = make(map[string]bool)
	}
	b := m.text[m.current]
	if b == nil {
		b = new(strings.Builder)
		m.text[m.current] = b
	}
	line, own := strings.CutPrefix(line, filepath.Base(m.tool)+": ")
	if own || strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
		m.crashed[m.current] = true
	}
	b.WriteString(line)
	b.WriteByte('\n')
}

// of returns what was said about a package.
func (m *messages) of(path string) string {
	if b := m.text[path]; b != nil {
		return strings.TrimSpace(b.String())
	}
	return ""
}

// loose returns what was said about no package.
func (m *messages) loose() string { return m.of("") }

// packages returns how many packages something was said about.
func (m *messages) packages() int {
	n := len(m.text)
	if _, ok := m.text[""]; ok {
		n--
	}
	return n
}
