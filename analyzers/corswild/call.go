package corswild

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/settings"
	"github.com/secvet/secvet/internal/catalog"
)

// This file judges calls that turned out true.

// call judges a call that turned out true.
func (c *checker) call(call *ssa.Call, result int, want bool) strength {
	known := c.unit.CallOf(call)
	if known == nil {
		return sound
	}
	switch known.Callee {
	case "strings.HasPrefix", "bytes.HasPrefix", "strings.CutPrefix":
		return ifWanted(want, c.textTest(call, prefixOf, "the start"))
	case "strings.HasSuffix", "bytes.HasSuffix", "strings.CutSuffix":
		return ifWanted(want, c.textTest(call, suffixOf, "the end"))
	case "strings.Contains", "strings.Index", "strings.LastIndex", "bytes.Contains", "bytes.Index":
		return ifWanted(want, c.textTest(call, containing, "a part"))
	case "strings.EqualFold", "bytes.Equal", "bytes.EqualFold":
		if !c.involves(known.Arg(0), call) && !c.involves(known.Arg(1), call) {
			return c.unrelated(known.Arg(0), known.Arg(1), call, want)
		}
		x, y := known.Arg(0), known.Arg(1)
		if !c.involves(x, call) {
			x, y = y, x
		}
		return ifWanted(want, c.equalTo(x, y, call))
	case "regexp.MatchString", "(*regexp.Regexp).MatchString", "(*regexp.Regexp).Match", "regexp.Match":
		return ifWanted(want, c.pattern(known, call))
	case "path.Match", "path/filepath.Match":
		return ifWanted(want, c.glob(known, call))
	case "crypto/subtle.ConstantTimeCompare", "crypto/hmac.Equal":
		return ifWanted(want, sound) // a secret, which a website does not know
	case "slices.Contains":
		if c.involves(known.Arg(1), call) {
			return ifWanted(want, c.members(known.Arg(0), call, "[*]"))
		}
		if texts, ok := c.unit.Constants(known.Arg(1), call); ok && slices.Contains(texts, "*") {
			return ifWanted(want, c.open(starConfigured))
		}
		return ifWanted(want, sound) // a list that is asked for something else
	}
	if mark := known.Mark("cors.anyorigin"); mark != nil {
		return free
	}
	return c.enter(call, result, want, sound)
}

// enter judges a call of a function of the package that was given the origin or
// the request; other is the judgement of functions that can't be read.
func (c *checker) enter(call *ssa.Call, result int, want bool, other strength) strength {
	known := c.unit.CallOf(call)
	given, request := false, false
	for _, op := range known.Operands {
		if c.involves(op, call) {
			given = true
		}
		if carriesRequest(op.Type()) {
			request = true
		}
	}
	bodies := c.bodies(call)
	if len(bodies) == 0 {
		if is, known := c.elsewhere(call, result); known && given {
			return ifWanted(is != want, sound)
		}
		switch {
		case slices.ContainsFunc(known.Entries, func(e *catalog.Entry) bool { return e.Verb == "source" }):
			return free // it reads the request: whether there is such a value
		case given, request:
			if fn := call.Call.StaticCallee(); fn != nil && want {
				c.leaveTo(fn)
			}
			return other
		}
		return c.setting(call, call, want)
	}
	least := sound
	for _, fn := range bodies {
		saved := c.subject.params
		for i, op := range known.Operands {
			if i < len(fn.Params) && c.involves(op, call) {
				c.subject.params = append(slices.Clip(c.subject.params), fn.Params[i])
			}
		}
		s := c.function(fn, result, want)
		c.subject.params = saved
		least = min(least, s)
	}
	if least == free && !given {
		return c.named(settings.Name(call), want)
	}
	return least
}

// elsewhere is the truth value that a function of another package gives whatever it is
// asked.
func (c *checker) elsewhere(call *ssa.Call, result int) (is, known bool) {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false, false
	}
	return c.unit.Constantly(fn, result)
}

// bodies are the functions of the package that a call enters.
func (c *checker) bodies(call *ssa.Call) []*ssa.Function {
	if fn := call.Call.StaticCallee(); fn != nil {
		if len(fn.Blocks) > 0 {
			return []*ssa.Function{fn}
		}
		return nil
	}
	if call.Call.IsInvoke() {
		return nil
	}
	var found []*ssa.Function
	for _, fn := range c.unit.FunctionValues(call.Call.Value, call) {
		if len(fn.Blocks) == 0 {
			return nil
		}
		found = append(found, fn)
	}
	return found
}

// carriesRequest says whether a value of the type can be asked for the origin.
func carriesRequest(t types.Type) bool {
	named, ok := types.Unalias(derefType(t)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	switch named.Obj().Name() {
	case "Request", "Context", "Ctx", "RequestCtx", "RequestContext", "Header", "RequestHeader":
		return named.Obj().Pkg().Path() != "context"
	}
	return false
}

func derefType(t types.Type) types.Type {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
