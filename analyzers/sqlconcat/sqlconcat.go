// Package sqlconcat finds SQL text that is put together from data.
//
// A statement is judged piece by piece: each piece that is neither constant nor
// confined by a check, a type or a quoting function is foreign. Who chose it and
// where it stands in the statement decide:
//
//	origin \ position      value       LIMIT       ORDER BY,   a clause    table,      whole
//	                                               comment,                column      statement
//	                                               label,
//	                                               setting
//	untrusted              untrusted   untrusted   untrusted   untrusted   untrusted   untrusted
//	untrusted, through     dynamic     dynamic     dynamic     dynamic     dynamic     dynamic
//	  unknown code
//	untrusted, in single   dynamic     -           dynamic     -           -           -
//	  quotes, doubled
//	others, through        silent      silent      silent      silent      silent      silent
//	  unknown code
//	operator               operator    operator    operator    operator    operator    silent
//	stored                 dynamic     dynamic     silent      silent      silent      silent
//	stored, as the         silent      silent      silent      silent      silent      silent
//	  database's own
//	  tables, settings
//	exported parameter     dynamic     dynamic     dynamic     silent      silent      silent
//	closed parameter       its callers decide
//	unresolved field       dynamic     dynamic     silent      silent      silent      silent
//	unknown call           dynamic     silent      silent      silent      silent      silent
//	these four, but part   operator    operator    operator    silent      silent      silent
//	  of settings
//	global of another      silent      silent      silent      silent      silent      silent
//	  package
//
// Pieces of a type of texts that has constants are silent, unless an attacker's value
// was converted to it: the program chooses among them. So are values of any type that a
// type switch has found not to be strings. A name that was stored before
// and stands bare beside names that are quoted by a function is dynamic.
//
// Value here means text in quotes or a bare text value; numbers are confined. A name
// in quotes, as in COLLATE 'x', where the database's own tables are asked for one, or
// that is a name elsewhere in the text, counts as a table or column. A label is a text in
// quotes that a query returns with its rows, as in SELECT 'x', id FROM t; a setting is what
// SET SESSION time_zone = 'x' sets, if its name has no dot and is no password. Doubled quotes are
// enough for most databases, but not for MySQL, where a backslash before a quote ends
// nothing.
package sqlconcat

