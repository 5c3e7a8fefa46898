package main

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/rule"
	"github.com/secvet/secvet/internal/suggest"
)

// listed is a rule in the output of list -json. Fields may be added, never
// renamed or removed.
type listed struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Analyzer  string         `json:"analyzer"`
	Severity  rule.Severity  `json:"severity"`
	Score     float64        `json:"score"`
	Precision rule.Precision `json:"precision"`
	CWE       []int          `json:"cwe"`
	OWASP     []string       `json:"owasp"`
	URL       string         `json:"url"`
}

// list prints all rules.
func (a *app) list(ctx context.Context, args []string) int {
	fs := flag.NewFlagSet("secvet list", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "")
	usage := func(w io.Writer) { fmt.Fprintln(w, "usage: secvet list [-json]") }
	rest, code, ok := a.parse(fs, usage, args)
	switch {
	case !ok:
		return code
	case len(rest) > 0:
		return a.failf("list takes no arguments (secvet explain %s tells about a rule)", rest[0])
	}
	var err error
	if *asJSON {
		err = a.listJSON()
	} else {
		err = a.listText()
	}
	if err != nil {
		return a.failf("%v", err)
	}
	return exitClean
}

func (a *app) listJSON() error {
	all := []listed{} // an empty list is not null
	for _, r := range a.rules {
		all = append(all, listed{
			ID: r.ID, Title: r.Title, Analyzer: r.Analyzer(),
			Severity: r.Severity, Score: r.Score, Precision: r.Precision,
			CWE: append([]int{}, r.CWE...), OWASP: append([]string{}, r.OWASP...),
			URL: report.RuleURL(r.ID),
		})
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(all)
}

func (a *app) listText() error {
	tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, r := range a.rules {
		var cwe []string
		for _, n := range r.CWE {
			cwe = append(cwe, fmt.Sprintf("CWE-%d", n))
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", r.ID, r.Severity, cmp.Or(strings.Join(cwe, " "), "-"), r.Title)
	}
	return tw.Flush()
}

// explain prints what there is to know about a rule, or about each rule of an
// analyzer.
func (a *app) explain(ctx context.Context, args []string) int {
	if len(args) != 1 || strings.HasPrefix(args[0], "-") {
		return a.failf("usage: secvet explain rule (secvet list shows the rules)")
	}
	var asked []*rule.Rule
	for _, r := range a.rules {
		if r.ID == args[0] || r.Analyzer() == args[0] {
			asked = append(asked, r)
		}
	}
	if len(asked) == 0 {
		return a.failf("there is no rule %q%s: secvet list shows them", args[0], a.suggestRule(args[0]))
	}
	t := terminalOf(a.stdout)
	for i, r := range asked {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		if err := report.WriteRule(a.stdout, r, report.Options{Color: t.color, Width: t.width}); err != nil {
			return a.failf("%v", err)
		}
	}
	return exitClean
}

// suggestRule looks for a rule that was meant by a name that none has: those who
// leave out the analyzer get all rules that are called so.
func (a *app) suggestRule(name string) string {
	var names, own []string
	for _, r := range a.rules {
		names = append(names, r.ID, r.Analyzer())
		if strings.HasSuffix(r.ID, "/"+name) {
			own = append(own, r.ID)
		}
	}
	if len(own) > 0 {
		return fmt.Sprintf(" (did you mean %s?)", strings.Join(own, " or "))
	}
	return suggest.DidYouMean(name, names)
}
