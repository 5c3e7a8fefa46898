package driver

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/record"
	"github.com/secvet/secvet/internal/rule"
)

// Config says what to analyse and how.
type Config struct {
	// Patterns name packages as for the go command; none means "./...".
	Patterns []string
	// Dir is the absolute directory to work in; files are named from there.
	// Empty means the process's own.
	Dir string
	// Tool is the absolute name of the executable that go vet runs, secvet
	// itself.
	Tool string

	// Severity is the lowest that is reported; below [rule.Warning] the
	// analyzers are asked for notes as well.
	Severity rule.Severity
	// Tests includes _test.go files.
	Tests bool
	// Generated includes findings in generated files.
	Generated bool
	// Nosec honours #nosec comments.
	Nosec bool
	// Outside are the import paths of packages outside the main module that are
	// reported on as well where the patterns' packages import them, however
	// indirectly: libraries in the module cache, the standard library.
	Outside []string
	// Exclude says of a file, by its absolute name, that nothing is to be reported
	// in it; nil excludes none.
	Exclude func(file string) bool
	// Catalogs are files that describe the user's own libraries.
	Catalogs []string
	// Known are the rules of all analyzers.
	Known []*rule.Rule
	// Rules switches rules off or sets their severities: RULE=off,
	// RULE=warning.
	Rules []string

	// Tags, Mod, ModFile and Overlay are the go command's build flags; empty
	// means not given.
	Tags, Mod, ModFile, Overlay string

	// Log gets the go commands that are run, nil for none.
	Log io.Writer
	// Progress is called while packages are analysed, nil for nobody: so many of so
	// many are done.
	Progress func(analysed, total int)
	// Downloads gets what the go command says while it downloads modules, nil
	// for nothing.
	Downloads io.Writer
}

// check fills defaults and refuses what cannot work.
func (c *Config) check() error {
	if c.Dir == "" {
		dir, err := os.Getwd()
		if err != nil {
			return fmt.Errorf("finding the working directory: %w", err)
		}
		c.Dir = dir
	}
	if len(c.Patterns) == 0 {
		c.Patterns = []string{"./..."}
	}
	for _, p := range c.Patterns {
		if strings.HasPrefix(p, "-") {
			return fmt.Errorf("%q is not a package pattern", p)
		}
	}
	if c.Severity == 0 {
		c.Severity = rule.Warning
	}
	if mods := []string{"", "readonly", "vendor", "mod"}; !slices.Contains(mods, c.Mod) {
		return fmt.Errorf("unknown value %q of -mod: use readonly, vendor or mod", c.Mod)
	}
	if c.Tool == "" {
		return errors.New("no vet tool is set")
	}
	return nil
}

// wants says whether a finding belongs in the report.
func (c *Config) wants(f *finding.Finding) bool {
	return f.Severity >= c.Severity && (c.Generated || !f.Generated) && !c.excludes(f.Location)
}

// excludes says whether a place, named from the working directory, is in a file
// that is left out.
func (c *Config) excludes(l finding.Location) bool {
	return c.Exclude != nil && c.Exclude(absolute(c.Dir, filepath.FromSlash(l.File)))
}

// buildFlags are those that decide which files make a package. The overlay is
// not among them, for it changes in the course of a run.
func (c *Config) buildFlags() []string {
	var flags []string
	for _, f := range []struct{ name, value string }{
		{"-tags", c.Tags},
		{"-mod", c.Mod},
		{"-modfile", c.ModFile},
	} {
		if f.value != "" {
			flags = append(flags, f.name+"="+f.value)
		}
	}
	return flags
}

// analysisFlags are those that decide what an analysis finds. They become part
// of the key under which the go command caches its result.
func (c *Config) analysisFlags() ([]string, error) {
	flags := []string{record.Flag, "-flow.link"}
	for _, f := range []struct {
		name string
		set  bool
	}{
		{"-flow.notes", c.Severity < rule.Warning},
		{"-flow.generated", c.Generated},
		{"-flow.nosec", c.Nosec},
	} {
		if f.set {
			flags = append(flags, f.name)
		}
	}
	if len(c.Rules) > 0 {
		flags = append(flags, "-flow.rules="+strings.Join(slices.Sorted(slices.Values(c.Rules)), ","))
	}
	for _, file := range c.Catalogs {
		flag, err := c.catalogFlag(file)
		if err != nil {
			return nil, err
		}
		flags = append(flags, flag)
	}
	return flags, nil
}

// catalogFlag names a file together with its content's hash: a change of the
// file must be a change of the flags.
func (c *Config) catalogFlag(file string) (string, error) {
	if !filepath.IsAbs(file) {
		file = filepath.Join(c.Dir, file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("reading a catalog: %w", err)
	}
	return fmt.Sprintf("-flow.catalog=%s@%x", file, sha256.Sum256(text)), nil
}
