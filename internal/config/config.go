// Package config reads the configuration file .secvet.yml: finds it, decodes it
// strictly, with a place for every complaint, and describes it to editors as a
// JSON Schema. It is a package of its own because the table of keys (keys.go) is
// all that it needs to know of secvet. What a setting does is decided by those
// who take it: the command fills the driver's configuration from it, and what
// changes an analysis travels on from there as flags.
package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/rule"
)

// Name is how the file is called.
const Name = ".secvet.yml"

// Settings are what a configuration file says. The zero value says nothing.
type Settings struct {
	// Rules maps IDs of rules and names of analyzers to off, note, warning or
	// error. The ID of a rule counts more than its analyzer's name.
	Rules map[string]string
	// Exclude names files that findings are left out of.
	Exclude Globs
	// Catalogs are files that describe the user's libraries, by their absolute
	// names.
	Catalogs []string
	// Texts are the texts of catalogs, of [Inline] settings only.
	Texts []string
	// Severity is the lowest to report; 0 when the file does not say.
	Severity rule.Severity
	// Generated, Tests and Nosec are nil when the file does not say.
	Generated, Tests, Nosec *bool
}

// Find returns the configuration file for work in a directory: the first on the
// way from the module's root to that of the checkout; empty when there is none.
// Outside a checkout only the module's root is looked at, and outside a module
// the directory itself takes its place.
func Find(dir string) (string, error) {
	start := dir
	if root := above(dir, "go.mod"); root != "" {
		start = root
	}
	last := above(start, ".git", ".hg", ".jj", ".svn", ".bzr")
	if last == "" {
		last = start
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		file := filepath.Join(dir, Name)
		switch _, err := os.Stat(file); {
		case err == nil:
			return file, nil
		case !errors.Is(err, os.ErrNotExist):
			return "", fmt.Errorf("looking for the configuration: %w", err)
		}
		if other := filepath.Join(dir, ".secvet.yaml"); exists(other) {
			return "", fmt.Errorf("%s is not read: call it %s", other, Name)
		}
		if dir == last {
			return "", nil
		}
	}
}

// above returns the nearest directory from dir upward that has an entry with one
// of the names, empty if there is none.
func above(dir string, names ...string) string {
	for {
		for _, name := range names {
			if exists(filepath.Join(dir, name)) {
				return dir
			}
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// Load reads a configuration file and the catalogs that it names. Errors begin
// with the file as it is given here, and the line and column.
func Load(file string, known []*rule.Rule) (*Settings, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	d := &decoder{file: file, dir: dir, known: known}
	d.decode(text)
	for _, c := range d.catalogs {
		text, err := os.ReadFile(c.name)
		if err == nil {
			err = catalog.New().AddUser(shown(file, dir, c.name), text)
		}
		if err != nil {
			d.complain(c.node, "the catalog cannot be used: %v", err)
		}
	}
	return d.result()
}

// shown is the name of a file as seen from where the configuration is seen.
func shown(config, dir, name string) string {
	rel, err := filepath.Rel(dir, name)
	if err != nil {
		return name
	}
	return filepath.Join(filepath.Dir(config), rel)
}

// Parse decodes the text of a configuration file. File names in it are relative
// to dir. Rules that it names must be known, unless none is.
func Parse(file, dir string, text []byte, known []*rule.Rule) (*Settings, error) {
	d := &decoder{file: file, dir: dir, known: known}
	d.decode(text)
	return d.result()
}

// Overrides returns the settings of rules as "RULE=SETTING", those of analyzers
// applied to each of their known rules, in the order of known.
func (s *Settings) Overrides(known []*rule.Rule) []string {
	var all []string
	for _, r := range known {
		word, ok := s.Rules[r.ID]
		if !ok {
			word, ok = s.Rules[r.Analyzer()]
		}
		if ok {
			all = append(all, r.ID+"="+word)
		}
	}
	return all
}
