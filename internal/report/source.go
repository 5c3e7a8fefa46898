package report

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// source gives lines of the files that findings name. Each file is read once.
type source struct {
	read  func(file string) ([]byte, error)
	files map[string][]string
}

func newSource(r *Report) *source {
	read := r.Source
	if read == nil {
		read = func(file string) ([]byte, error) {
			name := filepath.FromSlash(file)
			if !filepath.IsAbs(name) {
				name = filepath.Join(r.Root, name)
			}
			return os.ReadFile(name)
		}
	}
	return &source{read: read, files: make(map[string][]string)}
}

// lines returns the file's lines without their ends, or nil when the file
// can't be read.
func (s *source) lines(file string) []string {
	if lines, ok := s.files[file]; ok {
		return lines
	}
	var lines []string
	if text, err := s.read(file); err == nil {
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
		lines = strings.Split(string(text), "\n")
		for i, line := range lines {
			lines[i] = strings.TrimSuffix(line, "\r")
		}
	}
	s.files[file] = lines
	return lines
}

// line returns a line, counted from 1, and whether it exists.
func (s *source) line(file string, n int) (string, bool) {
	lines := s.lines(file)
	if n < 1 || n > len(lines) {
		return "", false
	}
	return lines[n-1], true
}
