package weakhash

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/lazy"
)

// clearText finds passwords that are kept as they are: a password that somebody
// sends is put into the password column of a table, or compared with what the
// table has, and nothing was done to it on the way.
func (a *asker) clearText() []emit.Draft {
	var drafts []emit.Draft
	for _, use := range a.unit.Uses("sql.") {
		if use.Call == nil || use.Binds < 0 || testcode.Holds(a.unit, use.Func) {
			continue
		}
		texts, ok := a.unit.Constants(use.Arg, use.Instr)
		if !ok {
			continue
		}
		for _, column := range boundColumns(texts[0]) {
			if p := a.clearBinding(use, column.index); p != nil {
				drafts = append(drafts, emit.Draft{Rule: ClearText, Place: use.Instr.Pos(), Steps: p.Steps,
					Message: fmt.Sprintf("%s goes into the column %s as it is: whoever reads the table has the passwords", subject(p), column.name),
					Advice:  "keep a hash made by bcrypt or argon2id; find the account by its name and check the hash in the program",
					Sink:    use.Instr, Func: use.Func, SinkName: use.Callee, Ordinal: use.Ordinal})
				break
			}
		}
	}
	return append(drafts, a.clearComparisons()...)
}

// column is one that a placeholder is for; index counts the bound values.
type column struct {
	name  string
	index int
}

var (
	assigned = lazy.Regexp("(?i)([\"`\\[]?)(\\w+)[\"`\\]]?\\s*=\\s*(\\?|\\$\\d+)")
	inserted = lazy.Regexp(`(?is)\binsert\s+into\s+\S+\s*\(([^()]*)\)\s*values\s*\((.*?)\)\s*(?:$|;|returning\b|on\b)`)
	holder   = lazy.Regexp(`\?|\$\d+`)
)

// boundColumns lists the password columns that a statement compares with, or sets
// to, a bound value.
func boundColumns(text string) []column {
	var found []column
	add := func(name, mark string, at int) {
		if !words.Password(name) {
			return
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(mark, "$")); err == nil {
			found = append(found, column{name, n - 1})
			return
		}
		found = append(found, column{name, len(holder().FindAllString(text[:at], -1))})
	}
	for _, m := range assigned().FindAllStringSubmatchIndex(text, -1) {
		add(text[m[4]:m[5]], text[m[6]:m[7]], m[6])
	}
	for _, m := range inserted().FindAllStringSubmatchIndex(text, -1) {
		columns := strings.Split(text[m[2]:m[3]], ",")
		at := m[4]
		for i, v := range strings.Split(text[m[4]:m[5]], ",") {
			if mark := strings.TrimSpace(v); i < len(columns) && holder().FindString(mark) == mark && mark != "" {
				add(strings.Trim(strings.TrimSpace(columns[i]), "\"`[]"), mark, at)
			}
			at += len(v) + 1
		}
	}
	return found
}

// clearBinding is the password in clear that is bound as value index of a
// statement; nil when there is none.
func (a *asker) clearBinding(use *flow.Use, index int) *flow.Origin {
	call := a.unit.CallOf(use.Call)
	if call == nil || use.Binds >= len(call.Operands) {
		return nil
	}
	last := len(call.Operands) - 1
	if use.Binds != last || call.Object == nil || !call.Object.Signature().Variadic() {
		if at := use.Binds + index; at <= last {
			return a.inClear(a.unit.Trace(call.Operands[at], use.Instr))
		}
		return nil
	}
	return a.inClear(a.unit.TracePart(call.Operands[last], use.Instr, "["+strconv.Itoa(index)+"]"))
}

// inClear is the password that a client sends, when it arrives with nothing done
// to it.
func (a *asker) inClear(origins []*flow.Origin) *flow.Origin {
	var found *flow.Origin
	for _, o := range origins {
		if o.Class == flow.Constant {
			continue
		}
		if o.Class != flow.Untrusted || !words.Password(nameOf(o)) || !a.untouched(o) {
			return nil
		}
		found = o
	}
	return found
}

// untouched says whether a value went through nothing that may hash or encrypt
// it.
func (a *asker) untouched(o *flow.Origin) bool {
	return !o.Unsure && !slices.ContainsFunc(o.Through, func(name string) bool {
		return a.mark(name, "digest") != nil || a.mark(name, "kdf") != nil || a.mark(name, "mac") != nil ||
			words.Has(name[strings.LastIndexByte(name, '.')+1:], "hash", "digest", "encrypt", "crypt", "seal", "md", "sha", "hmac", "sum", "encode")
	})
}

// clearComparisons finds a password that somebody sends compared with the one in
// a database.
func (a *asker) clearComparisons() []emit.Draft {
	var drafts []emit.Draft
	count := make(map[string]int)
	for _, fn := range a.unit.Functions() {
		if testcode.Holds(a.unit, fn) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				x, y, how := a.compared(in)
				if x == nil || !texty(x) || !texty(y) {
					continue
				}
				ordinal := count[fn.RelString(nil)+how]
				count[fn.RelString(nil)+how]++
				sent, kept := a.sentAndKept(x, y, in)
				if sent == nil {
					continue
				}
				drafts = append(drafts, emit.Draft{Rule: ClearText, Place: in.Pos(), Steps: sent.Steps,
					Message: fmt.Sprintf("%s is compared with %s from %s as it is: whoever reads the database has the passwords", subject(sent), cmp.Or(kept.Name, "the one"), flow.Noun(kept.Kind)),
					Advice:  "keep a hash made by bcrypt or argon2id, and check it with bcrypt.CompareHashAndPassword",
					Sink:    in, Func: fn, SinkName: how, Ordinal: ordinal})
			}
		}
	}
	return drafts
}

// compared are the two values that an instruction compares; nil when it compares
// none.
func (a *asker) compared(in ssa.Instruction) (x, y ssa.Value, how string) {
	switch in := in.(type) {
	case *ssa.BinOp:
		if in.Op == token.EQL || in.Op == token.NEQ {
			return in.X, in.Y, in.Op.String()
		}
	case *ssa.Call:
		call := a.unit.CallOf(in)
		if call == nil {
			return nil, nil, ""
		}
		if m := call.Mark("compare"); m != nil && m.Args["elements"] == "" {
			return call.Place(m, "a"), call.Place(m, "b"), call.Callee
		}
		if call.Mark("compare.safe") != nil {
			return call.Arg(0), call.Arg(1), call.Callee
		}
	}
	return nil, nil, ""
}

// sentAndKept are the password that a client sends and the one that is stored,
// when x and y are these.
func (a *asker) sentAndKept(x, y ssa.Value, at ssa.Instruction) (sent, kept *flow.Origin) {
	if _, ok := x.(*ssa.Const); ok {
		return nil, nil
	}
	if _, ok := y.(*ssa.Const); ok {
		return nil, nil
	}
	for _, p := range [][2]ssa.Value{{x, y}, {y, x}} {
		if sent = a.inClear(a.unit.Trace(p[0], at)); sent == nil {
			continue
		}
		for _, o := range a.unit.Trace(p[1], at) {
			if o.Class == flow.Stored && (words.Password(nameOf(o)) || words.Password(variable(p[1]))) && a.untouched(o) {
				return sent, o
			}
		}
	}
	return nil, nil
}

// variable is the name of the variable that a value is read from, which is all
// that names what a row was scanned into; "" when there is none.
func variable(v ssa.Value) string {
	if c, ok := v.(*ssa.Convert); ok {
		v = c.X
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if alloc, ok := load.X.(*ssa.Alloc); ok {
			return alloc.Comment
		}
	}
	return ""
}
