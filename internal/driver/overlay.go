package driver

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
)

// overlay is what the go command's -overlay flag says: files that stand in for
// others.
type overlay struct {
	// file holds this overlay; empty when there is nothing in it.
	file string
	// replace maps absolute names of files to those of their replacements, or
	// to "" for a file that is to be taken as missing.
	replace map[string]string
}

// readOverlay reads a user's overlay; names in it are relative to dir, as for
// the go command. No file makes an empty overlay.
func readOverlay(dir, file string) (*overlay, error) {
	o := &overlay{replace: make(map[string]string)}
	if file == "" {
		return o, nil
	}
	o.file = absolute(dir, file)
	text, err := os.ReadFile(o.file)
	if err != nil {
		return nil, fmt.Errorf("reading the overlay: %w", err)
	}
	var content struct{ Replace map[string]string }
	if err := json.Unmarshal(text, &content); err != nil {
		return nil, fmt.Errorf("reading the overlay %s: %w", file, err)
	}
	for name, replacement := range content.Replace {
		if replacement != "" {
			replacement = absolute(dir, replacement)
		}
		o.replace[absolute(dir, name)] = replacement
	}
	return o, nil
}

func absolute(dir, name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(dir, name)
}

// without returns an overlay that adds to o the absence of files, written to a
// file of its own in temp. Neither its name nor its content are part of the keys
// under which the go command caches analyses: these are made from the files
// that are left.
func (o *overlay) without(files []string, temp string) (*overlay, error) {
	if len(files) == 0 {
		return o, nil
	}
	added := &overlay{replace: maps.Clone(o.replace)}
	for _, file := range files {
		added.replace[file] = ""
	}
	text, err := json.Marshal(struct{ Replace map[string]string }{added.replace})
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(temp, "overlay-*.json")
	if err != nil {
		return nil, fmt.Errorf("writing an overlay: %w", err)
	}
	defer f.Close()
	if _, err := f.Write(text); err != nil {
		return nil, fmt.Errorf("writing an overlay: %w", err)
	}
	added.file = f.Name()
	return added, f.Close()
}

// testFiles returns the absolute names of the packages' test files.
func testFiles(pkgs []*pkg) []string {
	var files []string
	for _, p := range pkgs {
		for _, name := range p.tests() {
			files = append(files, filepath.Join(p.Dir, name))
		}
	}
	return files
}
