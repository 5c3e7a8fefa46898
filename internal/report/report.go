// Package report turns what an analysis found into bytes: text for people,
// HTML for a browser, and SARIF, JSON and workflow commands for machines. A
// format is a row of a table; adding one touches nothing else. No format knows
// an analyzer, and nothing here decides what is found, filters by severity, or
// writes files: that is the driver's.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

// Report is the result of one run, the same for every format.
type Report struct {
	// Findings are in the order of [finding.Sort], with fingerprints. Suppressed
	// ones are left out unless [Options.Suppressed] asks for them.
	Findings []finding.Finding
	// Errors are the packages that could not be analysed, in a fixed order.
	Errors []PackageError
	// Notices are problems that a user must see, such as an ignore comment that
	// names an unknown rule.
	Notices []finding.Step
	// Rules are all rules that were asked, with or without findings, in the
	// order in which a report lists them.
	Rules []*rule.Rule
	// Packages is how many packages were analysed.
	Packages int
	// Version is secvet's own, such as "v1.2.3" or "(devel)".
	Version string
	// Root is the absolute directory that relative file names start from. It is
	// read from, never written into a report.
	Root string
	// VersionControl describes the checkout that holds Root; nil when there is
	// none.
	VersionControl *VersionControl
	// Category tells apart reports on the same commit, in GitHub code scanning;
	// "secvet" when empty.
	Category string
	// Source reads a file named in Findings; nil reads files below Root. A
	// report is complete, if less telling, when it fails.
	Source func(file string) ([]byte, error)
}

// PackageError says why a package could not be analysed.
type PackageError struct {
	Package string `json:"package"`
	Message string `json:"message"`
}

// VersionControl is the state of a checkout.
type VersionControl struct {
	// Root is the absolute directory of the checkout. The formats sarif, github
	// and gitlab name files from there, as these services expect; the others
	// from [Report.Root].
	Root string
	// Repository is an absolute URI without credentials, such as
	// "https://github.com/owner/name".
	Repository string
	// Revision is the full commit hash; Branch may be empty.
	Revision string
	Branch   string
}

// Options say how to show a report, not what is in it.
type Options struct {
	// Color allows colour in text.
	Color bool
	// Width is that of the terminal in columns; 0 means no limit is known.
	Width int
	// Verbose adds to text what is known beyond the finding and its flow.
	Verbose bool
	// Suppressed includes suppressed findings, marked as such.
	Suppressed bool
}

// format is one way to write a report.
type format struct {
	name    string
	machine bool
	write   func(io.Writer, *view) error
}

var formats = []format{
	{"text", false, writeText},
	{"json", true, writeJSON},
	{"sarif", true, writeSARIF},
	{"html", true, writeHTML},
	{"github", true, writeGitHub},
	{"gitlab", true, writeGitLab},
}

// Formats returns the names that [Write] knows, the default first.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Machine reports whether the format is meant for a program, so that finding
// something is not a failure of the command. It is false for unknown formats.
func Machine(name string) bool {
	for _, f := range formats {
		if f.name == name {
			return f.machine
		}
	}
	return false
}

// Write writes the report in a format. It writes the same bytes for the same
// report and options. An error of w is returned as it is.
func Write(w io.Writer, name string, r *Report, o Options) error {
	for _, f := range formats {
		if f.name == name {
			return f.write(w, newView(r, o))
		}
	}
	return fmt.Errorf("unknown format %q: use %s", name, strings.Join(Formats(), ", "))
}

// WriteSummary writes the counts by rule and severity, in a few lines for a
// person; the command sends them to standard error.
func WriteSummary(w io.Writer, r *Report, o Options) error {
	return writeSummary(w, newView(r, o))
}
