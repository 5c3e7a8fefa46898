package flow

import (
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/catalog"
)

// This file is where a walk ends: sources, unknown results, and the origin that is
// made of them.

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
	if o.Class == Untrusted && w.g.helpsTests() {
		w.emit(n, s, Origin{Class: Unknown})
		return
	}
	o.Expr = w.g.describe(n)
	o.RequestPath = w.g.markedSource(n, "request.path")
	if n.call != nil {
		o.Callee = w.g.callee(n.call).name()
	}
	if o.Class == Stored && !w.plain {
		o.Asked = w.g.statementOf(n)
	}
	if !s.dirty {
		var props Props
		props, o.Given = w.g.split(w.g.givens(n))
		s.props |= props
	}
	w.emit(n, s, o)
}

// markedSource says whether the catalog marks the function or the field that a
// source is.
func (g *graph) markedSource(n *node, tag string) bool {
	if n.frozen != nil {
		return tag == "request.path" && n.frozen.RequestPath
	}
	var entries []*catalog.Entry
	if n.call != nil {
		entries = g.callee(n.call).entries
	} else if len(n.path) > 0 {
		if e := n.path[len(n.path)-1]; e.field != nil && e.owner != nil && e.owner.Obj().Pkg() != nil {
			entries = g.unit.catalog.Field(e.owner, e.field.Name())
		}
	}
	return slices.ContainsFunc(entries, func(e *catalog.Entry) bool { return e.Verb == "mark" && e.Word == tag })
}

// ownRequest says whether a request was made by the program itself, to be sent:
// what is in it was not chosen by a client.
func (w *walker) ownRequest(n *node, s state) bool {
	if n.class != catalog.Remote || len(n.kids) == 0 || !isHTTPRequest(n.kids[0]) {
		return false
	}
	if w.g.owning[n.kids[0]] {
		return false // made of what was read from it, by a function that calls itself
	}
	w.g.owning[n.kids[0]] = true
	defer delete(w.g.owning, n.kids[0])
	sub := w.g.walk(walker{up: true, plain: w.plain})
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
	o := Origin{Class: Unknown, Callee: n.text, Expr: w.g.describe(n), answer: w.g.answer(n)}
	w.emit(n, s, o)
	if o.answer != nil {
		w.answered = true
		if w.across {
			w.passedThrough(n, o.answer, s)
			return
		}
	}
	s.unsure = true
	s.through = &through{n.text, s.through, true}
	s = s.step("passes through "+shortName(n.text), w.g.placeOf(n))
	for _, k := range w.g.inputs(n) {
		w.visit(k, s)
	}
}

func (w *walker) emit(n *node, s state, o Origin) {
	o.leaf, o.Value, o.Type, o.Global = n, n.val, n.typ, n.global
	if s.cleaned {
		s.props |= PathRooted // it starts with the slash itself
	}
	o.Props, o.Unsure, o.Joined, o.Checks = s.props, s.unsure, s.joined, s.checks.list()
	o.Before, o.After, o.Parsed, o.Decoded = s.before, s.after, s.parsed, s.dirty
	o.Again = s.again.before
	o.Built, o.BuiltIn, o.Piece = s.built, s.builtIn, s.piece
	o.Place, o.way = w.g.placeOf(n), s.way
	if n.op == opConst && n.global != nil {
		o.Place, o.Global = w.g.placeElsewhere(n.global), nil
	}
	if len(n.path) > 0 {
		last := n.path[len(n.path)-1]
		if last.field != nil {
			o.FieldVar = last.field
		}
	}
	if s.key != "" && n.op == opSource {
		o.Name = s.key
	}
	o.Transfers = s.transfers.list()
	key := originKey{n, o.Class, o.Props, o.Unsure, o.Built.Pos, s.key, s.parsed, s.transferKey()}
	if i, ok := w.index[key]; ok {
		if old := w.origins[i]; w.plain || s.trail == nil || len(old.Steps) <= s.trail.len {
			return
		}
	}
	if !w.plain { // nobody follows the way of a plain answer
		w.retrace(n, s, &o)
	}
	if i, ok := w.index[key]; ok {
		w.origins[i] = &o
		return
	}
	if o.Class == Constant || o.Class == Confined {
		if w.constants >= maxOrigins {
			return
		}
		w.constants++
	} else {
		w.chosen++
	}
	w.index[key] = len(w.origins)
	w.origins = append(w.origins, &o)
}

// retrace tells how the value got from its origin to the place of the question.
func (w *walker) retrace(n *node, s state, o *Origin) {
	if o.Class != Constant && o.Class != Confined {
		o.Steps = w.steps(n, s, o)
	}
	for t := s.through; t != nil; t = t.next {
		o.Through = append(o.Through, t.name)
		if t.unread {
			o.Unread = len(o.Through)
		}
	}
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
// element only, and no type arguments.
func shortName(full string) string {
	prefix := ""
	name := WithoutTypes(full)
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

// WithoutTypes is a function's full name without the type arguments of its receiver.
func WithoutTypes(full string) string {
	open, end := strings.IndexByte(full, '['), strings.LastIndexByte(full, ']')
	if open < 0 || end < open {
		return full
	}
	return full[:open] + full[end+1:]
}
