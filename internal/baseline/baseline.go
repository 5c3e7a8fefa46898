// Package baseline keeps findings that were there before, so that a run shows
// only new ones. A baseline is a file of what findings are about: the function
// and the statement, not lines or file names, and how often. It stays valid when
// code is moved inside its package, re-indented, or its file renamed. Which
// findings go into one, and when, is the command's to decide.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

// version is that of the format.
const version = 1

// Entry is a number of findings with the same content and rule.
type Entry struct {
	// Content is the hash of what the findings are about.
	Content string `json:"content"`
	Rule    string `json:"rule"`
	// Severity is that of the findings when they were written.
	Severity rule.Severity `json:"severity"`
	Count    int           `json:"count"`
	// Function and File are for those who read the baseline.
	Function string `json:"function,omitempty"`
	File     string `json:"file"`
}

// String names the entry for a message.
func (e *Entry) String() string {
	return fmt.Sprintf("%s in %s (%s)", e.Rule, cmp.Or(e.Function, e.File), e.File)
}

// Baseline is a list of entries, sorted.
type Baseline []Entry

// New makes a baseline of findings. Suppressed ones are left out: they don't
// count as it is.
func New(findings []finding.Finding) Baseline {
	type kind struct{ content, rule string }
	index := make(map[kind]int)
	var b Baseline
	for i := range findings {
		f := &findings[i]
		if f.Suppressed != nil {
			continue
		}
		k := kind{f.ContentHash(), f.Rule}
		if at, ok := index[k]; ok {
			b[at].Count++
			continue
		}
		index[k] = len(b)
		b = append(b, Entry{k.content, f.Rule, f.Severity, 1, f.Function, f.Location.File})
	}
	slices.SortFunc(b, func(x, y Entry) int {
		return cmp.Or(
			cmp.Compare(x.File, y.File),
			cmp.Compare(x.Function, y.Function),
			cmp.Compare(x.Rule, y.Rule),
			cmp.Compare(x.Content, y.Content),
		)
	})
	return b
}

// Text returns the content of the baseline's file: JSON with a line for each
// entry, for readable differences and few conflicts when branches are merged.
func (b Baseline) Text() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\"version\": %d, \"findings\": [", version)
	for i, e := range b {
		line, err := json.Marshal(e)
		if err != nil {
			panic(err) // strings and numbers can be written
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		out.Write(line)
	}
	out.WriteString("\n]}\n")
	return out.Bytes()
}

// Parse reads the text of a file; its name stands in errors.
func Parse(name string, text []byte) (Baseline, error) {
	var file struct {
		Version  int      `json:"version"`
		Findings Baseline `json:"findings"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("%s is not a baseline: %w (make one with -write-baseline)", name, err)
	}
	switch {
	case file.Version == 0:
		return nil, fmt.Errorf("%s is not a baseline: it has no version (make one with -write-baseline)", name)
	case file.Version > version:
		return nil, fmt.Errorf("%s is of a newer secvet: its version is %d, and this secvet knows up to %d", name, file.Version, version)
	}
	return file.Findings, nil
}

// Split divides findings into those that are new and those in the baseline, and
// returns what is left of the baseline: entries, with counts, of findings that
// are gone. Orders are kept; of equal findings the last are the new ones.
//
// An entry stands for a finding of its rule with the same content. It also stands
// for one of another rule of the analyzer that is no more severe, as when proof
// is lost: but what has become worse since, say because a request now reaches it,
// is new.
func (b Baseline) Split(findings []finding.Finding) (fresh, old []finding.Finding, stale Baseline) {
	left := slices.Clone(b)
	byContent := make(map[string][]*Entry)
	for i := range left {
		byContent[left[i].Content] = append(byContent[left[i].Content], &left[i])
	}
	known := make([]bool, len(findings))
	for _, fits := range []func(*Entry, *finding.Finding) bool{sameRule, noWorse} {
		for i := range findings {
			f := &findings[i]
			if known[i] || f.Suppressed != nil {
				continue
			}
			for _, e := range byContent[f.ContentHash()] {
				if e.Count > 0 && fits(e, f) {
					e.Count--
					known[i] = true
					break
				}
			}
		}
	}
	for i, f := range findings {
		if known[i] {
			old = append(old, f)
		} else {
			fresh = append(fresh, f)
		}
	}
	return fresh, old, slices.DeleteFunc(left, func(e Entry) bool { return e.Count <= 0 })
}

func sameRule(e *Entry, f *finding.Finding) bool { return e.Rule == f.Rule }

func noWorse(e *Entry, f *finding.Finding) bool { return f.Severity <= e.Severity }
