package sample

import (
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/rule"
)

// Zero is a report of a program without flaws.
func Zero() *report.Report {
	return &report.Report{Rules: Rules(), Packages: 3, Version: "v1.2.3", Root: "/src/shop", Source: Source}
}

// One holds a single finding with a flow through two packages.
func One() *report.Report {
	return with(Zero(), orderBy())
}

// Many holds a finding for each thing that a renderer has to get right, and
// packages that could not be analysed.
func Many() *report.Report {
	r := with(Zero(), orderBy(), table(), deleteByID(), strange(), longLine(), windows(), lowCost(), silenced(), lost())
	r.Errors = []report.PackageError{
		{Package: "example.com/shop/broken", Message: "broken.go:3:1: expected declaration, found oops"},
		{Package: "example.com/shop/cmd", Message: "not analysed because example.com/shop/broken doesn't build"},
	}
	r.Notices = []finding.Step{{
		Message:  "the ignore comment names the unknown rule sqlconcat/untrust",
		Location: at("files/hash.go", "func hash"),
	}}
	r.VersionControl = &report.VersionControl{
		Root:       "/src",
		Repository: "https://user:secret@example.com/acme/shop.git",
		Revision:   "0123456789abcdef0123456789abcdef01234567",
		Branch:     "main",
	}
	r.Category = "shop"
	return r
}

// Huge holds more findings than GitHub shows; the last are the worst.
func Huge() *report.Report {
	r := Zero()
	f := table()
	for i := range 5100 {
		f.Location.Line, f.Location.EndLine = i+1, i+1
		f.Rule, f.Severity = dynamic.ID, dynamic.Severity
		if i >= 5000 {
			f.Rule, f.Severity = untrusted.ID, untrusted.Severity
		}
		f.Location.File = "store/generated.go"
		r.Findings = append(r.Findings, f)
	}
	finding.SetFingerprints(r.Findings)
	return r
}

func with(r *report.Report, findings ...finding.Finding) *report.Report {
	r.Findings = findings
	finding.Sort(r.Findings)
	finding.SetFingerprints(r.Findings)
	return r
}

// orderBy has its flow in two files, its place in the middle of it.
func orderBy() finding.Finding {
	return finding.Finding{
		Rule:     untrusted.ID,
		Severity: untrusted.Severity,
		Message:  `"sort" from the request query is concatenated into the ORDER BY of (*sql.DB).QueryContext`,
		Location: at("store/orders.go", `" ORDER BY " + sort`),
		Flow: []finding.Step{
			{Message: `the request query parameter "sort" is read`, Location: at("web/orders.go", `r.URL.Query().Get("sort")`)},
			{Message: "it is passed to (*store.Orders).List as sort", Location: at("web/orders.go", "h.Store.List(r.Context(), customer, sort)")},
			{Message: "it is concatenated into SQL text", Location: at("store/orders.go", `" ORDER BY " + sort`)},
			{Message: "the text runs as SQL in (*sql.DB).QueryContext", Location: at("store/orders.go", "s.db.QueryContext(ctx, query, customer)")},
		},
		Advice:    "choose the column from a list of allowed names",
		Function:  "(*example.com/shop/store.Orders).List",
		Statement: "s.db.QueryContext(ctx, query, customer)",
		Site:      finding.Site{Package: "example.com/shop/store", Function: "(*Orders).List", Sink: "(*database/sql.DB).QueryContext"},
	}
}

// table spans several lines, and its message holds what looks like a link.
func table() finding.Finding {
	return finding.Finding{
		Rule:       dynamic.ID,
		Severity:   rule.Error,
		Message:    "s.table, set by names[i](x), is concatenated into the SQL of (*sql.DB).QueryRowContext",
		Location:   at("store/orders.go", "`\n\t\tSELECT count(*)\n\t\tFROM `+s.table"),
		Flow:       []finding.Step{{Message: "the text runs as SQL", Location: at("store/orders.go", "s.db.QueryRowContext")}},
		Advice:     "make the name of the table a constant",
		Function:   "(*example.com/shop/store.Orders).Count",
		Statement:  "s.db.QueryRowContext(ctx, query)",
		Overridden: true,
	}
}

