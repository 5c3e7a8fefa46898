package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/secvet/secvet/internal/rule"
)

// maxText is how wide text to be read at length gets, whatever the terminal.
const maxText = 80

// WriteRule explains a rule to a person: what is wrong, why, how to fix it, and
// what the rule cannot see.
func WriteRule(w io.Writer, r *rule.Rule, o Options) error {
	if o.Width == 0 || o.Width > maxText {
		o.Width = maxText
	}
	e := &explanation{view: newView(new(Report), o)}
	e.line(e.paint(bold, r.ID) + "  " + e.paint(severityStyle(r.Severity), r.Severity.String()))
	e.out.WriteString(e.paragraph("", "", piece{text: r.Title}))
	e.line(strings.Join(ruleFacts(r), ", "))

	e.text("", r.Why)
	e.text("How to fix it", r.Fix)
	for _, example := range r.Examples {
		e.code("Before", example.Before)
		e.code("After", example.After)
	}
	e.text("What it can't see", r.Limits)
	e.heading("More")
	for _, cwe := range r.CWE {
		e.line(indent + cweURL(cwe))
	}
	e.line(indent + RuleURL(r.ID))
	e.line(indent + "to silence one finding: //secvet:ignore " + r.ID + " -- REASON")
	_, err := io.WriteString(w, e.out.String())
	return err
}

// ruleFacts are a rule's numbers in words.
func ruleFacts(r *rule.Rule) []string {
	var facts []string
	for _, cwe := range r.CWE {
		facts = append(facts, fmt.Sprintf("CWE-%d", cwe))
	}
	for _, category := range r.OWASP {
		facts = append(facts, "OWASP "+category)
	}
	if r.Score > 0 {
		facts = append(facts, fmt.Sprintf("security severity %.1f", r.Score))
	}
	if r.Precision != "" {
		facts = append(facts, "precision "+strings.ReplaceAll(string(r.Precision), "-", " "))
	}
	return facts
}

// explanation is a text about a rule.
type explanation struct {
	*view
	out strings.Builder
}

const indent = "  "

func (e *explanation) line(text string) { e.out.WriteString(text + "\n") }

func (e *explanation) heading(text string) {
	e.line("")
	if text != "" {
		e.line(e.paint(bold, text))
	}
}

// text writes a section of Markdown as paragraphs.
func (e *explanation) text(heading, markdown string) {
	if strings.TrimSpace(markdown) == "" {
		return
	}
	e.heading(heading)
	in := indent
	if heading == "" {
		in = ""
	}
	for i, block := range strings.Split(plainText(markdown), "\n\n") {
		if i > 0 {
			e.line("")
		}
		e.block(in, block)
	}
}

// block writes a paragraph, the items of a list, or code, the only block whose
// lines mean something.
func (e *explanation) block(in, text string) {
	lines := strings.Split(text, "\n")
	for _, l := range lines {
		switch item, isItem := strings.CutPrefix(l, "- "); {
		case isItem:
			e.out.WriteString(e.paragraph(in+"-", in+"  ", piece{text: " " + item}))
		case len(lines) == 1:
			e.out.WriteString(e.paragraph(in, in, piece{text: l}))
		default:
			e.line(in + indent + visible(l))
		}
	}
}

// code writes a piece of Go code.
func (e *explanation) code(heading, code string) {
	if strings.TrimSpace(code) == "" {
		return
	}
	e.heading(heading)
	for l := range strings.SplitSeq(strings.Trim(code, "\n"), "\n") {
		e.line(indent + visible(l))
	}
}
