package sqlconcat

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/lazy"
)

// slot is a place for a placeholder.
type slot struct {
	// head is the text before it, without the quotation mark that opened the value,
	// and tail what stands behind it.
	head, tail string
	cut        int
	// before and after are wildcards that stood in the quotation with the value.
	before, after string
}

// headOf is the end of head that stands in one part.
func (s slot) headOf(text string) string { return text[:len(text)-s.cut] }

// slotOf says whether a value between two texts is one that a placeholder can stand
// for.
func slotOf(before, after string) (slot, bool) {
	s := slot{head: before, tail: after}
	inQuotes := scan(before) == inSingle
	if inQuotes {
		open, end := strings.LastIndexByte(before, '\''), strings.IndexByte(after, '\'')
		if end < 0 || strings.HasPrefix(after[end+1:], "'") {
			return s, false
		}
		s.head, s.before, s.after, s.tail = before[:open], before[open+1:], after[:end], after[end+1:]
		if strings.Trim(s.before+s.after, "%_") != "" {
			return s, false
		}
		s.cut = len(before) - open
	} else if scan(before) != plain {
		return s, false
	}
	if s.tail != "" && !strings.ContainsRune(" \t\r\n),;", rune(s.tail[0])) {
		return s, false
	}
	return s, expectsValue(s.head)
}

var (
	endsInComparison = lazy.Regexp(`(^|[^-=<>~@!|&#?])(=|<>|!=|<|>|<=|>=)\s*$`)
	endsInPattern    = lazy.Regexp(`(?i)\b(LIKE|ILIKE|BETWEEN)\s+$|\bBETWEEN\s+\S+\s+AND\s+$`)
	insideValues     = lazy.Regexp(`(?i)\bVALUES\s*\([^;]*[(,]\s*$|\bVALUES\s*\(\s*$`)
	otherClause      = lazy.Regexp(`(?i)\b(SELECT|WHERE|UPDATE|RETURNING)\b`)
)

// expectsValue says whether a text ends where one value is expected: behind a
// comparison or in a row of VALUES. A list in IN may be one value or several, and
// LIMIT takes no text.
func expectsValue(head string) bool {
	if endsInComparison().MatchString(head) || endsInPattern().MatchString(head) {
		return true
	}
	row := insideValues().FindString(head)
	return row != "" && !otherClause().MatchString(row)
}

var bindingStatement = lazy.Regexp(`(?i)^[\s(]*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH)\b`)

// onePlainStatement says whether a text is one statement that takes values.
func onePlainStatement(text, kind string) bool {
	if strings.TrimSpace(strings.TrimRight(outside(text), "; \t\r\n")) == "" || strings.Contains(strings.TrimRight(outside(text), "; \t\r\n"), ";") {
		return false
	}
	return kind != "sql.query" || bindingStatement().MatchString(text)
}

// outside is a text without what is quoted in it or comment.
func outside(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if scan(text[:i]) == plain {
			b.WriteByte(text[i])
		}
	}
	return strings.ReplaceAll(b.String(), "::", " ")
}

var styles = map[string]func() *regexp.Regexp{
	"question": lazy.Regexp(`\?`),
	"dollar":   lazy.Regexp(`\$([0-9]+)`),
	"at":       lazy.Regexp(`@p([0-9]+)\b`),
	"colon":    lazy.Regexp(`:([0-9]+)`),
}

var namedValue = lazy.Regexp(`[@:$][A-Za-z_]\w*`)

// countPlaceholders says how many values a text takes; -1 when it has placeholders
// of another style too.
func countPlaceholders(text, style string) int {
	text = outside(text)
	n := 0
	for name, form := range styles {
		found := form().FindAllStringSubmatch(text, -1)
		switch {
		case name != style && name == "question" || len(found) == 0:
			// PostgreSQL has operators with question marks.
		case name != style:
			return -1
		case name == "question":
			n = len(found)
		default:
			for _, m := range found {
				number, err := strconv.Atoi(m[1])
				if err != nil {
					return -1
				}
				n = max(n, number)
			}
		}
	}
	if named := namedValue().FindString(text); named != "" && (style != "at" || !styles["at"]().MatchString(named)) {
		return -1
	}
	return n
}

func placeholder(style string, n int) string {
	switch style {
	case "dollar":
		return fmt.Sprintf("$%d", n)
	case "at":
		return fmt.Sprintf("@p%d", n)
	case "colon":
		return fmt.Sprintf(":%d", n)
	}
	return "?"
}

// styleFor says how the placeholders are written that the called function knows, ""
// when that can't be told: libraries with placeholders of their own are marked
// sql.placeholder in the catalog; for others it is the driver that decides.
func (s *statements) styleFor(use *flow.Use, q *query) string {
	if mark := s.unit.CallOf(use.Call).Mark("sql.placeholder"); mark != nil {
		return mark.Args["style"]
	}
	if s.style == nil {
		style := s.driverStyle()
		s.style = &style
	}
	return *s.style
}

// driverStyle is the style of the only driver that shows in the package: by the name
// it is opened with, by its import, or by other statements.
func (s *statements) driverStyle() string {
	for _, evidence := range []func() []string{s.openedStyles, s.importedStyles, s.writtenStyles} {
		found := evidence()
		slices.Sort(found)
		if found = slices.Compact(found); len(found) > 0 {
			if len(found) > 1 {
				return ""
			}
			return found[0]
		}
	}
	return ""
}

// styleOf looks up a driver in the marks sql.drivers of database/sql: the names are
// at Open, the import paths at Register.
func (s *statements) styleOf(symbol, driver string) string {
	for _, e := range s.unit.Catalog().Lookup("database/sql", symbol) {
		if e.Verb != "mark" || e.Word != "sql.drivers" {
			continue
		}
		for style, names := range e.Args {
			if slices.Contains(strings.Split(names, ","), driver) {
				return style
			}
		}
	}
	return ""
}

func (s *statements) openedStyles() []string {
	var found []string
	for _, call := range s.unit.Marked("sql.open") {
		name := call.Place(call.Mark("sql.open"), "driver")
		if name == nil {
			continue
		}
		if names, ok := s.unit.Constants(name, call.Instr); ok {
			for _, n := range names {
				found = append(found, s.styleOf("Open", n))
			}
		}
	}
	return found
}

func (s *statements) importedStyles() []string {
	var found []string
	for _, file := range s.pass.Files {
		for _, imp := range file.Imports {
			if path, err := strconv.Unquote(imp.Path.Value); err == nil {
				if style := s.styleOf("Register", path); style != "" {
					found = append(found, style)
				}
			}
		}
	}
	return found
}

func (s *statements) writtenStyles() []string {
	var found []string
	for _, use := range s.unit.Uses("sql.query") {
		if use.Call == nil || use.Via != nil || use.Binds < 0 || s.unit.CallOf(use.Call).Mark("sql.placeholder") != nil {
			continue
		}
		texts, ok := s.unit.Constants(use.Arg, use.Instr)
		if !ok {
			continue
		}
		for _, text := range texts {
			for name := range styles {
				if countPlaceholders(text, name) > 0 {
					found = append(found, name)
				}
			}
		}
	}
	return found
}