// deleteByID has a fix.
func deleteByID() finding.Finding {
	const file = "store/orders.go"
	start := offset(file, `= "+id)`)
	return finding.Finding{
		Rule:     untrusted.ID,
		Severity: untrusted.Severity,
		Message:  `"id" is concatenated into the WHERE of (*sql.DB).ExecContext`,
		Location: at(file, `"DELETE FROM orders WHERE id = "+id`),
		Fix: &finding.Fix{
			Message: `pass id as an argument for a placeholder`,
			Edits:   []finding.Edit{{File: file, Start: start + len("= "), End: start + len(`= "+id`), New: `?", id`}},
		},
		Advice:    "pass id as an argument",
		Function:  "(*example.com/shop/store.Orders).Delete",
		Statement: `s.db.ExecContext(ctx, "DELETE FROM orders WHERE id = "+id)`,
	}
}

const strangeFile = `files/größe & <i>co.</i>/a b#1%.go`

// strange lies behind wide and astral characters, in a file whose name needs
// escaping everywhere.
func strange() finding.Finding {
	return finding.Finding{
		Rule:     remove.ID,
		Severity: remove.Severity,
		Message:  "\"näme\" from the form, <b>100%</b>::error::,\nis part of the path that os.RemoveAll removes",
		Location: at(strangeFile, `"/srv/" + name`),
		Flow: []finding.Step{
			{Message: `the form value "näme" is read`, Location: at(strangeFile, `r.FormValue("näme")`)},
			{Message: "a comment \x1b[31mthat steers\x1b[0m", Location: at(strangeFile, "not red")},
			{Message: "os.RemoveAll removes it", Location: at(strangeFile, "os.RemoveAll")},
		},
		Advice:    "open files through os.Root",
		Function:  "example.com/shop/files.größe",
		Statement: "os.RemoveAll(\"/srv/\" + name)",
		Generated: true,
	}
}

// longLine lies far to the right.
func longLine() finding.Finding {
	l := at(strangeFile, `"/srv/" + name, "column20"`)
	l.EndColumn -= len(`, "column20"`)
	return finding.Finding{
		Rule: remove.ID, Severity: remove.Severity, Location: l,
		Message:  "name is part of a path",
		Function: "example.com/shop/files.größe", Statement: "_ = []string{}",
	}
}

// windows was found on another system.
func windows() finding.Finding {
	return finding.Finding{
		Rule: remove.ID, Severity: remove.Severity, Location: at(`files\windows.go`, `"C:\\srv\\" + name`),
		Message: "name is part of the path that os.Remove removes",
		Flow: []finding.Step{
			{Message: "it comes from a library", Location: finding.Location{File: "/go/pkg/mod/example.com/lib@v1.0.0/lib.go", Line: 7, Column: 1}},
			{Message: "os.Remove removes it", Location: at(`files\windows.go`, "os.Remove")},
		},
		Function: "example.com/shop/files.remove", Statement: "os.Remove(name)",
	}
}

// lowCost has no end, as positions from facts.
func lowCost() finding.Finding {
	l := at("files/hash.go", "10)")
	l.EndLine, l.EndColumn = 0, 0
	return finding.Finding{
		Rule: cost.ID, Severity: cost.Severity, Location: l,
		Message: "the bcrypt cost is 10", Advice: "use 12",
		Function: "example.com/shop/files.hash", Statement: "bcrypt.GenerateFromPassword(password, 10)",
	}
}

// silenced is suppressed by a comment.
func silenced() finding.Finding {
	f := deleteByID()
	f.Fix = nil
	f.Message = `"id", from the importer, is concatenated into the WHERE of (*sql.DB).ExecContext`
	f.Suppressed = &finding.Suppression{Kind: "secvet:ignore", Reason: "ids are checked by the router", Location: at("store/orders.go", "// Delete removes an order.")}
	return f
}

// lost lies in a file that is not there, and knows only its line.
func lost() finding.Finding {
	return finding.Finding{
		Rule: dynamic.ID, Severity: dynamic.Severity, Message: "text of unproven origin runs as SQL",
		Location: finding.Location{Package: "example.com/shop/store", File: "store/gone.go", Line: 12},
		Function: "example.com/shop/store.gone", Statement: "db.Query(q)",
	}
}
