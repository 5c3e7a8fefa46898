package report

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/secvet/secvet/internal/rule"
)

// home is where secvet's pages are.
const home = "https://github.com/secvet/secvet"

// RuleURL returns the address of a rule's page.
func RuleURL(id string) string {
	return home + "/blob/main/docs/rules/" + id + ".md"
}

// RuleMarkdown returns all that a rule says, but for its title, as Markdown
// whose headings are of the second level.
func RuleMarkdown(r *rule.Rule) string {
	var out strings.Builder
	section := func(heading, body string) {
		body = strings.TrimSpace(body)
		if body == "" {
			return
		}
		if heading != "" {
			out.WriteString("## " + heading + "\n\n")
		}
		out.WriteString(body + "\n\n")
	}
	section("", r.Why)
	section("How to fix it", r.Fix)
	for _, e := range r.Examples {
		section("Before", fence(e.Before))
		section("After", fence(e.After))
	}
	section("What it can't see", r.Limits)
	section("References", references(r))
	return strings.TrimSpace(out.String()) + "\n"
}

// fence makes a code block of Go code.
func fence(code string) string {
	if code = strings.Trim(code, "\n"); code == "" {
		return ""
	}
	return "```go\n" + code + "\n```"
}

func references(r *rule.Rule) string {
	var out strings.Builder
	for _, cwe := range r.CWE {
		fmt.Fprintf(&out, "- [CWE-%d](%s)\n", cwe, cweURL(cwe))
	}
	for _, category := range r.OWASP {
		fmt.Fprintf(&out, "- OWASP %s\n", category)
	}
	return out.String()
}

func cweURL(number int) string {
	return fmt.Sprintf("https://cwe.mitre.org/data/definitions/%d.html", number)
}

// plainText is Markdown without its marks: paragraphs and code blocks with an
// empty line between them.
func plainText(markdown string) string {
	source := []byte(markdown)
	var out strings.Builder
	ast.Walk(goldmark.DefaultParser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				out.Write(n.Segment.Value(source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					out.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				out.Write(n.Value)
			}
		case *ast.AutoLink:
			if entering {
				out.Write(n.URL(source))
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			if entering {
				out.Write(n.Lines().Value(source))
			}
		case *ast.RawHTML:
			if entering {
				out.Write(n.Segments.Value(source))
			}
		case *ast.ListItem:
			if entering {
				out.WriteString("- ")
			}
		}
		if !entering && n.Type() == ast.TypeBlock && n.Kind() != ast.KindListItem && n.Kind() != ast.KindList {
			out.WriteString(blockEnd(n))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(out.String())
}

// blockEnd is what follows a block in plain text.
func blockEnd(n ast.Node) string {
	if n.Kind() == ast.KindTextBlock {
		return "\n"
	}
	return "\n\n"
}
