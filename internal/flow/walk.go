package flow

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Bounds of one question. A value with more origins is a mixture about which
// nothing useful can be said (of constants, which are harmless, the first are kept
// and the others passed over); more visits mean generated code; deeper calls and
// callers bring nothing that a reader would follow.
const (
	maxOrigins = 96
	maxVisits  = 4000
	maxFrames  = 12
	maxCallers = 6
)

// walker collects the origins of one value.
type walker struct {
	g *graph
	// plain leaves checks out of account, and the steps out of the answer.
	plain bool
	// at is where the value is used, when that is known.
	at ssa.Instruction
	// up makes parameters lead to the callers in the package; ports leaves out those of
	// functions that other packages can call as well, where the link goes on.
	up, ports bool
	// things makes the walk end at things, not at what was written to them.
	things bool
	// fields makes parts of parameters that other packages cannot write lead to what the
	// package puts into them, also where parameters do not lead to callers.
	fields bool
	// across makes results of interface methods lead to what the calls were given;
	// answered says that there were such results.
	across, answered bool
	visits           int
	// chosen and constants count the origins, cut says that not all are there.
	chosen, constants int
	cut               bool

	seen    map[visitKey]bool
	origins []*Origin
	index   map[originKey]int
}

// walk is a walker that has seen nothing yet, which walks as how says.
func (g *graph) walk(how walker) *walker {
	how.g, how.seen, how.index = g, make(map[visitKey]bool), make(map[originKey]int)
	return &how
}

type visitKey struct {
	n      *node
	frame  *frame
	props  Props
	unsure bool
	dirty  bool
	key    string

	cleaned, parsed, spread, last bool
	transfers                     string
}

type originKey struct {
	leaf   *node
	class  Class
	props  Props
	unsure bool
	built  token.Pos
	key    string
	parsed bool

	transfers string
}

// frame is a call that was entered on the way, with where the caller stood.
type frame struct {
	call   ssa.CallInstruction
	parent *frame
	points []point
	depth  int
}

// state is what is known on the way from the value asked about to a node.
type state struct {
	frame  *frame
	points []point
	way    *way
	props  Props
	// dirty: what was proved further up no longer holds.
	dirty  bool
	unsure bool
	ups    int
	joined bool
	// parsed: the value is a part of a document or a line, not bytes as they were read.
	parsed bool
	// cleaned: the text visited next is cleaned as a whole and starts with a slash.
	cleaned bool
	// last: only the last element counts of the path visited next.
	last bool
	// flat: the slashes of the text visited next were replaced.
	flat bool
	// spread: what is visited next are the elements of a list that are joined.
	spread bool

	// transfers are the methods of interfaces that the value went through.
	transfers *transfers
	// key is the last key by which the value was taken out of a document.
	key           string
	before, after string
	// inText: the node visited next is a stretch of the text that the last one was.
	inText  bool
	again   repeats
	built   Place
	builtIn *ssa.Function
	piece   string
	trail   *trail
	checks  *checkList
	through *through
}

type trail struct {
	step Step
	next *trail // towards the value asked about
	len  int
}

type through struct {
	name string
	next *through
	// unread says that the function is not understood.
	unread bool
}

func (s state) step(text string, place Place) state {
	if place.IsValid() && (s.trail == nil || s.trail.step.Place.Pos != place.Pos || !place.Pos.IsValid()) {
		n := 1
		if s.trail != nil {
			n += s.trail.len
		}
		s.trail = &trail{Step{text, place}, s.trail, n}
	}
	return s
}

// origins answers for the part p of v as used at an instruction.
func (g *graph) origins(n *node, points []point, up bool) []*Origin {
	w := g.walk(walker{up: up})
	w.visit(n, state{points: points, way: (*way)(nil).with(points...)})
	return w.origins
}

func (w *walker) proved(n *node, points []point) Props {
	if w.plain {
		return 0
	}
	return w.g.proved(n, points)
}

// plainOrigins is origins without regard to checks: what the reading of a check
// itself may ask for, since checks would otherwise depend on each other through
// callers and callees.
func (g *graph) plainOrigins(n *node, up bool) []*Origin {
	w := g.walk(walker{up: up, plain: true})
	w.visit(n, state{})
	return w.origins
}

// briefOrigins is plainOrigins, callers included, for questions whose answer is not
// worth a long search.
func (g *graph) briefOrigins(n *node, visits int) []*Origin {
	w := g.walk(walker{up: true, plain: true, visits: maxVisits - visits})
	w.visit(n, state{})
	return w.origins
}