import (
	"fmt"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// Doc is what a user reads about the analyzer.
const Doc = `find SQL text that is put together from data

The sqlconcat analyzer reports SQL statements into which data is pasted instead
of being passed as an argument:

	db.Query("SELECT * FROM users WHERE name = '" + r.FormValue("name") + "'")

It follows the data through functions, packages and structures, and is silent
where it was checked against known values, converted to a number or quoted.`

// Analyzer is the analyzer.
var Analyzer = &analysis.Analyzer{
	Name:       "sqlconcat",
	Doc:        Doc,
	URL:        "https://github.com/secvet/secvet/blob/main/docs/rules/sqlconcat",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[[]finding.Finding](),
}

func run(pass *analysis.Pass) (any, error) {
	unit := pass.ResultOf[flow.Analyzer].(*flow.Unit)
	if !emit.Enabled(unit) {
		return []finding.Finding(nil), unit.Err
	}
	s := &statements{pass: pass, unit: unit, pieces: make(map[flow.Place][]piece),
		foreign: make(map[ssa.Instruction][]piece), fixes: make(map[ssa.Instruction]*analysis.SuggestedFix)}
	for _, use := range unit.Uses("sql.") {
		s.judge(use)
	}
	return emit.Report(pass, unit, Rules, s.drafts()), nil
}

// piece is a foreign piece of a statement, judged.
type piece struct {
	origin   *flow.Origin
	position position
	rule     *rule.Rule
	use      *flow.Use
}

// statements collects the foreign pieces by the place where they enter a text:
// one place is one flaw, however many statements the text goes into.
type statements struct {
	pass   *analysis.Pass
	unit   *flow.Unit
	order  []flow.Place
	pieces map[flow.Place][]piece
	// foreign holds the pieces of each call, and fixes what is tried on them.
	foreign map[ssa.Instruction][]piece
	fixes   map[ssa.Instruction]*analysis.SuggestedFix
	style   *string // of the package's driver, once known
	// supposed are pieces that are foreign if an attacker chose what the link finds
	// to arrive at a port.
	supposed []supposed
}

type supposed struct {
	piece
	place flow.Place
	when  *finding.Condition
}

func (s *statements) judge(use *flow.Use) {
	origins := s.unit.Origins(use)
	careful := quotesNames(use, origins)
	for _, o := range origins {
		pos := positionIn(use, o)
		place := placeOf(use, o)
		s.suppose(s.unit.Suppose(o), use)
		r := ruleFor(o, pos, use)
		if r == nil && careful && bareName(o, pos) && !quotedOtherwise(o, origins) {
			r = Dynamic
		}
		if r == nil {
			continue
		}
		if _, ok := s.pieces[place]; !ok {
			s.order = append(s.order, place)
		}
		p := piece{o, pos, r, use}
		s.pieces[place] = append(s.pieces[place], p)
		s.foreign[use.Instr] = append(s.foreign[use.Instr], p)
	}
	s.suppose(s.unit.SupposeThrough(use), use)
}

// placeOf is where a piece enters the text, or where the text is used.
func placeOf(use *flow.Use, o *flow.Origin) flow.Place {
	if o.Built.Pos.IsValid() {
		return o.Built
	}
	return flow.Place{Pos: usePos(use)}
}

// suppose notes what the link may prove.
func (s *statements) suppose(all []*flow.Supposition, use *flow.Use) {
	for _, sup := range all {
		pos, place := positionIn(use, &sup.Origin), placeOf(use, &sup.Origin)
		harmful := func(o *flow.Origin) bool { return ruleFor(o, pos, use) == Untrusted }
		if sup.When.Trust == finding.Remote && harmful(&sup.Origin) {
			sup.Confine(harmful)
			sup.When.Whole = pos == whole && !sup.Origin.Built.IsValid()
			s.supposed = append(s.supposed, supposed{piece{&sup.Origin, pos, Untrusted, use}, place, &sup.When})
		}
	}
}

func (s *statements) drafts() []emit.Draft {
	var drafts []emit.Draft
	for _, sup := range s.supposed {
		d := draft(s.unit, sup.place, []piece{sup.piece})
		d.If = sup.when
		drafts = append(drafts, d)
	}
	for _, place := range s.order {
		d := draft(s.unit, place, s.pieces[place])
		d.Fix = s.fix(s.pieces[place])
		d.Doubts = doubts(s.pieces[place])
		drafts = append(drafts, d)
	}
	return drafts
}

// doubts are the ports that pieces come in by; none when one of them does not.
func doubts(pieces []piece) []finding.Port {
	var ports []finding.Port
	for _, p := range pieces {
		port, ok := p.origin.Port()
		if !ok || p.rule != Dynamic {
			return nil
		}
		if !slices.Contains(ports, port) {
			ports = append(ports, port)
		}
	}
	return ports
}

func usePos(use *flow.Use) token.Pos { return use.Instr.Pos() }

func positionIn(use *flow.Use, o *flow.Origin) position {
	pos := positionOf(o.Before, o.After)
	switch {
	case use.Kind == "sql.identifier":
		return identifier
	case use.Kind == "sql.order" && (pos == whole || pos == clause):
		return orderBy
	case (pos == quoted || pos == label) && standsAgain(o, identifier):
		return quotedName
	case pos == label && standsAgain(o, quoted):
		return quoted
	case pos == label && standsAgain(o, value):
		return value
	}
	return pos
}

// standsAgain says whether a piece has a position elsewhere in the same text.
func standsAgain(o *flow.Origin, pos position) bool {
	return slices.ContainsFunc(o.Again, func(before string) bool { return positionOf(before, "") == pos })
}

// quotesNames says whether the author of a statement took care that a name which is
// not constant cannot end its quotation marks.
func quotesNames(use *flow.Use, origins []*flow.Origin) bool {
	return slices.ContainsFunc(origins, func(o *flow.Origin) bool {
		return o.Class != flow.Constant && o.Class != flow.Confined && positionIn(use, o) == identifier &&
			(o.Props.Has(flow.SQLIdentifier) || keepsQuotes(o)) && !o.Props.Has(flow.Any)
	})
}

// keepsQuotes says whether a piece stands in the quotation marks of a name and cannot end
// them.
func keepsQuotes(o *flow.Origin) bool {
	return o.Props.Has(flow.SQLNoDouble) && scan(o.Before) == inDouble || o.Props.Has(flow.SQLNoBacktick) && scan(o.Before) == inBacktick
}

// bareName says whether a piece is a name that was stored before and is written as it
// is: beside names that are quoted, somebody forgot it.
func bareName(o *flow.Origin, pos position) bool {
	return (o.Class == flow.Stored || o.Class == flow.Fetched) && pos == identifier && scan(o.Before) == plain &&
		!o.Unsure && !confined(o, pos)
}

// quotedOtherwise says whether a name is quoted on another way to the same place: a
// function that leaves alone what has its quotation marks already was not forgotten.
// Where it stands again in the text, it may have been.
func quotedOtherwise(o *flow.Origin, origins []*flow.Origin) bool {
	return len(o.Again) == 0 && slices.ContainsFunc(origins, func(other *flow.Origin) bool {
		return other.Value == o.Value && other.Built == o.Built && other.Before == o.Before && other.Props.Has(flow.SQLIdentifier)
	})
}

// ofDatabase says whether a statement asks the database for what it knows of itself: its
// tables, its settings. Who answers is not somebody who once wrote a row.
func ofDatabase(statement string) bool {
	text := strings.ToUpper(statement)
	words := wordsOf(text)
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "SHOW", "DESCRIBE", "PRAGMA":
		return true
	}
	i := slices.Index(words, "FROM")
	if i < 0 {
		return strings.Contains(text, "@@") // with FROM it may be a search for words
	}
	return i+1 < len(words) && ofItself(words[i+1])
}

