package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// writeText writes findings for a person at a terminal: a line that editors and
// grep understand, the source with the place marked, the flow from where the
// value enters to where it does harm, and what to do.
func writeText(w io.Writer, v *view) error {
	for i := range v.findings {
		text := v.textFinding(&v.findings[i])
		if i > 0 {
			text = "\n" + text
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

func (v *view) textFinding(f *finding.Finding) string {
	var out strings.Builder
	color := severityStyle(f.Severity)
	out.WriteString(v.paragraph("", "    ",
		piece{bold, Place(f.Location) + ":", true}, piece{bold, f.Message, false}, piece{color, "[" + f.Rule + "]", true}))
	out.WriteString(v.textSource("        ", f.Location, color, true))
	shown := f.Location
	folded := v.folded(f)
	for i, step := range f.Flow {
		if i >= folded.from && i < folded.to {
			if i == folded.from {
				out.WriteString("       " + v.paint(dim, fmt.Sprintf("… %d more steps: -v shows them", folded.to-folded.from)) + "\n")
			}
			continue
		}
		number := fmt.Sprintf("%5d. ", i+1)
		out.WriteString(v.paragraph(number, "       ", piece{dim, Place(step.Location) + ":", true}, piece{plain, step.Message, false}))
		if step.Location.File != shown.File || step.Location.Line != shown.Line {
			out.WriteString(v.textSource("            ", step.Location, color, false))
		}
		shown = step.Location
	}
	if text, mechanical := remedy(f); text != "" {
		pieces := []piece{{green, "fix:", true}, {plain, text, false}}
		if mechanical {
			pieces = append(pieces, piece{dim, "(-fix does it)", true})
		}
		out.WriteString(v.paragraph("    ", "         ", pieces...))
	}
	if f.Suppressed != nil {
		out.WriteString(v.paragraph("    ", "         ", piece{dim, "suppressed " + suppression(f.Suppressed), false}))
	}
	if v.Verbose {
		out.WriteString(v.paragraph("    ", "         ", piece{dim, v.about(f), false}))
	}
	return out.String()
}

const (
	// longFlow is how many steps a reader follows down a terminal; of a longer flow
	// the middle is folded away, which is how the data is passed on.
	longFlow = 14
	// headSteps and tailSteps are left of it: where the data comes from, and what it
	// does. The tail has the calls around the sink, which is where the fix goes.
	headSteps, tailSteps = 4, 7
)

// steps are a piece of a flow.
type steps struct{ from, to int }

// folded are the steps that are not shown.
func (v *view) folded(f *finding.Finding) steps {
	if v.Verbose || len(f.Flow) <= longFlow {
		return steps{}
	}
	return steps{headSteps, len(f.Flow) - tailSteps}
}

// textSource is the line of a location, with a caret line if asked for; without
// one the place itself is coloured. Empty when the line can't be read.
func (v *view) textSource(indent string, l finding.Location, color style, caret bool) string {
	text, ok := v.source.line(l.File, l.Line)
	if !ok || strings.TrimSpace(text) == "" {
		return ""
	}
	width := unlimited
	if v.Width > 0 {
		width = max(v.Width-len(indent), narrowest)
	}
	from, to := v.source.span(l).on(l.Line, text)
	line, start, length := snippet(text, from, to, width)
	if !caret {
		return indent + v.paint(dim, line) + "\n"
	}
	mark := strings.Repeat(" ", start) + v.paint(color, "^"+strings.Repeat("~", length-1))
	return indent + line + "\n" + indent + mark + "\n"
}

// about is what is known beyond the finding itself.
func (v *view) about(f *finding.Finding) string {
	parts := []string{"severity " + f.Severity.String()}
	if f.Overridden {
		parts[0] += " (set by the configuration)"
	}
	if rl := v.rules[f.Rule]; rl != nil {
		parts = append(parts, fmt.Sprintf("security severity %.1f", rl.Score))
		for _, cwe := range rl.CWE {
			parts = append(parts, "CWE-"+strconv.Itoa(cwe))
		}
	}
	if f.Function != "" {
		parts = append(parts, "in "+f.Function)
	}
	if f.Generated {
		parts = append(parts, "generated file")
	}
	return strings.Join(append(parts, "fingerprint "+f.Fingerprint), ", ")
}

// suppression says in a few words what silences a finding.
func suppression(s *finding.Suppression) string {
	text := "by " + s.Kind + " at " + Place(s.Location)
	if s.Reason != "" {
		text += ": " + s.Reason
	}
	return text
}

// Place is file:line:col, as far as it is known.
func Place(l finding.Location) string {
	switch {
	case l.Line < 1:
		return l.File
	case l.Column < 1:
		return l.File + ":" + strconv.Itoa(l.Line)
	}
	return fmt.Sprintf("%s:%d:%d", l.File, l.Line, l.Column)
}
