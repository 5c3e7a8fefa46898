// Package rule defines what a user sees, enables, suppresses and reads about:
// a rule, its severity and its text. Rules live beside their analyzer; this
// package holds only their vocabulary. Everything that shows a rule (secvet
// explain, the pages in docs/rules, the rules of a SARIF report, the
// descriptions of the golangci-lint plugin) is made from these values.
package rule

import (
	"fmt"
	"strings"
)

// Severity says how much a finding of a rule matters. A rule's severity never
// varies with the evidence: stronger evidence is another rule.
type Severity int

const (
	// Note is shown on request only: true, but seldom worth a change.
	Note Severity = iota + 1
	// Warning is worth a reader's attention.
	Warning
	// Error is a flaw that an attacker can reach.
	Error
)

// String returns "note", "warning" or "error", the words that SARIF uses.
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "none"
}

// ParseSeverity is the inverse of [Severity.String].
func ParseSeverity(s string) (Severity, error) {
	for _, sev := range []Severity{Note, Warning, Error} {
		if s == sev.String() {
			return sev, nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q: use note, warning or error", s)
}

// MarshalText writes the severity's word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the severity's word.
func (s *Severity) UnmarshalText(text []byte) error {
	sev, err := ParseSeverity(string(text))
	if err == nil {
		*s = sev
	}
	return err
}

// Precision is the share of a rule's findings that a maintainer would accept,
// in the words of GitHub code scanning.
type Precision string

const (
	VeryHigh Precision = "very-high"
	High     Precision = "high"
	Medium   Precision = "medium"
	Low      Precision = "low"
)

// Example is a piece of Go code before and after the repair.
type Example struct {
	Before string
	After  string
}

// Rule is one kind of finding of one analyzer.
type Rule struct {
	// ID is the analyzer's name and the rule's own, "sqlconcat/untrusted".
	ID string
	// Name is the rule's name in Pascal case, for SARIF; it is not the ID in
	// another spelling.
	Name string
	// Title is one line without a full stop.
	Title string
	// Severity is fixed; a user's override is shown as such by reports.
	Severity Severity
	// Score is the security-severity from 0.1 to 10.0 (CVSS bands: above 9.0
	// critical, 7.0 high, 4.0 medium, below low).
	Score float64
	// Precision is what was measured on real code, not what is hoped for.
	Precision Precision
	// CWE holds the numbers of the weaknesses, the closest first.
	CWE []int
	// OWASP holds categories such as "A03:2021".
	OWASP []string
	// Why says, in Markdown, what an attacker gains and how.
	Why string
	// Fix says, in Markdown, how to repair it.
	Fix string
	// Examples show flawed and repaired code.
	Examples []Example
	// Limits says, in Markdown, what the rule cannot see. It may be empty.
	Limits string
}

// Analyzer returns the name of the rule's analyzer, the part of the ID before
// the slash.
func (r *Rule) Analyzer() string {
	name, _, _ := strings.Cut(r.ID, "/")
	return name
}
