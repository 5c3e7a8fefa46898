package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

//go:embed html
var htmlFiles embed.FS

// htmlTemplate is read when a page is asked for: most runs want none.
var htmlTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page.html").Funcs(template.FuncMap{"ruleAnchor": ruleAnchor}).ParseFS(htmlFiles, "html/page.html"))
})

// page is what the template shows. All text in it is escaped there, but for the
// style, the script, and what goldmark makes of the rules' Markdown, which drops
// HTML.
type page struct {
	Style    template.CSS
	Script   template.JS
	Policy   string
	Headline string
	Home     string
	Version  string
	Revision string
	Totals   []bar
	Charts   []chart
	Findings []htmlFinding
	Rules    []htmlRule
	Errors   []PackageError
	Notices  []noticeLine
	// Suppressed says that suppressed findings are among those shown.
	Suppressed bool
}

type noticeLine struct{ Place, Message string }

type htmlFinding struct {
	finding.Finding
	ID         string
	Package    string
	Title      string
	Place      string
	Excerpts   []excerpt
	Advice     string
	Mechanical bool
	Hunks      []hunk
	Suppressed string
	HasRule    bool
}

type htmlRule struct {
	*rule.Rule
	Anchor string
	Score  string
	Count  string
	URL    string
	Text   template.HTML
}

// writeHTML writes one page that needs nothing else: no network, and no script
// to be read.
func writeHTML(w io.Writer, v *view) error {
	p, err := v.page()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := htmlTemplate().Execute(&out, p); err != nil {
		return fmt.Errorf("writing the HTML report: %w", err)
	}
	_, err = io.WriteString(w, visible(out.String()))
	return err
}

// visible shows characters that a browser wouldn't, or that would reorder the
// text, as a sign of their own. (The template's escaping leaves them alone.)
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && steers(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

func (v *view) page() (*page, error) {
	style, err := htmlFiles.ReadFile("html/style.css")
	if err != nil {
		return nil, err
	}
	script, err := htmlFiles.ReadFile("html/script.js")
	if err != nil {
		return nil, err
	}
	short := shortPackages(v.findings)
	p := &page{
		Style:    template.CSS(style),
		Script:   template.JS(script),
		Policy:   contentPolicy(style, script),
		Headline: v.headline(countRules(v.findings)),
		Home:     home,
		Version:  v.Version,
		Revision: v.revision(),
		Totals:   newChart("", "severity", v.findings, func(f *finding.Finding) string { return f.Severity.String() }).bySeverity(),
		Charts: []chart{
			newChart("By rule", "rule", v.findings, func(f *finding.Finding) string { return f.Rule }),
			newChart("By package", "package", v.findings, func(f *finding.Finding) string { return short[packageOf(f)] }),
		},
		Errors:     v.Errors,
		Suppressed: v.Suppressed && v.suppressed() > 0,
	}
	for _, n := range v.Notices {
		p.Notices = append(p.Notices, noticeLine{Place(n.Location), n.Message})
	}
	for i := range v.findings {
		p.Findings = append(p.Findings, v.htmlFinding(&v.findings[i], i, short))
	}
	p.Rules, err = v.htmlRules()
	return p, err
}

// contentPolicy allows the page its own style and script and nothing else, as a
// second wall behind the escaping.
func contentPolicy(style, script []byte) string {
	hash := func(text []byte) string {
		sum := sha256.Sum256(text)
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", hash(style), hash(script))
}

func (v *view) revision() string {
	if v.VersionControl == nil {
		return ""
	}
	return v.VersionControl.Revision[:min(12, len(v.VersionControl.Revision))]
}

func (v *view) htmlFinding(f *finding.Finding, i int, short map[string]string) htmlFinding {
	out := htmlFinding{
		Finding:  *f,
		ID:       "f-" + cmp.Or(f.Fingerprint, fmt.Sprint(i+1)),
		Package:  short[packageOf(f)],
		Place:    Place(f.Location),
		Excerpts: v.excerpts(f),
		Hunks:    v.hunks(f.Fix),
	}
	out.Advice, out.Mechanical = remedy(f)
	if r := v.rules[f.Rule]; r != nil {
		out.Title, out.HasRule = r.Title, true
	}
	if f.Suppressed != nil {
		out.Suppressed = suppression(f.Suppressed)
	}
	return out
}

// ruleAnchor is the id of a rule's explanation on the page.
func ruleAnchor(id string) string { return "rule-" + strings.ReplaceAll(id, "/", "-") }

// htmlRules explains the rules that the shown findings break.
func (v *view) htmlRules() ([]htmlRule, error) {
	counts := make(map[string]int)
	for i := range v.findings {
		counts[v.findings[i].Rule]++
	}
	var out []htmlRule
	for _, r := range v.Rules {
		if counts[r.ID] == 0 {
			continue
		}
		text, err := ruleHTML(r)
		if err != nil {
			return nil, err
		}
		out = append(out, htmlRule{
			Rule:   r,
			Anchor: ruleAnchor(r.ID),
			Score:  fmt.Sprintf("%.1f", r.Score),
			Count:  plural(counts[r.ID], "finding"),
			URL:    RuleURL(r.ID),
			Text:   text,
		})
	}
	return out, nil
}

// ruleHTML relies on goldmark's default of dropping raw HTML and dangerous
// links. The page's own headings come before those of a rule.
func ruleHTML(r *rule.Rule) (template.HTML, error) {
	var out bytes.Buffer
	markdown := strings.ReplaceAll("\n"+RuleMarkdown(r), "\n## ", "\n#### ")
	if err := goldmark.Convert([]byte(markdown), &out); err != nil {
		return "", fmt.Errorf("explaining %s: %w", r.ID, err)
	}
	return template.HTML(out.String()), nil
}
