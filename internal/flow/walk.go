package flow

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// Bounds of one question. A value with more origins is a mixture about which
// nothing useful can be said; more visits mean generated code; deeper calls and
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
	// plain leaves checks out of account.
	plain bool
	// at is where the value is used, when that is known.
	at ssa.Instruction
	// up makes parameters lead to the callers in the package.
	up bool
	// things makes the walk end at things, not at what was written to them.
	things  bool
	visits  int
	seen    map[visitKey]bool
	origins []*Origin
	index   map[originKey]int
}

type visitKey struct {
	n      *node
	frame  *frame
	props  Props
	unsure bool
	dirty  bool
	key    string
}

type originKey struct {
	leaf   *node
	class  Class
	props  Props
	unsure bool
	built  token.Pos
	key    string
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

	// key is the last key by which the value was taken out of a document.
	key           string
	before, after string
	built         Place
	builtIn       *ssa.Function
	piece         string
	trail         *trail
	checks        *checkList
	through       *through
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
	w := &walker{g: g, up: up, seen: make(map[visitKey]bool), index: make(map[originKey]int)}
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
	w := &walker{g: g, up: up, plain: true, seen: make(map[visitKey]bool), index: make(map[originKey]int)}
	w.visit(n, state{})
	return w.origins
}

func (w *walker) visit(n *node, s state) {
	w.visits++
	if w.visits > maxVisits || len(w.origins) >= maxOrigins {
		if w.visits == maxVisits+1 {
			w.emit(n, s, Origin{Class: Unknown})
		}
		return
	}
	if !s.dirty {
		s.props |= n.props
		if n.fn != nil {
			s.props |= w.proved(n, s.points)
		}
	}
	key := visitKey{n, s.frame, s.props, s.unsure, s.dirty, s.key}
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
	case opMade:
		w.visit(n.kids[0], s)
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
	for i, k := range n.kids {
		texts[i] = w.g.render(k)
		wordy = wordy || k.op == opConst && looksLikeText(k.text)
	}
	place := w.g.placeBefore(n, w.at)
	// Join("/", x) leaves no .. at the start, as Clean("/"+x) does.
	if n.as == "join" && !s.dirty && n.kids[0].op == opConst && n.kids[0].text == "/" {
		s.props |= PathRooted
	}
	for i, k := range n.kids {
		t := s
		t.before = clipBefore(s.before + strings.Join(texts[:i], ""))
		t.after = clipAfter(strings.Join(texts[i+1:], "") + s.after)
		t.joined = s.joined || i > 0
		if k.op != opConst && place.IsValid() {
			if !s.built.IsValid() || wordy {
				t.built, t.builtIn = place, n.fn
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

// looksLikeText says whether a constant is part of the statement rather than a
// separator between pieces.
func looksLikeText(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '\'' || r == '"' || r == '`' || r == '=' || r == '/'
	})
}

// Clipped is how many bytes of the text around a value an origin has at most.
const Clipped = 400

const clip = Clipped

func clipBefore(s string) string {
	if len(s) > clip {
		return s[len(s)-clip:]
	}
	return s
}

func clipAfter(s string) string {
	if len(s) > clip {
		return s[:clip]
	}
	return s
}

func (w *walker) alternatives(n *node, s state) {
	knownNil := n.as == "returns" && s.frame != nil && !w.plain && w.g.errorKnownNil(s.frame)
	for i, k := range n.kids {
		t := s
		if i < len(n.at) && n.at[i].to != nil {
			if knownNil && w.g.outcomeOf(n.at[i].to) == someError {
				continue
			}
			t.points = append(slices.Clip(s.points), n.at[i])
			t.way = s.way.with(n.at[i])
		}
		w.visit(k, t)
	}
}

func (w *walker) derived(n *node, s state) {
	if !w.plain {
		// Both ask for constants, which are found by plain walks.
		if check, ok := w.g.derivedCheck(n, s); ok {
			s.checks = s.checks.add(check)
		}
		if n.as == "replace" && !s.dirty {
			s.props |= w.g.replacement(n)
		}
	}
	switch n.as {
	case "unescape", "decode":
		// What was checked before the text was decoded says nothing about it now.
		s.dirty = true
	case "base":
		if !s.dirty {
			s.props |= PathElement
		}
	case "clean":
		if len(n.kids) == 1 && !s.dirty && n.props == 0 && strings.HasPrefix(w.g.render(n.kids[0]), "/") && n.kids[0].op == opConcat {
			s.props |= PathRooted
		}
	case "":
		if !s.dirty && n.text == "strings.Map" {
			s.props |= w.g.mapped(n)
		}
	case "find":
		if !s.dirty && !w.plain && len(n.kids) == 2 {
			s.props |= w.g.foundProps(n.kids[1])
		}
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
	}
	if n.as == "key" {
		s.key = n.text
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

func (w *walker) parameter(n *node, s state) {
	if f := s.frame; f != nil {
		w.argument(n, f.call, f.parent, append(slices.Clip(f.points), point{to: f.call.Block()}), s)
		return
	}
	prm, _ := n.val.(*ssa.Parameter)
	if prm == nil {
		w.emit(n, s, Origin{Class: Unknown})
		return
	}
	fn := prm.Parent()
	resolved := false
	if w.up && s.ups < maxCallers {
		t := s
		t.ups++
		for _, call := range w.g.callersOf(fn) {
			resolved = true
			w.argument(n, call, nil, []point{{to: call.Block()}}, t)
		}
	}
	open := w.g.isOpen(fn)
	if resolved && !open {
		return
	}
	if w.up && w.field(n, s) {
		return
	}
	if w.g.uncalled(fn) {
		open = false
	}
	w.emit(n, s, Origin{Class: Parameter, Name: prm.Name() + n.path.String(), Param: prm, Exported: open})
}

// argument continues at what a caller passes.
func (w *walker) argument(n *node, call ssa.CallInstruction, parent *frame, points []point, s state) {
	ops := operandsOf(call.Common())
	if n.index >= len(ops) {
		w.emit(n, s, Origin{Class: Unknown})
		return
	}
	name := w.g.callee(call).name()
	s = s.step("passed to "+shortName(name), w.g.place(call.Pos(), call.Parent()))
	s.frame, s.points = parent, points
	s.way = s.way.with(points...)
	w.visit(w.g.value(ops[n.index], n.path, call), s)
}

// field continues at the writes to the last field on the node's path, anywhere
// in the package; it says whether there were any that decide the value.
func (w *walker) field(n *node, s state) bool {
	i := len(n.path) - 1
	for i >= 0 && n.path[i].field == nil {
		i--
	}
	if i < 0 || s.ups >= maxCallers {
		return false
	}
	last, rest := n.path[i], n.path[i+1:]
	writes := w.g.writesToField(last.field)
	if len(writes) == 0 {
		return false
	}
	s.ups++
	for _, fw := range writes {
		t := s
		t.frame, t.points = nil, []point{{to: fw.at.Block()}}
		t = t.step("stored in the field "+fieldName(last), w.g.place(fw.at.Pos(), fw.at.Parent()))
		w.visit(w.g.partOf(fw.val, rest, fw.at), t)
	}
	return true
}

func fieldName(e elem) string {
	name := strings.TrimPrefix(e.name, ".")
	if e.owner != nil {
		return e.owner.Obj().Name() + "." + name
	}
	return name
}

func (w *walker) source(n *node, s state) {
	if n.class == "forwarding" {
		for _, k := range n.kids {
			w.visit(k, s)
		}
		return
	}
	if w.ownRequest(n, s) {
		w.emit(n, s, Origin{Class: Unknown})
		return
	}
	o := Origin{Class: classOf(n.class), Kind: n.class, Entry: n.entry, Name: w.g.sourceName(n)}
	o.Expr = w.g.describe(n)
	if n.call != nil {
		o.Callee = w.g.callee(n.call).name()
	}
	w.emit(n, s, o)
}

// ownRequest says whether a request was made by the program itself, to be sent:
// what is in it was not chosen by a client.
func (w *walker) ownRequest(n *node, s state) bool {
	if n.class != catalog.Remote || len(n.kids) == 0 || !isHTTPRequest(n.kids[0]) {
		return false
	}
	sub := &walker{g: w.g, up: true, plain: w.plain, seen: make(map[visitKey]bool), index: make(map[originKey]int)}
	sub.visit(n.kids[0], state{frame: s.frame, points: s.points})
	own := false
	for _, o := range sub.origins {
		switch {
		case o.Callee == "net/http.NewRequest" || o.Callee == "net/http.NewRequestWithContext":
			own = true
		case o.Class == Parameter && o.Param != nil && o.Param.Parent().Name() == "RoundTrip":
			own = true
		case o.Class == Unknown && o.leaf != nil && o.leaf.op == opAlloc:
			own = true
		default:
			return false
		}
	}
	return own
}

func isHTTPRequest(n *node) bool {
	return n.typ != nil && strings.TrimPrefix(n.typ.String(), "*") == "net/http.Request"
}

func (w *walker) result(n *node, s state) {
	o := Origin{Class: Unknown, Callee: n.text, Expr: w.g.describe(n)}
	w.emit(n, s, o)
	s.unsure = true
	s.through = &through{n.text, s.through, true}
	s = s.step("passes through "+shortName(n.text), w.g.placeOf(n))
	for _, k := range w.g.inputs(n) {
		w.visit(k, s)
	}
}

func (w *walker) emit(n *node, s state, o Origin) {
	o.leaf, o.Value, o.Type, o.Global = n, n.val, n.typ, n.global
	o.Props, o.Unsure, o.Joined, o.Checks = s.props, s.unsure, s.joined, s.checks.list()
	o.Before, o.After = s.before, s.after
	o.Built, o.BuiltIn, o.Piece = s.built, s.builtIn, s.piece
	o.Place, o.way = w.g.placeOf(n), s.way
	if len(n.path) > 0 {
		last := n.path[len(n.path)-1]
		if last.field != nil {
			o.FieldVar = last.field
		}
	}
	if s.key != "" && n.op == opSource {
		o.Name = s.key
	}
	key := originKey{n, o.Class, o.Props, o.Unsure, o.Built.Pos, s.key}
	if i, ok := w.index[key]; ok {
		if old := w.origins[i]; s.trail == nil || len(old.Steps) <= s.trail.len {
			return
		}
	}
	if o.Class != Constant && o.Class != Confined {
		o.Steps = w.steps(n, s, &o)
	}
	for t := s.through; t != nil; t = t.next {
		o.Through = append(o.Through, t.name)
		if t.unread {
			o.Unread = len(o.Through)
		}
	}
	if i, ok := w.index[key]; ok {
		w.origins[i] = &o
		return
	}
	w.index[key] = len(w.origins)
	w.origins = append(w.origins, &o)
}

func (w *walker) steps(n *node, s state, o *Origin) []Step {
	var steps []Step
	if n.frozen != nil {
		for _, st := range n.frozen.Steps {
			steps = append(steps, st.thaw())
		}
	} else if text := w.g.firstStep(n, o); text != "" {
		steps = append(steps, Step{text, o.Place})
	}
	for t := s.trail; t != nil; t = t.next {
		steps = append(steps, t.step)
	}
	return steps
}

// shortName shortens a function's full name for a sentence: the package's last
// element only.
func shortName(full string) string {
	prefix := ""
	name := full
	if strings.HasPrefix(name, "(*") {
		prefix, name = "(*", name[2:]
	} else if strings.HasPrefix(name, "(") {
		prefix, name = "(", name[1:]
	}
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	return prefix + name
}
