package flow

import (
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// Class says who chose a value.
type Class uint8

const (
	// Unknown: not decided, because it comes from code that is not understood.
	Unknown Class = iota
	// Constant: written in the program.
	Constant
	// Confined: cannot hold chosen text (numbers, times), whoever chose it.
	Confined
	// Parameter: decided by callers that this package does not show.
	Parameter
	// Field: a field that other packages may write.
	Field
	// Global: a package variable of another package, or one that is never written.
	Global
	// Operator: flags, environment, configuration.
	Operator
	// Stored: database rows, files that the program wrote.
	Stored
	// Fetched: another server's answer.
	Fetched
	// Secret: a secret of the program.
	Secret
	// Untrusted: an attacker chooses it.
	Untrusted
)

var classNames = [...]string{"unknown", "constant", "confined", "parameter", "field", "global", "operator", "stored", "fetched", "secret", "untrusted"}

// String returns the class's name in the design's words.
func (c Class) String() string { return classNames[c] }

func classOf(c catalog.Class) Class {
	switch c {
	case catalog.Remote, catalog.Queue, catalog.Archive:
		return Untrusted
	case catalog.Flag, catalog.Environment, catalog.Config:
		return Operator
	case catalog.Stored:
		return Stored
	case catalog.Download:
		return Fetched
	case catalog.Secret:
		return Secret
	}
	return Unknown
}

// Props is a set of properties that are proved of a value; see the catalog's
// documentation.
type Props uint64

const (
	// Any: one of a known set of values.
	Any Props = 1 << iota
	SQLLiteral
	SQLIdentifier
	PathLocal
	PathElement
	PathNoDotDot
	PathBeneath
	PathRooted
	// Nil and NonNil are about errors and pointers.
	Nil
	NonNil
	// PrefixOnly, ...: checks that do not hold what they promise; see [Broken].
	brokenPrefix
	brokenPrefixUnclean
	brokenRel
	brokenReplace
	brokenContains
	// Matched: some check was made that flow cannot judge.
	Checked
	// NoSlash: has no path separator.
	NoSlash
	// NotDots: is neither ".." nor ".".
	NotDots
	// OriginSuffix, ...: weak comparisons of the whole value with a constant.
	SuffixMatch
	PrefixMatch
	ContainsMatch
	RegexpMatch
	// NonEmpty: is not "".
	NonEmpty
	// PathBelow: stays below the folder that it was joined to when it was judged;
	// says nothing about the value alone.
	PathBelow
	// PathRelative: does not start with a slash.
	PathRelative
	// PathLink: as the target of a link, stays below.
	PathLink
	// memberOfArg: is an element of, or equal to, another parameter; see member.go.
	memberOfArg
	// PathSlash: starts with a slash.
	PathSlash
	// SQLDoubled: every single quote in it is doubled or gone. That is enough between quotes
	// where a backslash means nothing, so not in MySQL.
	SQLDoubled
	// brokenAbove: a look for "../" at the start of a path seen from its folder does
	// not find "..", the folder above.
	brokenAbove
	// noUpStart, noUpMiddle: no "../" at the start, and no "/../": together with a look
	// at the end that is all.
	noUpStart
	noUpMiddle
	// SQLNoDouble, SQLNoBacktick: has no double quote, no backtick, that could end a name
	// in such quotes: they are left out or doubled.
	SQLNoDouble
	SQLNoBacktick
	// byValidate and byBinding are for helpers that are given a value of any type and
	// have it checked: it is as its fields' tags of that name demand. What that means
	// knows who calls the helper; see [graph.assertTags]. They are not handed from
	// package to package by the link, which has room for those above only.
	byValidate
	byBinding
	// PathNamed: a message of the program's own (JSON, a remote procedure call) has a
	// field for it that is called after paths, so that whoever sends the message is asked
	// for one: "path", "targetDir". Nothing is proved by it; see message.go. It is about the
	// value as it came, and no longer true of a text that it was put into.
	PathNamed
)

var propNames = []string{"any", "sql.literal", "sql.identifier", "path.local", "path.element", "path.nodotdot",
	"path.beneath", "path.rooted", "nil", "nonnil", "broken.prefix", "broken.unclean", "broken.rel", "broken.replace",
	"broken.contains", "checked", "noslash", "notdots", "suffix", "prefix", "contains", "regexp", "nonempty", "path.below", "path.relative", "path.link", "member", "path.slash", "sql.doubled", "broken.above", "noupstart", "noupmiddle", "sql.nodouble", "sql.nobacktick", "by.validate", "by.binding", "path.named"}

// Has says whether all of q are in p.
func (p Props) Has(q Props) bool { return p&q == q }

// String lists the properties by their catalog names.
func (p Props) String() string {
	var names []string
	for i, n := range propNames {
		if p&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return strings.Join(names, ",")
}

func parseProps(words string) Props {
	var p Props
	for w := range strings.SplitSeq(words, ",") {
		for i, n := range propNames {
			if w == n {
				p |= 1 << i
			}
		}
	}
	return p
}

// Place is a position in this package (Pos) or, in another one, what facts carry.
type Place struct {
	Pos     token.Pos
	End     token.Pos
	Package string
	File    string // base name
	Line    int
	Column  int
}

// IsValid says whether the place is known.
func (p Place) IsValid() bool { return p.Pos.IsValid() || p.Line > 0 }

// Step is one station of the way from the origin to the value asked about.
type Step struct {
	Text  string
	Place Place
}

// Origin is one answer to the question where a value comes from.
type Origin struct {
	Class Class
	// Kind is the catalog's class, for Untrusted, Operator, Stored and Fetched.
	Kind catalog.Class
	// Text is the constant, for Constant.
	Text string
	// Nil says that the constant is nil.
	Nil bool
	// Expr is the source text of the expression that brings the value in:
	// r.FormValue("sort").
	Expr string
	// Name is the key that names the value (a form key, a header), or the name of
	// the field, parameter or variable.
	Name string
	// Callee is the full name of the function that it came from, if any.
	Callee string
	// Entry is the catalog entry of a source.
	Entry *catalog.Entry
	// Asked is the text of the statement whose answer a Stored value is, as far as it is
	// constant; "" when it is not known.
	Asked string
	// RequestPath says that the value is a part of the path of a request's URL, as a
	// router takes it out (the catalog's mark request.path).
	RequestPath bool
	// Given is what is proved besides if libraries are set up as it says, which other
	// packages decide.
	Given []finding.Given
	// Global is the variable, for package variables that are not followed.
	Global *ssa.Global
	// Param and Func are set for parameters: which, and of what.
	Param *ssa.Parameter
	// FieldVar is the last field on the way to the origin, if there is one.
	FieldVar *types.Var
	// Exported says that code outside the package can call the function of a
	// Parameter.
	Exported bool
	// Hidden says that the part of a Parameter is one that other packages cannot write.
	Hidden bool
	// Shared says that this package is known to fill the part of a Parameter, and
	// that others may, which the link knows. Nobody else should make anything of it.
	Shared bool
	// Props are what checks and sanitizers prove of the value as it arrives.
	Props Props
	// Unsure says that the value went through code that is not understood.
	Unsure bool
	// Parsed says that the value was taken out of a document (JSON, a form) or a line of
	// text: it is not bytes as they were read.
	Parsed bool
	// Decoded says that the value was unescaped or decoded after it came in: what was
	// checked before says nothing.
	Decoded bool
	// Joined says that something stands before the value in the text.
	Joined bool
	// Before and After are the text around the value where it was put into a
	// text; foreign pieces in them are NUL characters.
	Before, After string
	// Again is, for each other place where the piece stands in the same text, what
	// stands before it there.
	Again []string
	// Built is where the value was put into the text; the place of the innermost
	// concatenation. Not valid when the value is used whole.
	Built Place
	// BuiltIn is the function that holds Built.
	BuiltIn *ssa.Function
	// BuiltExpr is the source text of the piece, as it stands in the text.
	Piece string
	// Steps lead from the origin to the value asked about.
	Steps []Step
	// Through lists what the value went through, by catalog words ("fold", "base")
	// or function names, from the origin on.
	Through []string
	// Unread counts the entries of Through up to the last that flow does not
	// understand: what stands behind it was surely done to what that one returned.
	Unread int
	// Checks are the checks and sanitizers that the value met, from the origin on.
	Checks []Check
	// Value is the SSA value of the origin, if there is one in this package.
	Value ssa.Value
	// Type is the origin's type, if known.
	Type types.Type
	// Place is where it comes in.
	Place Place

	// Transfers are the methods of interfaces that the value went through, if the link
	// finds that they let it; only where [Unit.SupposeThrough] asks.
	Transfers []finding.Transfer

	leaf *node
	way  *way
	// answer is the port of an Unknown that the link knows more of.
	answer *finding.Port
}

// Subject names the value for a message: the expression that brings it in, with the
// key or field that it was found under, as in `Sort in r.Body`.
func (o *Origin) Subject() string {
	switch {
	case o.Expr == "" && o.Name == "":
		return "a value"
	case o.Expr == "":
		return o.Name
	case o.Name == "" || o.Class == Parameter || strings.Contains(o.Expr, strconv.Quote(o.Name)) || strings.HasSuffix(o.Expr, o.Name) ||
		strings.Contains(o.Expr, " "):
		return o.Expr
	}
	return o.Name + " in " + o.Expr
}

// Owner names the function that a Parameter belongs to, without its package.
func (o *Origin) Owner() string {
	if o.Param == nil {
		return ""
	}
	fn := o.Param.Parent()
	if obj := fn.Object(); obj != nil && obj.Pkg() != nil {
		return fn.RelString(obj.Pkg())
	}
	return fn.Name()
}
