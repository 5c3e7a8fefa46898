package driver

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/record"
	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/rule"
)

// ReadVet makes a report of what somebody's own go vet -json with secvet as its
// tool printed. It runs in the directory where go vet ran, and asks go list for the
// packages, to name their files; it analyses nothing.
//
// Diagnostics of plain go vet lack what that command does not know: advice,
// severities of the user, and findings joined across packages. With -record.on
// the records are taken instead, which lack nothing.
func ReadVet(ctx context.Context, stdin io.Reader, cfg *Config) (*report.Report, error) {
	s := &stream{known: cfg.Known, units: make(map[string]*finding.Unit)}
	s.vetted.failed = make(map[string]string)
	if err := s.read(stdin); err != nil {
		return nil, err
	}
	cfg.Patterns = s.packages()
	cfg.Severity, cfg.Generated = rule.Note, true // what was printed was wanted
	r := &run{cfg: cfg}
	if err := r.lookUp(ctx); err != nil {
		return nil, err
	}
	errs := newFailures(r.pkgs)
	for path, text := range s.vetted.failed {
		errs.add(path, text)
	}
	rep := r.report(s.all(), nil, errs)
	s.nameFunctions(rep)
	return rep, nil
}

// lookUp finds out about the packages that the patterns name.
func (r *run) lookUp(ctx context.Context) error {
	r.user = new(overlay)
	r.pkgs = &packages{byPath: make(map[string]*pkg)}
	if r.cfg.Dir == "" {
		dir, err := os.Getwd()
		if err != nil {
			return fmt.Errorf("finding the working directory: %w", err)
		}
		r.cfg.Dir = dir
	}
	if len(r.cfg.Patterns) == 0 {
		return nil
	}
	var err error
	if r.tool, err = findToolchain(ctx, r.cfg); err != nil {
		return err
	}
	if r.user, err = readOverlay(r.cfg.Dir, r.tool.overlay(r.cfg)); err != nil {
		return err
	}
	r.pkgs, err = r.list(ctx)
	return err
}

// stream collects what was found from the output of go vet -json.
type stream struct {
	known  []*rule.Rule
	vetted vetted                   // the records, and the packages that failed
	units  map[string]*finding.Unit // what diagnostics say, by package
}

// printed is a diagnostic as go vet -json prints it. Places are
// file:line:column.
type printed struct {
	diagnostic
	Posn string `json:"posn"`
	End  string `json:"end"`

	SuggestedFixes []struct {
		Message string `json:"message"`
		Edits   []struct {
			Filename string `json:"filename"`
			Start    int    `json:"start"`
			End      int    `json:"end"`
			New      string `json:"new"`
		} `json:"edits"`
	} `json:"suggested_fixes"`
	Related []struct {
		Posn    string `json:"posn"`
		End     string `json:"end"`
		Message string `json:"message"`
	} `json:"related"`
}

// read takes the stream apart. Only -json of the go command is a stream of
// objects; what a person sees without it is told apart from it.
func (s *stream) read(stdin io.Reader) error {
	dec := json.NewDecoder(stdin)
	for {
		var t tree
		if err := dec.Decode(&t); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("standard input is not the output of go vet -json: %w", err)
		}
		for path, results := range t {
			path, _, _ = strings.Cut(path, " ") // "p [p.test]"
			if err := s.readPackage(path, results); err != nil {
				return fmt.Errorf("reading the output of go vet for %s: %w", path, err)
			}
		}
	}
}

func (s *stream) readPackage(path string, results map[string]json.RawMessage) error {
	if err := s.vetted.readPackage(path, results); err != nil || s.vetted.failed[path] != "" {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(results)) {
		if name == record.Name {
			continue
		}
		var diags []printed
		if err := json.Unmarshal(results[name], &diags); err != nil {
			return err
		}
		for _, d := range diags {
			s.add(path, &d)
		}
	}
	return nil
}

