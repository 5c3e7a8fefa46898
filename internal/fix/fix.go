// Package fix applies the changes that findings suggest. It works on texts: the
// result of a plan is what files would contain, gofmt clean and without imports that
// they no longer use, or a unified diff. Writing files is left to the command.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/secvet/secvet/internal/finding"
)

// Plan is what fixes make of files.
type Plan struct {
	// Files are those that change, sorted by name.
	Files []File
	// Applied is how many findings are fixed.
	Applied int
	// Skipped are the findings whose fix is left out.
	Skipped []Skipped
}

// File is a file before and after.
type File struct {
	// Name is as in the findings.
	Name          string
	Before, After []byte
}

// Skipped is a finding whose fix is left out, and why.
type Skipped struct {
	Finding *finding.Finding
	Reason  string
}

// New plans the fixes of findings, in their order: all edits of a fix or none,
// and none that overlaps an earlier one. Suppressed findings and generated files
// are left alone. read returns the text of a file by the name that findings give
// it.
func New(findings []finding.Finding, read func(file string) ([]byte, error)) *Plan {
	p := &planner{read: read, files: make(map[string]*file), broken: make(map[string]string)}
	var chosen []*finding.Finding
	for i := range findings {
		if f := &findings[i]; f.Fix != nil && len(f.Fix.Edits) > 0 && f.Suppressed == nil {
			chosen = append(chosen, f)
		}
	}
	// A file that does not come out well takes all its fixes with it, and these
	// may have kept others out.
	for {
		bad := p.try(chosen)
		if bad == nil {
			return p.plan()
		}
		p.broken[bad.name] = bad.reason
	}
}

// planner applies fixes.
type planner struct {
	read   func(file string) ([]byte, error)
	files  map[string]*file
	broken map[string]string // files that no fix may touch, and why

	applied int
	skipped []Skipped
}

// file is a file that fixes want to change.
type file struct {
	before []byte
	edits  []finding.Edit // accepted, sorted, without overlaps
	after  []byte
}

type failure struct{ name, reason string }

// try applies all fixes that go together. It returns the first file that cannot
// be finished; then the result is of no use.
func (p *planner) try(findings []*finding.Finding) *failure {
	p.applied, p.skipped = 0, nil
	for _, f := range p.files {
		f.edits = nil
	}
	for _, f := range findings {
		if reason := p.accept(f); reason != "" {
			p.skipped = append(p.skipped, Skipped{f, reason})
		} else {
			p.applied++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if err := p.finish(name, p.files[name]); err != nil {
			return &failure{name, fmt.Sprintf("the result would not be valid Go: %v", err)}
		}
	}
	return nil
}

// accept takes the edits of a fix, or says why not.
func (p *planner) accept(f *finding.Finding) (reason string) {
	if f.Generated {
		return "the file is generated: change what it is generated from"
	}
	merged := make(map[string][]finding.Edit)
	for _, e := range f.Fix.Edits {
		file, reason := p.file(e.File)
		if reason != "" {
			return reason
		}
		if e.Start < 0 || e.End < e.Start || e.End > len(file.before) {
			return fmt.Sprintf("the fix does not fit %s", e.File)
		}
		if _, ok := merged[e.File]; !ok {
			merged[e.File] = slices.Clone(file.edits)
		}
		if merged[e.File], reason = insert(merged[e.File], e); reason != "" {
			return reason
		}
	}
	for name, edits := range merged {
		p.files[name].edits = edits
	}
	return ""
}

func (p *planner) file(name string) (f *file, reason string) {
	if reason, ok := p.broken[name]; ok {
		return nil, reason
	}
	if f, ok := p.files[name]; ok {
		return f, ""
	}
	text, err := p.read(name)
	if err != nil {
		return nil, fmt.Sprintf("the file cannot be read: %v", err)
	}
	f = &file{before: text}
	p.files[name] = f
	return f, ""
}

// insert adds an edit to sorted ones. An edit that is there already, such as the
// import that two fixes need, is taken once. Two insertions at one place are
// an overlap, for their order would be a guess.
func insert(edits []finding.Edit, e finding.Edit) ([]finding.Edit, string) {
	if slices.Contains(edits, e) {
		return edits, ""
	}
	at, _ := slices.BinarySearchFunc(edits, e, func(a, b finding.Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	for _, other := range edits {
		if overlap(e, other) {
			return nil, "it overlaps another fix: apply fixes again"
		}
	}
	return slices.Insert(edits, at, e), ""
}

func overlap(a, b finding.Edit) bool {
	if a.Start == a.End && b.Start == b.End {
		return a.Start == b.Start
	}
	return a.Start < b.End && b.Start < a.End
}

// finish applies the edits of a file and puts it in order.
func (p *planner) finish(name string, f *file) error {
	f.after = f.before
	if len(f.edits) == 0 {
		return nil
	}
	var out bytes.Buffer
	done := 0
	for _, e := range f.edits {
		out.Write(f.before[done:e.Start])
		out.WriteString(e.New)
		done = e.End
	}
	out.Write(f.before[done:])
	tidy, err := withoutIdleImports(f.before, out.Bytes())
	if err != nil {
		return err
	}
	formatted, err := format.Source(tidy)
	if err != nil {
		return err
	}
	f.after = likeBefore(f.before, formatted)
	return nil
}

// withoutIdleImports removes the imports that a file used before and uses no longer.
// What a fix needs anew it imports itself.
func withoutIdleImports(before, after []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", after, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	old, err := parser.ParseFile(token.NewFileSet(), "", before, 0)
	if err != nil {
		return nil, err
	}
	idle := false
	for _, spec := range old.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil || !astutil.UsesImport(old, path) || astutil.UsesImport(file, path) {
			continue
		}
		name := ""
		if spec.Name != nil {
			name = spec.Name.Name
		}
		idle = astutil.DeleteNamedImport(fset, file, name, path) || idle
	}
	if !idle {
		return after, nil
	}
	var out bytes.Buffer
	if err := format.Node(&out, fset, file); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// likeBefore ends lines as the file did before, which formatting forgets.
func likeBefore(before, after []byte) []byte {
	if n := bytes.Count(before, []byte("\r\n")); n > 0 && n == bytes.Count(before, []byte("\n")) {
		return bytes.ReplaceAll(after, []byte("\n"), []byte("\r\n"))
	}
	return after
}

func (p *planner) plan() *Plan {
	plan := &Plan{Applied: p.applied, Skipped: p.skipped}
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if f := p.files[name]; !bytes.Equal(f.before, f.after) {
			plan.Files = append(plan.Files, File{name, f.before, f.after})
		}
	}
	return plan
}

// Diff returns the plan as a unified diff, which git apply takes; empty when
// nothing changes.
func (p *Plan) Diff() []byte {
	var out bytes.Buffer
	for _, f := range p.Files {
		text := diff.Diff("a/"+f.Name, f.Before, "b/"+f.Name, f.After)
		// The first line names both files as GNU diff does, and git otherwise.
		_, text, _ = bytes.Cut(text, []byte("\n"))
		out.Write(text)
	}
	return out.Bytes()
}
