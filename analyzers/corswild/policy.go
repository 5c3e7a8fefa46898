package corswild

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// tri is a setting that may not be decided here.
type tri uint8

const (
	no tri = iota
	unknown
	yes
)

// passing is what passes a policy.
type passing uint8

const (
	listed    passing = iota // known origins, or the operator's choice
	star                     // every origin, as "*"
	reflected                // every origin, repeated
	null                     // the origin "null"
	partly                   // more than it seems
	asTold                   // every origin, repeated, where the operator says so
	leftTo                   // what a function of another package accepts
	handedOn                 // every origin, repeated, where other packages hand it over
)

// allowance is one thing that a policy lets through, and why.
type allowance struct {
	passing passing
	why     string // `the entry "https://*" matches every origin`
	place   flow.Place
	weak    *weakness
	fn      *ssa.Function // that holds the weak condition
	needs   string        // what must be known of other packages
}

// policy is what is known of one cross-origin setting.
type policy struct {
	// name is what applies it: "cors.New".
	name     string
	place    token.Pos
	fn       *ssa.Function
	sink     ssa.Instruction
	ordinal  int
	allows   []allowance
	creds    tri
	credsAt  flow.Place
	private  tri
	withStar passing // what a star becomes with credentials
	// starApart says that credentials are allowed only where no star is among the origins.
	starApart bool
	note      string // about versions
	scope     string // about routes
	fix       *analysis.SuggestedFix
	public    bool
}

// report judges a policy, and tells the link which functions of other packages decide
// about origins for it.
func (f *finder) report(p *policy) {
	f.drafts = append(f.drafts, p.drafts()...)
	for _, a := range p.allows {
		if a.passing == leftTo && p.creds != no {
			f.unit.Tell(decidesAbout + a.why)
		}
	}
}

// drafts judges a policy: the strongest finding, and the one about private
// networks beside it.
func (p *policy) drafts() []emit.Draft {
	var drafts []emit.Draft
	if d := p.main(); d != nil {
		drafts = append(drafts, *d)
	}
	if p.private == yes && !p.public {
		if a := p.first(star, reflected); a != nil {
			d := p.draft(WildcardPrivate, a, fmt.Sprintf("%s lets every website reach this service on a private network: %s", p.name, a.why))
			d.Advice = "list the websites that may call, or leave the private-network permission out"
			drafts = append(drafts, *d)
		}
	}
	return drafts
}

func (p *policy) main() *emit.Draft {
	if p.creds == yes {
		if a := p.first(reflected); a != nil {
			return p.reflects(a)
		}
		if a := p.first(star); a != nil && p.withStar == reflected && !p.starApart {
			return p.reflects(a)
		}
		if a := p.first(null); a != nil {
			d := p.draft(NullCredentials, a, fmt.Sprintf(`%s lets the origin "null", which any website can take on, read answers with the user's credentials: %s`, p.name, a.why))
			d.Advice = `remove "null"`
			return d
		}
	}
	if p.creds != no {
		if a := p.first(partly); a != nil {
			return p.weakly(a)
		}
	}
	if a := p.first(handedOn); a != nil && p.creds == yes {
		d := p.reflects(a)
		d.Needs = a.needs
		return d
	}
	if p.creds != no {
		if a := p.first(asTold); a != nil {
			d := p.draft(ConfiguredWildcard, a, fmt.Sprintf("%s repeats every origin with the user's credentials when it is told to let everybody in: %s", p.name, a.why))
			d.Advice = `send "*" and no credentials for a configured "*", or refuse it`
			return d
		}
	}
	a := p.first(star)
	switch {
	case a != nil && p.creds == yes && p.withStar == star && !p.starApart:
		d := p.draft(WildcardCredentials, a, fmt.Sprintf("%s allows every origin and credentials, which browsers refuse together: %s", p.name, a.why))
		d.Advice = "leave credentials out if the answers are for everybody, else list the origins; do not reflect the origin"
		d.Fix = p.fix
		return d
	case a == nil:
		a = p.first(reflected)
	}
	if a != nil && p.creds == no && !p.public {
		d := p.draft(Wildcard, a, fmt.Sprintf("%s lets every website read the answers, without credentials: %s", p.name, a.why))
		d.Advice = "fine for public data; list the origins if the service is protected by its network"
		return d
	}
	return nil
}

