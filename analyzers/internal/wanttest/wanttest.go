// Package wanttest runs analyzers on a module of test data and compares what they
// find with the comments in it: a line on which a finding must stand ends in
//
//	// want RULE [RULE...] [a text for the reader]
//
// and every other line must stay silent. "RULE or RULE" leaves the choice. A
// comment "reaches RULE" marks a call through which data enters a function of
// another package: the finding stands there instead of at the line marked "want".
package wanttest

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/internal/fromsource"
)

// Finding is a diagnostic at its place.
type Finding struct {
	Rule, Message string
	Position      token.Position
	Diagnostic    analysis.Diagnostic
	Package       *packages.Package
}

// Run analyses the packages of the module in dir that match patterns (all when
// there are none) and reports differences. Of packages outside the module only the
// types are read: what is known of them comes from the catalog.
func Run(t *testing.T, dir string, analyzers []*analysis.Analyzer, patterns ...string) []Finding {
	t.Helper()
	pkgs := Load(t, dir, nil, patterns...)
	found := Analyze(t, pkgs, analyzers)
	names := make(map[string]bool)
	for _, a := range analyzers {
		names[a.Name] = true
	}
	list, reached := wants(pkgs, names)
	c := &comparison{t: t, dir: dir, pkgs: pkgs, gaps: readGaps(t, dir, names)}
	c.compare(found, list, reached)
	if len(patterns) == 0 {
		c.closed()
	}
	return found
}

// loader is one for all tests of a process, which mostly load the same.
var loader = fromsource.New()

// Load loads packages of the module in dir, with the files of an overlay instead of
// those on the disk. Nothing is compiled.
func Load(t *testing.T, dir string, overlay map[string][]byte, patterns ...string) []*packages.Package {
	t.Helper()
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	pkgs, err := loader.Load(packages.Config{Dir: dir, Overlay: overlay}, patterns...)
	if err == nil {
		err = fromsource.Problems(pkgs)
	}
	if err != nil {
		t.Fatal(err)
	}
	return pkgs
}

// Analyze runs the analyzers on loaded packages.
func Analyze(t *testing.T, pkgs []*packages.Package, analyzers []*analysis.Analyzer) []Finding {
	t.Helper()
	for _, p := range pkgs {
		for path, dep := range p.Imports {
			if !slices.Contains(pkgs, dep) {
				delete(p.Imports, path)
			}
		}
	}
	graph, err := checker.Analyze(analyzers, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var found []Finding
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatalf("%s: %v", act, act.Err)
		}
		for _, d := range act.Diagnostics {
			found = append(found, Finding{d.Category, d.Message, act.Package.Fset.Position(d.Pos), d, act.Package})
		}
	}
	return found
}

type line struct {
	file string
	line int
}

var (
	wantComment = regexp.MustCompile(`// (want|reaches) (.*)`)
	ruleID      = regexp.MustCompile(`^[a-z0-9]+/[a-z0-9-]+$`)
)

// wants lists what each line must find: for each finding, the rules that will do;
// and how many of each rule stand at a call instead of at their own line.
func wants(pkgs []*packages.Package, analyzers map[string]bool) (list map[line][][]string, reached map[string]int) {
	list, reached = make(map[line][][]string), make(map[string]int)
	for _, p := range pkgs {
		for _, f := range p.Syntax {
			for _, group := range f.Comments {
				for _, c := range group.List {
					if m := wantComment.FindStringSubmatch(c.Text); m != nil {
						pos := p.Fset.Position(c.Pos())
						l := line{pos.Filename, pos.Line}
						list[l] = parse(m[2], analyzers)
						for _, rules := range list[l] {
							if m[1] == "reaches" {
								reached[rules[0]]++
							}
						}
					}
				}
			}
		}
	}
	return list, reached
}

