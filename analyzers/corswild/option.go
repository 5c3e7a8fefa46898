package corswild

import (
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// This file reads policies that are made of calls: options that are functions, methods in a chain, and bare lists.

// functional reads options that are functions: handlers.CORS(...).
func (l *library) functional(p *policy, call *flow.Call) {
	n, _ := strconv.Atoi(l.args["list"])
	arg := call.Arg(n)
	if arg == nil {
		l.unset(p)
		return
	}
	var options []*flow.Call
	closed := true
	for _, o := range l.f.unit.TracePart(arg, call.Instr, "[*]") {
		if o.Class == flow.Constant {
			continue
		}
		opt, ok := o.Value.(*ssa.Call)
		if !ok {
			closed = false
			continue
		}
		options = append(options, l.f.unit.CallOf(opt))
	}
	l.settings(p, options, closed)
}

// chain reads the methods that are called on the result: cors.New().AllowOrigin(...).
func (l *library) chain(p *policy, call *flow.Call) {
	var options []*flow.Call
	for _, c := range l.f.unit.Calls() {
		if c.Mark("cors.option") == nil || !c.HasReceiver {
			continue
		}
		for _, o := range l.f.unit.Trace(c.Operands[0], c.Instr) {
			if o.Value == call.Value() && o.Value != nil {
				options = append(options, c)
				break
			}
		}
	}
	p.creds = yes
	if l.args["credentials"] != "true" {
		p.creds = no
	}
	l.settings(p, options, true)
}

// settings applies options one after the other; closed says that there are no
// others.
func (l *library) settings(p *policy, options []*flow.Call, closed bool) {
	p.withStar = l.sends("starcred", star)
	set := false
	for _, c := range options {
		mark := c.Mark("cors.option")
		if mark == nil {
			continue
		}
		switch mark.Args["credentials"] {
		case "true":
			p.creds, p.credsAt = yes, flow.Place{Pos: c.Instr.Pos()}
		case "false":
			p.creds = no
		}
		set = l.option(p, c, mark) || set
	}
	if !set && closed {
		l.unset(p)
	}
}

func (l *library) option(p *policy, c *flow.Call, mark *catalog.Entry) bool {
	if v := c.Place(mark, "origins"); v != nil {
		path := []string{"[*]"}
		if isText(v.Type()) {
			path = nil
		}
		entries, _ := l.split(l.f.unit.TracePart(v, c.Instr, path...), "")
		for _, e := range entries {
			if a, ok := l.entry(e, value{}, nil); ok {
				p.allows = append(p.allows, a)
			}
		}
		return true
	}
	if v := c.Place(mark, "regexps"); v != nil {
		for _, o := range l.f.unit.TracePart(v, c.Instr, "[*]") {
			l.regexpEntry(p, o)
		}
		return true
	}
	if check, ok := mark.Args["check"]; ok {
		arg, param, _ := strings.Cut(check, ":")
		n, _ := strconv.Atoi(arg)
		if v := c.Arg(n); v != nil {
			for _, fn := range l.f.unit.FunctionValues(v, c.Instr) {
				p.allows = append(p.allows, l.f.decides(fn, param, c.Object.Name())...)
			}
		}
		return true
	}
	return false
}

// variadic reads a list of origins that is passed as such.
func (l *library) variadic(p *policy, call *flow.Call) {
	n, _ := strconv.Atoi(l.args["origins"])
	arg := call.Arg(n)
	if arg == nil {
		l.unset(p)
		return
	}
	if k, ok := arg.(*ssa.Const); ok && k.Value == nil {
		l.unset(p)
	} else {
		entries, _ := l.split(l.f.unit.TracePart(arg, call.Instr, "[*]"), "")
		for _, e := range entries {
			if a, ok := l.entry(e, value{}, nil); ok {
				p.allows = append(p.allows, a)
			}
		}
	}
	if l.args["credentials"] == "reflected" && p.first(reflected, null, partly) != nil {
		p.creds = yes
	}
}