// add adds a diagnostic to its package: a finding if it is of a known rule, and a
// notice otherwise.
func (s *stream) add(path string, d *printed) {
	u := s.units[path]
	if u == nil {
		u = &finding.Unit{Package: path}
		s.units[path] = u
	}
	i := slices.IndexFunc(s.known, func(r *rule.Rule) bool { return r.ID == d.Category })
	if i < 0 {
		u.Notices = append(u.Notices, finding.Step{Message: d.Message, Location: placeOf(path, d.Posn, d.End)})
		return
	}
	f := finding.Finding{
		Rule:     d.Category,
		Severity: s.known[i].Severity,
		Message:  strings.TrimSuffix(d.Message, " ["+d.Category+"]"),
		Location: placeOf(path, d.Posn, d.End),
	}
	for _, r := range d.Related {
		f.Flow = append(f.Flow, finding.Step{Message: r.Message, Location: placeOf(path, r.Posn, r.End)})
	}
	if len(d.SuggestedFixes) > 0 {
		f.Fix = &finding.Fix{Message: d.SuggestedFixes[0].Message}
		for _, e := range d.SuggestedFixes[0].Edits {
			f.Fix.Edits = append(f.Fix.Edits, finding.Edit{File: e.Filename, Start: e.Start, End: e.End, New: e.New})
		}
	}
	u.Findings = append(u.Findings, f)
}

// placeOf reads a place of go vet. A file of another package is called by its
// import path and base name, see package emit.
func placeOf(pkgPath, posn, end string) finding.Location {
	l := finding.Location{Package: pkgPath}
	l.File, l.Line, l.Column = splitPosition(posn)
	if !filepath.IsAbs(l.File) {
		l.Package, l.File = path.Split(l.File)
		l.Package = cmp.Or(strings.TrimSuffix(l.Package, "/"), pkgPath)
	}
	if _, line, column := splitPosition(end); end != "" && end != posn {
		l.EndLine, l.EndColumn = line, column
	}
	return l
}

// splitPosition takes file:line:column apart, of which the column, and the line
// as well, may be missing.
func splitPosition(posn string) (file string, line, column int) {
	var numbers []int
	for len(numbers) < 2 {
		i := strings.LastIndexByte(posn, ':')
		n, err := strconv.Atoi(posn[i+1:])
		if i < 0 || err != nil {
			break
		}
		posn, numbers = posn[:i], append(numbers, n)
	}
	switch len(numbers) {
	case 2:
		return posn, numbers[1], numbers[0]
	case 1:
		return posn, numbers[0], 0
	}
	return posn, 0, 0
}

// packages names what to ask go list for.
func (s *stream) packages() []string {
	var paths []string
	for _, u := range s.all() {
		paths = append(paths, strings.TrimSuffix(u.Package, "_test"))
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// all returns one unit for each package: its record if there is one. A package
// was analysed twice when its tests were; the record with more files says all
// that the other does, and diagnostics of both are put together.
func (s *stream) all() []*finding.Unit {
	best := maps.Clone(s.units)
	for _, u := range s.vetted.records {
		if old := best[u.Package]; old == nil || old == s.units[u.Package] || fuller(u, old) < 0 {
			best[u.Package] = u
		}
	}
	var all []*finding.Unit
	for _, path := range slices.Sorted(maps.Keys(best)) {
		all = append(all, once(best[path]))
	}
	return all
}

// once returns a unit that has each finding and notice once.
func once(u *finding.Unit) *finding.Unit {
	c := *u
	c.Findings = distinct(u.Findings)
	c.Notices = distinct(u.Notices)
	return &c
}

func distinct[T any](list []T) []T {
	seen := make(map[string]bool)
	var all []T
	for _, e := range list {
		if key := text(e); !seen[key] {
			seen[key] = true
			all = append(all, e)
		}
	}
	return all
}

// nameFunctions gives findings of diagnostics the function and the statement that
// a record has, and with them its fingerprint.
func (s *stream) nameFunctions(rep *report.Report) {
	trees := newTrees(rep.Source)
	for i := range rep.Findings {
		f := &rep.Findings[i]
		if f.Statement != "" || f.Function != "" {
			continue
		}
		at := f.Location
		// A single step is where a value enters, the last of several the harmful call.
		if n := len(f.Flow); n > 1 && f.Flow[n-1].Location.Package == at.Package {
			at = f.Flow[n-1].Location
		}
		f.Statement = trees.statement(at)
		f.Function = trees.function(f.Location)
	}
	finding.SetFingerprints(rep.Findings)
}