func parse(text string, analyzers map[string]bool) [][]string {
	var list [][]string
	or := false
	for word := range strings.FieldsSeq(text) {
		name, _, _ := strings.Cut(word, "/")
		switch {
		case word == "or" && len(list) > 0:
			or = true
		case !ruleID.MatchString(word) || !analyzers[name]:
			return list
		case or:
			list[len(list)-1] = append(list[len(list)-1], word)
			or = false
		default:
			list = append(list, []string{word})
		}
	}
	return list
}

// comparison compares findings with comments and tolerates known gaps.
type comparison struct {
	t    *testing.T
	dir  string
	pkgs []*packages.Package
	gaps map[string]bool // false until it was met
}

func (c *comparison) compare(found []Finding, wanted map[line][][]string, reached map[string]int) {
	c.t.Helper()
	for _, f := range found {
		l := line{f.Position.Filename, f.Position.Line}
		i := slices.IndexFunc(wanted[l], func(rules []string) bool { return slices.Contains(rules, f.Rule) })
		if i < 0 {
			c.differs(l, "unexpected", f.Rule, f.Message)
			continue
		}
		wanted[l] = slices.Delete(slices.Clone(wanted[l]), i, i+1)
	}
	// Those that stand at a call instead are taken from the end: helpers come
	// behind their callers.
	lines := slices.SortedFunc(maps.Keys(wanted), func(a, b line) int {
		return cmp.Or(strings.Compare(b.file, a.file), cmp.Compare(b.line, a.line))
	})
	for _, l := range lines {
		for _, rules := range wanted[l] {
			if reached[rules[0]] > 0 {
				reached[rules[0]]--
				continue
			}
			c.differs(l, "missing", rules[0], "")
		}
	}
}

// differs reports a difference unless it is a known gap.
func (c *comparison) differs(l line, how, rule, message string) {
	c.t.Helper()
	file, _, _ := strings.Cut(short(c.dir, l), ":")
	gap := fmt.Sprintf("%s:%s %s %s", filepath.ToSlash(file), enclosing(c.pkgs, l), how, rule)
	if _, known := c.gaps[gap]; known {
		c.gaps[gap] = true
		return
	}
	c.t.Errorf("%s: %s: %s\n\t(%s)", short(c.dir, l), how, strings.TrimSuffix(rule+": "+message, ": "), gap)
}

// closed reports gaps that are none any more, so that the list only shrinks.
func (c *comparison) closed() {
	c.t.Helper()
	for gap, met := range c.gaps {
		if !met {
			c.t.Errorf("%s is decided right now: take it out of the file GAPS", gap)
		}
	}
}

// readGaps reads the file GAPS of a module: what the analyzers are known to
// decide wrong, one "FILE:FUNCTION missing|unexpected RULE" a line, # for comments.
func readGaps(t *testing.T, dir string, analyzers map[string]bool) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "GAPS"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	gaps := make(map[string]bool)
	for l := range strings.Lines(string(text)) {
		l, _, _ = strings.Cut(l, "#")
		words := strings.Fields(l)
		if len(words) == 0 {
			continue
		}
		name, _, _ := strings.Cut(words[len(words)-1], "/")
		if analyzers[name] {
			gaps[strings.Join(words, " ")] = false
		}
	}
	return gaps
}

// enclosing is the name of the function that holds a line.
func enclosing(pkgs []*packages.Package, l line) string {
	for _, p := range pkgs {
		for _, f := range p.Syntax {
			for _, decl := range f.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if !ok {
					continue
				}
				start, end := p.Fset.Position(fn.Pos()), p.Fset.Position(fn.End())
				if start.Filename == l.file && start.Line <= l.line && l.line <= end.Line {
					return fn.Name.Name
				}
			}
		}
	}
	return "-"
}

func short(dir string, l line) string {
	abs, err := filepath.Abs(dir)
	if err == nil {
		if rel, err := filepath.Rel(abs, l.file); err == nil {
			l.file = rel
		}
	}
	return fmt.Sprintf("%s:%d", l.file, l.line)
}
