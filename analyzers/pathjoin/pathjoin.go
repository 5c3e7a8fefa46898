// Package pathjoin finds paths that an attacker can lead out of their folder.
//
// A path is judged by its pieces, as a file operation receives it. Each piece
// that is neither constant nor confined for that kind of operation is foreign, and
// who chose it decides:
//
//	origin                          rule
//	request, message                untrusted; limited on other machines; probe for
//	                                operations that only tell whether a file is there;
//	                                named where a message asks for a whole path, see named.go
//	archive entry                   archive; link-target where it says where a link leads;
//	                                so for names read out of a stream, see stream.go
//	another server's answer         download, for operations that change something
//	any of these, with a check      broken-guard, at the check
//	  that does not hold
//	operator                        operator
//	exported parameter              parameter
//	stored, unknown, fields         silent: most are the program's own
//
// What confines a piece depends on the operation; see confine.go. A finding
// stands where the piece is joined to the path, or at the operation when nothing
// is joined. One join is one finding, however many operations use the path.
package pathjoin

import (
	"cmp"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// Doc is what a user reads about the analyzer.
const Doc = `find file paths that an attacker can lead out of their folder

The pathjoin analyzer reports paths that are made of request data or of the names
in an archive without a check that holds:

	os.Open(filepath.Join(root, r.FormValue("name"))) // ../../etc/passwd

It also reports checks that are there and do not hold what they promise, with an
input that passes them:

	strings.HasPrefix(path, "/data") // "/data-evil/x" passes`

// Analyzer is the analyzer.
var Analyzer = &analysis.Analyzer{
	Name:       "pathjoin",
	Doc:        Doc,
	URL:        "https://github.com/secvet/secvet/blob/main/docs/rules/pathjoin",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[[]finding.Finding](),
}

func run(pass *analysis.Pass) (any, error) {
	unit := pass.ResultOf[flow.Analyzer].(*flow.Unit)
	if !emit.Enabled(unit) {
		return []finding.Finding(nil), unit.Err
	}
	j := &judge{pass: pass, unit: unit}
	if !testcode.TestsAnother(pass.Pkg) {
		for _, use := range unit.Uses("path.") {
			j.use(use)
		}
	}
	return emit.Report(pass, unit, Rules, j.drafts()), nil
}

// judge collects the flaws of a package.
type judge struct {
	pass  *analysis.Pass
	unit  *flow.Unit
	flaws []*flaw
	// supposed are flaws if an attacker chose what the link finds to arrive.
	supposed []*flaw
}

// flaw is a foreign piece of a path in one operation.
type flaw struct {
	rule   *rule.Rule
	use    *flow.Use
	origin *flow.Origin
	place  token.Pos
	// check is the check that does not hold, for broken-guard.
	check *flow.Check
	// rank orders the operations of one place: the most harmful speaks.
	rank int
	// when is set for a flaw that the link decides, unless for one that is none when
	// libraries are set up so.
	when   *finding.Condition
	unless []finding.Given
}

func (j *judge) use(use *flow.Use) {
	if j.confinedByFlags(use) {
		return
	}
	where := j.where(use)
	switch where {
	case "memory", "resolved", "lexical":
		return // nothing outside to lead to
	}
	virtual := use.Kind == "path.virtual" || use.Kind == "path.remote" || where == "" && j.within(use)
	find := func(o *flow.Origin) *flaw {
		r, check := j.ruleFor(o, use)
		if virtual {
			r = virtualRule(r, o)
		}
		if r == nil {
			return nil
		}
		if where == "prefix" && o.Class == flow.Untrusted {
			r, check = BrokenGuard, basePath
		}
		f := &flaw{rule: r, use: use, origin: o, place: placeOf(use, o), check: check, rank: rankOf(use.Kind)}
		if check != nil && check.Place.Pos.IsValid() {
			f.place = check.Place.Pos
		}
		return f
	}
	for _, o := range j.unit.Origins(use) {
		if f := find(o); f != nil {
			f.unless = o.Unless(func(o *flow.Origin) bool { return find(o) != nil })
			j.flaws = append(j.flaws, f)
		}
		j.suppose(j.unit.Suppose(o), find)
	}
	j.suppose(j.unit.SupposeThrough(use), find)
}

// suppose notes what the link may prove.
func (j *judge) suppose(all []*flow.Supposition, find func(*flow.Origin) *flaw) {
	for _, either := range all {
		for _, sup := range namedAndNot(either) {
			f := find(&sup.Origin)
			if f == nil || sup.When.Needs != 0 && f.rule != Named && f.rule != NamedAsked {
				continue
			}
			sup.Confine(func(o *flow.Origin) bool {
				g := find(o)
				return g != nil && (g.rule == f.rule || g.rule == BrokenGuard)
			})
			f.when = &sup.When
			f.when.Whole = f.check == nil && (!sup.Origin.Built.IsValid() || !joined(&sup.Origin))
			j.supposed = append(j.supposed, f)
		}
	}
}

func placeOf(use *flow.Use, o *flow.Origin) token.Pos {
	if o.Built.Pos.IsValid() {
		return o.Built.Pos
	}
	return use.Instr.Pos()
}

// ruleFor is the table of the package's doc comment; nil is silence.
func (j *judge) ruleFor(o *flow.Origin, use *flow.Use) (*rule.Rule, *flow.Check) {
	if o.Class == flow.Constant || o.Class == flow.Confined || j.confined(o, use) {
		return nil, nil
	}
	r := unchecked(o, use)
	if r == nil || r == LinkTarget || r == Operator || r == Parameter {
		return r, nil
	}
	if check := brokenCheck(o, use); check != nil {
		return BrokenGuard, check
	}
	if r == Untrusted && o.Named() {
		return namedRule(use), nil
	}
	return r, nil
}

// unchecked is the rule for a piece that nothing confines, by who chose it.
func unchecked(o *flow.Origin, use *flow.Use) *rule.Rule {
	link := use.Kind == "path.link"
	switch o.Class {
	case flow.Untrusted:
		switch {
		case o.Unsure:
			return nil
		case o.Kind == catalog.Archive && link:
			return LinkTarget
		case use.Kind == "path.probe":
			return Probe
		case use.Kind == "path.remote":
			return Limited
		case o.Kind == catalog.Archive:
			return Archive
		}
		return Untrusted
	case flow.Fetched:
		if !o.Unsure && changes(use.Kind) {
			return Download
		}
	case flow.Operator:
		return Operator
	case flow.Parameter:
		switch {
		case entry(o, use) && link:
			return LinkTarget
		case entry(o, use):
			return Archive
		case o.Exported:
			return Parameter
		}
	}
	return nil
}

// virtualRule is for file systems of which nothing is known but their methods, and for
// those of other machines: a whole path is theirs to confine, one that is joined below
// a folder of theirs is meant to stay there.
func virtualRule(r *rule.Rule, o *flow.Origin) *rule.Rule {
	switch {
	case r == nil || o.Class != flow.Untrusted || !joined(o):
		return nil
	case r == Untrusted:
		return Limited
	}
	return r
}

// changes says whether an operation writes, removes or runs something: what a
// server may not choose the place of, while reading harms nobody but the reader.
func changes(kind string) bool {
	switch kind {
	case "path.write", "path.delete", "path.link", "path.load":
		return true
	}
	return false
}

var ranks = []string{"path.remote", "path.probe", "path.virtual", "path.info", "path.state", "path.metadata", "path.root", "path.link",
	"path.read", "path.serve", "path.load", "path.write", "path.delete"}

func rankOf(kind string) int { return slices.Index(ranks, kind) }

// drafts makes one draft of the flaws at one place.
func (j *judge) drafts() []emit.Draft {
	best := make(map[token.Pos]*flaw)
	leaves := make(map[string]*flaw)
	var order []*flaw
	for _, f := range j.foremost() {
		if !f.origin.Built.Pos.IsValid() && (f.check == nil || f.check == basePath) {
			// A value that is used whole by several operations is one flaw, at the first.
			key := f.use.Func.String() + "\x00" + f.origin.Expr + "\x00" + f.origin.Name
			if first := leaves[key]; first == nil {
				leaves[key] = f
			} else if first.rule.Severity >= f.rule.Severity {
				continue
			}
		}
		have := best[f.place]
		if have == nil {
			order = append(order, f)
		}
		if have == nil || f.before(have) {
			best[f.place] = f
		}
	}
	var drafts []emit.Draft
	for _, first := range order {
		drafts = append(drafts, j.byProgram(best[first.place], j.draft(best[first.place]))...)
	}
	for _, f := range strongest(j.supposed) {
		d := j.draft(f)
		d.If, d.Fix = f.when, nil
		drafts = append(drafts, j.byProgram(f, d)...)
	}
	return drafts
}

// foremost are the flaws without the checks that do not hold on one way to a join
// that is led out on another way, past all checks: that is what is to be repaired.
func (j *judge) foremost() []*flaw {
	type join struct {
		place token.Pos
		piece string
	}
	open := make(map[join]bool)
	for _, f := range j.flaws {
		if built := f.origin.Built.Pos; built.IsValid() && f.rule.Severity == rule.Error {
			open[join{built, f.origin.Piece}] = true
		}
	}
	return slices.DeleteFunc(j.flaws, func(f *flaw) bool {
		return f.rule == BrokenGuard && open[join{f.origin.Built.Pos, f.origin.Piece}]
	})
}

// strongest are the flaws that speak for their place, of those with one condition.
func strongest(flaws []*flaw) []*flaw {
	type question struct {
		place token.Pos
		port  finding.Port
		trust finding.Trust
		needs uint64
	}
	at := make(map[question]int)
	var best []*flaw
	for _, f := range flaws {
		q := question{f.place, f.when.Port, f.when.Trust, f.when.Needs}
		if i, ok := at[q]; !ok {
			at[q] = len(best)
			best = append(best, f)
		} else if f.before(best[i]) {
			best[i] = f
		}
	}
	return best
}

// before says whether f speaks for its place rather than g.
func (f *flaw) before(g *flaw) bool {
	return cmp.Or(cmp.Compare(f.rule.Severity, g.rule.Severity), cmp.Compare(len(g.unless), len(f.unless)), cmp.Compare(f.rank, g.rank), cmp.Compare(len(g.origin.Steps), len(f.origin.Steps))) > 0
}

func (j *judge) draft(f *flaw) emit.Draft {
	d := emit.Draft{
		Rule: f.rule, Place: f.place, Message: message(f), Steps: f.origin.Steps, Advice: advice(f),
		Sink: f.use.Instr, Func: f.use.Func, SinkName: f.use.Callee, Ordinal: f.use.Ordinal,
	}
	switch {
	case f.check != nil && f.check.Func != nil && f.check.Place.Pos == f.place:
		d.Func = f.check.Func
	case f.origin.BuiltIn != nil && f.origin.Built.Pos == f.place:
		d.Func = f.origin.BuiltIn
	}
	d.Fix, d.Unless = j.fix(f), f.unless
	d.Building, d.Check = building(f), f.rule == BrokenGuard
	if f.use.Via != nil {
		d.Site = &f.use.Via.Site
	} else {
		d.Site = &flow.Site{Package: flow.PackagePath(f.use.Func), Function: f.use.Func.RelString(nil), Sink: f.use.Callee, Ordinal: f.use.Ordinal}
	}
	return d
}

// building is where what is to be repaired stands, if that is not where the path is
// used: the check that does not hold, or the place where the path is put together.
func building(f *flaw) flow.Place {
	if via := f.use.Via; via != nil && f.rule == BrokenGuard && via.Check.Line > 0 {
		return via.Check.Place()
	}
	if f.rule == BrokenGuard && f.check.Place.Pos.IsValid() {
		if f.use.Via != nil {
			return f.check.Place // and not where the path is used, in another package
		}
		return flow.Place{} // the check stands here
	}
	if via := f.use.Via; via != nil && f.check == nil && f.origin.Built.Pos.IsValid() && strings.Trim(via.Before, "/") == "" {
		return f.origin.Built // what is called puts nothing in front: the path is led out here
	}
	if built := f.origin.Built; !built.Pos.IsValid() {
		return built
	}
	return flow.Place{}
}

// joined says whether something stands before the piece in the path.
func joined(o *flow.Origin) bool { return strings.Trim(o.Before, "/") != "" }