// enumerated says whether a piece is of a type of texts that has constants, so that
// the program chooses among them: what is converted to it has its own origin. Constants
// without a type count if their names begin with the type's.
func enumerated(o *flow.Origin) bool {
	t := o.Type
	if o.FieldVar != nil {
		t = o.FieldVar.Type()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	if basic, ok := named.Underlying().(*types.Basic); !ok || basic.Info()&types.IsString == 0 {
		return false
	}
	constants, scope := 0, named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if ok && (types.Identical(c.Type(), named) || c.Type() == types.Typ[types.UntypedString] && namedAfter(name, named.Obj().Name())) {
			constants++
		}
	}
	return constants > 1
}

// namedAfter says whether a constant has a type's name before its own: SortAge of Sort.
func namedAfter(name, of string) bool {
	rest, ok := strings.CutPrefix(name, of)
	return ok && rest != "" && (rest[0] == '_' || rest[0] >= 'A' && rest[0] <= 'Z')
}

// ruleFor is the table of the package's doc comment; nil is silence.
func ruleFor(o *flow.Origin, pos position, use *flow.Use) *rule.Rule {
	if confined(o, pos) || o.Unsure && use.OfKeys() {
		return nil // what an unknown function makes of a text has no keys
	}
	isValue := pos == quoted || pos == doubleQuoted || pos == value || pos == limit
	doubled := inSingleQuotes(pos) && o.Props.Has(flow.SQLDoubled)
	if o.Class != flow.Untrusted && (doubled || o.Unsure) {
		return nil // a doubt about a doubt
	}
	if o.Class != flow.Untrusted && o.Class != flow.Operator && (enumerated(o) || slices.Contains(o.Through, flow.NoText)) {
		return nil
	}
	if o.Configured() {
		if !isValue && !aside(pos) {
			return nil
		}
		return Operator
	}
	switch o.Class {
	case flow.Untrusted:
		if o.Unsure || doubled {
			return Dynamic
		}
		return Untrusted
	case flow.Operator:
		if pos == whole {
			return nil
		}
		return Operator
	case flow.Stored, flow.Fetched, flow.Field:
		if isValue && !ofDatabase(o.Asked) {
			return Dynamic
		}
	case flow.Unknown:
		if isValue && o.Expr != "" && pos != limit {
			return Dynamic
		}
	case flow.Parameter:
		if o.Hidden && isValue {
			return Dynamic // a field of which it is not known who fills it
		}
		if o.Exported && (isValue || aside(pos)) {
			return Dynamic
		}
	}
	return nil
}

