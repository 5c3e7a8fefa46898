package report

import (
	"os"
	"path/filepath"
	"strings"
)

// source gives the text of the files that findings name. Each file is read
// once.
type source struct {
	read  func(file string) ([]byte, error)
	files map[string]*sourceFile
}

// sourceFile is a file's text and its lines without their ends.
type sourceFile struct {
	text  string
	lines []string
	// hashes are filled by lineHash.
	hashes []string
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
	return &source{read: read, files: make(map[string]*sourceFile)}
}

// file returns a file, or nil when it can't be read.
func (s *source) file(name string) *sourceFile {
	if f, ok := s.files[name]; ok {
		return f
	}
	var f *sourceFile
	if text, err := s.read(name); err == nil {
		f = &sourceFile{text: string(text), lines: strings.Split(string(text), "\n")}
		for i, line := range f.lines {
			f.lines[i] = strings.TrimSuffix(line, "\r")
		}
	}
	s.files[name] = f
	return f
}

// line returns a line, counted from 1, and whether it exists.
func (s *source) line(file string, n int) (string, bool) {
	f := s.file(file)
	if f == nil || n < 1 || n > len(f.lines) {
		return "", false
	}
	return f.lines[n-1], true
}