func (p *policy) reflects(a *allowance) *emit.Draft {
	d := p.draft(ReflectedCredentials, a, fmt.Sprintf("%s lets every website read answers with the user's credentials: %s", p.name, a.why))
	d.Advice = "list the origins that may call with credentials, in full"
	return d
}

func (p *policy) weakly(a *allowance) *emit.Draft {
	d := p.draft(WeakOriginCheck, a, fmt.Sprintf("%s accepts %s: the origin is checked by %s", p.name, a.weak.attack, a.weak.form))
	d.Advice = "compare the whole origin, or look it up in a set"
	if a.weak.place.IsValid() {
		d.Place, d.SinkPos = a.weak.place, a.weak.place
		d.Fix = suffixFix(a.weak)
	}
	if a.fn != nil {
		d.Func = a.fn
	}
	return d
}

func (p *policy) first(kinds ...passing) *allowance {
	for _, k := range kinds {
		if i := slices.IndexFunc(p.allows, func(a allowance) bool { return a.passing == k }); i >= 0 {
			return &p.allows[i]
		}
	}
	return nil
}

func (p *policy) draft(r *rule.Rule, a *allowance, message string) *emit.Draft {
	for _, more := range []string{p.note, p.scope} {
		if more != "" {
			message += "; " + more
		}
	}
	d := &emit.Draft{Rule: r, Place: p.place, Message: message, Func: p.fn, Sink: p.sink, SinkName: p.name, Ordinal: p.ordinal}
	if a.place.IsValid() && a.place.Pos != p.place {
		d.Steps = append(d.Steps, flow.Step{Text: a.why, Place: a.place})
	}
	if p.creds == yes && p.credsAt.IsValid() && r != Wildcard && r != WildcardPrivate {
		d.Steps = append(d.Steps, flow.Step{Text: "credentials are allowed", Place: p.credsAt})
	}
	return d
}

// judged turns what a check lets through into allowances.
func judged(c *checker, s strength, fn *ssa.Function, whole, nullish string, place flow.Place) []allowance {
	switch s {
	case free:
		return []allowance{{passing: reflected, why: whole, place: place}}
	case opened:
		return []allowance{{passing: asTold, why: c.openings[0].how, place: place}}
	case onlyNull, weak:
		var list []allowance
		for i := range c.met {
			w := &c.met[i]
			if w.attack == "null" {
				list = append(list, allowance{passing: null, why: nullish, place: flow.Place{Pos: w.place}})
			} else {
				list = append(list, allowance{passing: partly, weak: w, fn: fn})
			}
		}
		return list
	}
	var list []allowance
	for _, name := range c.asked {
		list = append(list, allowance{passing: leftTo, why: name})
	}
	return list
}

// shortName shortens a function's full name: the package's last element only,
// major versions left out.
func shortName(full string) string {
	prefix := ""
	for _, p := range []string{"(*", "("} {
		if rest, ok := strings.CutPrefix(full, p); ok {
			prefix, full = p, rest
			break
		}
	}
	dir, last := "", full
	if i := strings.LastIndexByte(full, '/'); i >= 0 {
		dir, last = full[:i], full[i+1:]
	}
	if elem, rest, ok := strings.Cut(last, "."); ok && len(elem) > 1 && elem[0] == 'v' && strings.Trim(elem[1:], "0123456789") == "" && dir != "" {
		return prefix + dir[strings.LastIndexByte(dir, '/')+1:] + "." + rest
	}
	return prefix + last
}