// aside says whether a text stands where programs mostly put their own, but may be told
// what to put there.
func aside(pos position) bool {
	return pos == orderBy || pos == comment || pos == label || pos == setting
}

func inSingleQuotes(pos position) bool {
	return pos == quoted || pos == quotedName || pos == label || pos == setting
}

// confined says whether what is proved of a piece is enough where it stands.
func confined(o *flow.Origin, pos position) bool {
	switch {
	case o.Class == flow.Constant, o.Class == flow.Confined, o.Props.Has(flow.Any):
		return true
	case o.Props.Has(flow.SQLIdentifier) && !inSingleQuotes(pos):
		return true // quoted as a name, it may still hold the quotation mark of a text
	case keepsQuotes(o):
		return true
	case o.Props.Has(flow.SQLLiteral):
		return inSingleQuotes(pos) || pos == doubleQuoted
	}
	return false
}

func draft(unit *flow.Unit, place flow.Place, pieces []piece) emit.Draft {
	slices.SortStableFunc(pieces, func(a, b piece) int { return int(b.rule.Severity) - int(a.rule.Severity) })
	first := pieces[0]
	use := first.use
	d := emit.Draft{
		Rule: first.rule, Place: place.Pos, Message: message(use, first, pieces),
		Steps: first.origin.Steps, Advice: advice(first.position),
		Sink: use.Instr, Func: use.Func, SinkName: use.Callee, Ordinal: use.Ordinal,
	}
	if first.origin.BuiltIn != nil && first.origin.Built.Pos == place.Pos {
		d.Func = first.origin.BuiltIn
	}
	switch built := first.origin.Built; {
	case !built.Pos.IsValid() && built.Line > 0:
		d.Building = built
	case use.Via != nil && (built.Pos.IsValid() || use.Kind == "sql.query"):
		d.Building = place // a function that only runs what others build is no flaw
	}
	if use.Via != nil {
		d.Site = &use.Via.Site
	} else {
		d.Site = &flow.Site{Package: unit.Pass.Pkg.Path(), Function: use.Func.RelString(nil), Sink: use.Callee, Ordinal: use.Ordinal}
	}
	return d
}

func message(use *flow.Use, p piece, all []piece) string {
	var b strings.Builder
	b.WriteString(subject(p.origin))
	if p.position == whole && !p.origin.Built.IsValid() {
		fmt.Fprintf(&b, " is used as SQL text by %s", shortCallee(use.Callee))
	} else {
		fmt.Fprintf(&b, " is put into %s of %s", positionNames[p.position], shortCallee(use.Callee))
	}
	if n := distinct(all) - 1; n > 0 {
		fmt.Fprintf(&b, " (and %d more)", n)
	}
	return b.String()
}

func distinct(pieces []piece) int {
	seen := make(map[string]bool)
	for _, p := range pieces {
		seen[subject(p.origin)] = true
	}
	return len(seen)
}

// subject names a piece by its source text and who chose it.
func subject(o *flow.Origin) string {
	name := o.Subject()
	switch o.Class {
	case flow.Untrusted, flow.Operator, flow.Stored:
		if o.Unsure {
			return fmt.Sprintf("%s from %s, through code that secvet does not know,", name, flow.Noun(o.Kind))
		}
		return fmt.Sprintf("%s from %s", name, flow.Noun(o.Kind))
	case flow.Parameter:
		return fmt.Sprintf("the parameter %s of %s", o.Name, o.Owner())
	case flow.Field:
		return "the field " + name
	}
	return "the result of " + name
}

func shortCallee(full string) string {
	full = flow.WithoutTypes(full)
	prefix := ""
	for _, p := range []string{"(*", "("} {
		if rest, ok := strings.CutPrefix(full, p); ok {
			prefix, full = p, rest
			break
		}
	}
	return prefix + full[strings.LastIndexByte(full, '/')+1:]
}

func advice(pos position) string {
	switch pos {
	case quoted, doubleQuoted, value, limit, label, setting:
		return "write a placeholder and pass the value as an argument of the call"
	case quotedName, identifier, orderBy:
		return "no placeholder can stand here: look the name up in a fixed list (a map or a switch) and use the entry"
	case comment:
		return "keep data out of comments: */ ends them"
	}
	return "keep the statement constant; pass values as arguments and choose clauses from a fixed list"
}