func (w *walker) visit(n *node, s state) {
	w.visits++
	w.g.visits++
	if w.visits > maxVisits || w.chosen >= maxOrigins {
		if !w.cut {
			w.cut = true
			w.emit(n, s, Origin{Class: Unknown})
		}
		return
	}
	if !s.dirty {
		if s.key == "" {
			s.props |= n.props
		} else {
			s.props |= n.props &^ PathNamed // a part of it has a name of its own
		}
		if n.fn != nil {
			s.props |= w.proved(n, s.points)
		}
	}
	s.spread = s.spread && n.op == opParam
	key := visitKey{n, s.frame, s.props, s.unsure, s.dirty, s.key, s.cleaned, s.parsed, s.spread, s.last, s.transferKey()}
	if w.seen[key] {
		return
	}
	w.seen[key] = true
	if n.fn != nil && !w.plain {
		s.checks = w.g.checksAt(n, s.points, s.dirty, s.checks)
	} else if n.frozen != nil && n.props&brokenAny != 0 && s.frame != nil {
		s.checks = s.checks.add(Check{Reason: reasonOf(n.props), Props: n.props, Place: w.g.place(s.frame.call.Pos(), nil), Func: s.frame.call.Parent()})
	}
	switch n.op {
	case opConst:
		w.emit(n, s, Origin{Class: Constant, Text: n.text, Nil: n.as == "nil"})
	case opConfined:
		w.emit(n, s, Origin{Class: Confined})
	case opConcat:
		w.concat(n, s)
	case opAlt:
		w.alternatives(n, s)
	case opDerive:
		w.derived(n, s)
	case opParam:
		w.parameter(n, s)
	case opSource:
		w.source(n, s)
	case opCall:
		w.enter(n, s)
	case opForeign:
		w.elsewhere(n, s)
	case opMade, opCut:
		w.visit(n.kids[0], s)
	case opWhen:
		if s.frame == nil || w.g.canEnter(n, s.frame) {
			w.visit(n.kids[0], s)
		}
	case opResult:
		w.result(n, s)
	case opGlobal:
		w.emit(n, s, Origin{Class: Global, Name: n.global.Name() + n.path.String(), Global: n.global})
	case opFunc:
		w.emit(n, s, Origin{Class: Constant, Text: n.val.Name()})
	case opAlloc:
		w.object(n, s)
	default:
		w.emit(n, s, Origin{Class: Unknown})
	}
}

func (w *walker) concat(n *node, s state) {
	texts := make([]string, len(n.kids))
	wordy := false
	again := -1 // the kid that n is a part of itself, in a loop
	for i, k := range n.kids {
		texts[i] = w.render(k, s.frame)
		if s.flat {
			texts[i] = strings.ReplaceAll(texts[i], "/", "_")
		}
		wordy = wordy || k.op == opConst && looksLikeText(k.text)
		if again < 0 && k.op == opAlt && choosesFrom(k, n, 0) {
			again = i
		}
	}
	if w.at != nil && !s.inText {
		s.again.pieces = w.g.repeats(n, s.before)
	}
	after := s.after
	if again >= 0 {
		after = clipAfter(strings.Join(texts[again+1:], "") + after) // of the next turn
	}
	place, builtIn := w.g.placeBefore(n, w.at)
	// Join("/", x) leaves no .. at the start, as Clean("/"+x) does, nor does Join("/"+y, x).
	cleaned := s.cleaned || n.as == "join" && !s.dirty && w.startsWithSlash(n.kids[0], s.points, 0)
	s.cleaned = false
	first := 0
	if s.last && again < 0 {
		first = lastElement(n.kids)
	}
	s.last = false
	for i, k := range n.kids {
		if i < first {
			continue
		}
		t := s
		if cleaned && s.rooted(texts[:i]) {
			t.props |= PathRooted
		}
		t.before = clipBefore(s.before + strings.Join(texts[:i], ""))
		t.after = clipAfter(strings.Join(texts[i+1:], "") + after)
		t.joined = s.joined || i > 0
		t.inText = k.op == opConcat
		t.again = s.again.of(k, t.before)
		if k.op != opConst && place.IsValid() {
			if !s.built.IsValid() || wordy {
				t.built, t.builtIn = place, builtIn
				t.piece = w.g.pieceText(k)
			}
			verb := "joined into a text"
			if n.as == "join" {
				verb = "joined into a path"
			}
			t = t.step(verb, place)
		}
		w.visit(k, t)
	}
}

// lastElement is the first of a path's pieces that its last element is made of: the one
// behind the last piece that ends with a slash, if there is text behind that in any case.
func lastElement(kids []*node) int {
	for i := len(kids) - 2; i >= 0; i-- {
		if kids[i].op == opConst && strings.HasSuffix(kids[i].text, "/") {
			return i + 1
		}
	}
	return 0
}

// maxTurns bounds the ways that join at the head of a loop and are looked through.
const maxTurns = 4

// choosesFrom says whether n is one of the values that alt may be.
func choosesFrom(alt, n *node, depth int) bool {
	return slices.ContainsFunc(alt.kids, func(k *node) bool {
		return k == n || k.op == opAlt && depth < maxTurns && choosesFrom(k, n, depth+1)
	})
}

// rooted says whether a piece of a text that is cleaned as a whole keeps no .. that
// could lead out of what stands before it: that stands outside of what is cleaned.
// Clean("/srv/"+x) removes /srv when x asks for it.
func (s state) rooted(inside []string) bool {
	return strings.Trim(s.before, "/") != "" || strings.Trim(strings.Join(inside, ""), "/") == ""
}

