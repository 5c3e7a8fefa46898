package suppress

import (
	"go/ast"
	"maps"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/lazy"
)

// gosec lists the rules of gosec 2.30 that look for what an analyzer does. The
// others have none: gosec does not look at JWT, CORS and comparisons. Its rules on
// ciphers (G405, G502, G503), http.Dir("/") (G111) and links in a walk (G122) are
// about nothing that is looked for here.
var gosec = map[string]string{
	"G201": "sqlconcat", // format string
	"G202": "sqlconcat", // concatenation
	"G701": "sqlconcat", // taint

	"G304": "pathjoin", // file name from a variable
	"G305": "pathjoin", // archive
	"G703": "pathjoin", // taint

	"G401": "weakhash", // MD5, SHA-1
	"G404": "weakhash", // math/rand
	"G406": "weakhash", // MD4, RIPEMD-160
	"G501": "weakhash", // imports of the same
	"G505": "weakhash",
	"G506": "weakhash",
	"G507": "weakhash",
}

var gosecRule = lazy.Regexp(`G\d{3}`)

// readNosecs reads the comments of gosec in a file. They cover what they do there
// (2.30, analyzer.go, updateIgnoredRulesForNode): the lines of the comment group
// and of the nodes that go/ast associates it with.
func (r *reader) readNosecs() {
	nodes := make(map[*ast.CommentGroup][]ast.Node)
	for n, groups := range ast.NewCommentMap(r.fset, r.file, r.file.Comments) {
		for _, g := range groups {
			nodes[g] = append(nodes[g], n)
		}
	}
	for _, g := range slices.SortedFunc(maps.Keys(nodes), func(a, b *ast.CommentGroup) int { return int(a.Pos() - b.Pos()) }) {
		analyzers, reason, ok := parseNosec(g)
		if !ok {
			continue
		}
		from, to := g.Pos(), g.End()
		for _, n := range nodes[g] {
			from, to = min(from, n.Pos()), max(to, n.End())
		}
		r.add("nosec", reason, g, analyzers, []span{lines(r.tf, lineOf(r.tf, from), lineOf(r.tf, to))})
	}
}

// parseNosec returns the analyzers that a comment group silences, nil for all.
func parseNosec(g *ast.CommentGroup) (analyzers []string, reason string, ok bool) {
	args, found := nosecArgs(g)
	if !found {
		return nil, "", false
	}
	list, reason, _ := strings.Cut(args, "--")
	reason = strings.Join(strings.Fields(strings.TrimLeft(reason, "-")), " ")
	rules := gosecRule().FindAllString(list, -1)
	if rules == nil {
		return nil, reason, true
	}
	for _, id := range rules {
		if a, ok := gosec[id]; ok && !slices.Contains(analyzers, a) {
			analyzers = append(analyzers, a)
		}
	}
	return analyzers, reason, len(analyzers) > 0
}

// nosecArgs returns what stands behind #nosec at the beginning of a line of the
// text, or behind the directive that newer versions know.
func nosecArgs(g *ast.CommentGroup) (args string, ok bool) {
	text := g.Text()
	for offset := 0; ; {
		line, rest, more := strings.Cut(text[offset:], "\n")
		if after, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "#nosec"); ok {
			return after + "\n" + rest, true
		}
		if !more {
			break
		}
		offset += len(line) + 1
	}
	for _, c := range g.List {
		if after, ok := strings.CutPrefix(c.Text, "//gosec:disable"); ok && (after == "" || after[0] == ' ') {
			return after, true
		}
	}
	return "", false
}
