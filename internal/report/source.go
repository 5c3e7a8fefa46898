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
	// starts are the offsets of the lines.
	starts []int
	// hashes and classes are filled when asked for.
	hashes  []string
	classes []class
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
		f = newSourceFile(string(text))
	}
	s.files[name] = f
	return f
}

func newSourceFile(text string) *sourceFile {
	f := &sourceFile{text: text}
	start := 0
	for line := range strings.SplitSeq(text, "\n") {
		f.starts = append(f.starts, start)
		f.lines = append(f.lines, strings.TrimSuffix(line, "\r"))
		start += len(line) + 1
	}
	return f
}

// start is the offset of a line that exists.
func (f *sourceFile) start(n int) int { return f.starts[n-1] }

// line returns a line, counted from 1, and whether it exists.
func (s *source) line(file string, n int) (string, bool) {
	f := s.file(file)
	if f == nil || n < 1 || n > len(f.lines) {
		return "", false
	}
	return f.lines[n-1], true
}