// looksLikeText says whether a constant is part of the statement rather than a
// separator between pieces.
func looksLikeText(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '\'' || r == '"' || r == '`' || r == '=' || r == '/'
	})
}

func (w *walker) alternatives(n *node, s state) {
	knownNil := n.as == "returns" && s.frame != nil && !w.plain && w.g.errorKnownNil(s.frame)
	for i, k := range n.kids {
		t := s
		if i < len(n.at) && n.at[i].to != nil {
			if knownNil && w.g.outcomeOf(n.at[i].to) == someError {
				continue
			}
			if !w.plain && w.g.impossible(n.at[i], s.points) {
				continue
			}
			t.points = append(slices.Clip(s.points), n.at[i])
			t.way = s.way.with(n.at[i])
		}
		w.visit(k, t)
	}
}

func (w *walker) derived(n *node, s state) {
	if n.as == "spread" {
		s.spread = true
		w.visit(n.kids[0], s)
		return
	}
	w.proves(n, &s)
	s.last = s.last && n.as == "clean" || n.as == "base"
	switch n.as {
	case "function":
		s.unsure = true
	case "unescape", "unpack":
		// What was checked before the text was decoded says nothing about it now.
		s.dirty = true
	case "decode":
		s.dirty, s.parsed = true, true
	case "split":
		s.parsed = true
	case "rel":
		// Seen from a folder that it does not lie in, a path starts with "..".
		s.dirty = s.dirty || w.g.relClimbs(n)
	case "parent":
		// The folder above a path is what ".." behind it leads to.
		s.after = clipAfter("/.." + s.after)
	case "base":
		if !s.dirty {
			s.props |= PathElement
		}
	case "clean":
		if len(n.kids) == 1 && !s.dirty && n.props == 0 && w.startsWithSlash(n.kids[0], s.points, 0) {
			s.cleaned = true
		}
	case "find":
		w.through(n, &s)
		w.visit(n.kids[0], s)
		return
	case "encode":
		if !s.dirty {
			s.props |= SQLLiteral | PathElement | PathLocal
		}
	case "arithmetic":
		w.emit(n, s, Origin{Class: Confined})
		return
	case "layout":
		w.layout(n, s)
		return
	}
	if n.as == "key" || n.as == "piece" {
		if n.as == "key" && s.key == "" && n.text != keyElem.name { // the innermost part names the value
			s.key = n.text
		}
		w.visit(n.kids[0], s)
		return
	}
	w.through(n, &s)
	kids := n.kids
	if n.as == "replace" && len(kids) == 3 {
		kids = []*node{kids[0], kids[2]} // what is looked for does not come out
	}
	for _, k := range kids {
		w.visit(k, s)
	}
}

// proves notes what it says of a value that another was made of it. What asks for
// constants, which are found by plain walks, is left to the others.
func (w *walker) proves(n *node, s *state) {
	if w.plain {
		return
	}
	if check, ok := w.g.derivedCheck(n, *s); ok {
		s.checks = s.checks.add(check)
	}
	if !s.dirty {
		made := w.g.madeProps(n) | w.replacedIn(n, s.frame)
		s.props |= made
		s.flat = s.flat || n.as == "replace" && made.Has(PathElement)
	}
}

// layout is for values in a format of which the text is not known: a text is built of
// them, and nobody knows how.
func (w *walker) layout(n *node, s state) {
	place, builtIn := w.g.placeBefore(n, w.at)
	for i, k := range n.kids {
		t := s
		w.through(n, &t)
		if i > 0 && place.IsValid() {
			t = s.step("joined into a text", place)
			t.through, t.joined = &through{name: n.text, next: s.through}, true
			t.built, t.builtIn, t.piece = place, builtIn, w.g.pieceText(k)
		}
		if first := n.kids[0]; i > 0 && first.op == opConst {
			t.before = clipBefore(s.before + first.text)
		}
		w.visit(k, t)
	}
}

// through notes what a value was made by.
func (w *walker) through(n *node, s *state) {
	name := n.as
	if n.text != "" {
		name = n.text
	}
	s.through = &through{name: name, next: s.through}
	if n.text != "" {
		*s = s.step("passes through "+shortName(n.text), w.g.placeOf(n))
	}
}

func (w *walker) enter(n *node, s state) {
	depth := 0
	if s.frame != nil {
		depth = s.frame.depth
		if !w.g.canEnter(n, s.frame) {
			return
		}
	}
	if depth >= maxFrames {
		w.emit(n, s, Origin{Class: Unknown})
		return
	}
	name := w.g.callee(n.call).name()
	s = s.step("returned by "+shortName(name), w.g.placeOf(n))
	s.frame = &frame{call: n.call, parent: s.frame, points: s.points, depth: depth + 1}
	s.points = nil
	for _, k := range n.kids {
		w.visit(k, s)
	}
}

func (w *walker) elsewhere(n *node, s state) {
	s.frame, s.points = nil, nil
	if n.at[0].to != nil {
		s.points = []point{n.at[0]}
		s.way = s.way.with(n.at[0])
	}
	w.visit(n.kids[0], s)
}
