package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// op says what a node stands for.
type op uint8

const (
	opUnknown  op = iota // not followed; text says why
	opConst              // text is the constant's value
	opConfined           // cannot hold chosen text: numbers, times
	opConcat             // the kids, in order
	opAlt                // one of the kids
	opDerive             // made from the kids by what as and text name; the order is lost
	opParam              // parameter index of fn, and the part that path leads to
	opSource             // read from outside; kids[0] is what it was read from, if known
	opAlloc              // a variable, map, slice or channel made at val
	opLoc                // the address of a part (path) of kids[0]
	opFunc               // a function or closure
	opCall               // result of entering a callee: one kid for each return
	opForeign            // kids[0], which lives in another function
	opResult             // result of a call that is not entered; kids are what went in
	opMade               // an object that a call made and that starts as kids[0]
	opCut                // the slice kids[0] without its first elements
	opWhen               // kids[0], if target is the function value that call calls
	opGlobal             // a package variable, and the part that path leads to
)

// node is what a value holds. Nodes are made once (see graph.nodeFor): two
// expressions that must be equal have the same node.
type node struct {
	id    int
	op    op
	fn    *ssa.Function // in whose frame the node's values live; nil when frameless
	val   ssa.Value     // the value that showed it first
	again []ssa.Value   // opConcat: others that are equal
	typ   types.Type    // its type, when known
	pos   token.Pos
	text  string
	as    string
	kids  []*node
	// at tells, for each kid of an opAlt, through which edge or at which block it
	// comes; for an opCall, the block of the return.
	at []point

	index int
	path  path
	// leaf is what a part of a source, a result or a variable is a part of.
	leaf   *node
	target *ssa.Function       // opCall: the callee, when it has a body; opWhen
	call   ssa.CallInstruction // opCall, opResult, opSource, opWhen
	class  catalog.Class       // opSource
	entry  *catalog.Entry
	// tag is that of the rules by which whoever filled a source has checked its fields.
	tag string
	// busy: the node stands for a value that is still being traced; waiting are run
	// when its kids are there.
	busy    bool
	waiting []func()
	props   Props // what holds for the value wherever it goes: sanitizers
	frozen  *Tree // for steps of imported pieces
	global  *ssa.Global
}

// point is a place in the control flow: the entry of to, or with from set the
// edge from from to to.
type point struct {
	from, to *ssa.BasicBlock
}

// outcome is what a return statement says about success.
type outcome uint8

const (
	anyOutcome outcome = iota
	nilError
	someError
)

// nodes are the nodes of a unit, and what was found out about them.
type nodes struct {
	interns  map[nodeKey]*node
	values   map[valueKey]*node
	memory   map[memoryKey]*node
	results  map[resultKey]*node
	effects  map[*ssa.Function]*effectIndex
	cleaning map[*node]bool
	// owning are the requests of which it is being asked who made them.
	owning      map[*node]bool
	prefixBases map[*ssa.Function]map[*node]bool
	guards      map[*ssa.Function]*guardInfo
	certs       map[certKey]Props
	constOnly   map[*node]bool
	needs       map[*node][]*node
	ifCleaned   map[*node]bool
	afters      map[afterKey]*node
	treeNodes   map[*Tree]*node
	uses        map[*ssa.Function][]*Use
	// places are where instructions stand in large blocks.
	places map[*ssa.BasicBlock]map[ssa.Instruction]int
}

func newNodes() nodes {
	return nodes{
		interns:     make(map[nodeKey]*node),
		values:      make(map[valueKey]*node),
		memory:      make(map[memoryKey]*node),
		results:     make(map[resultKey]*node),
		effects:     make(map[*ssa.Function]*effectIndex),
		cleaning:    make(map[*node]bool),
		owning:      make(map[*node]bool),
		prefixBases: make(map[*ssa.Function]map[*node]bool),
		guards:      make(map[*ssa.Function]*guardInfo),
		certs:       make(map[certKey]Props),
		constOnly:   make(map[*node]bool),
		needs:       make(map[*node][]*node),
		ifCleaned:   make(map[*node]bool),
		afters:      make(map[afterKey]*node),
		treeNodes:   make(map[*Tree]*node),
		uses:        make(map[*ssa.Function][]*Use),
		places:      make(map[*ssa.BasicBlock]map[ssa.Instruction]int),
	}
}

// maxKept bounds the nodes that are kept from one function to the next while a
// package is summarised. Few packages that people write have more in all. It is a
// variable for its test.
var maxKept = 200_000

// forget drops all nodes when there are many, so that a large package does not
// need memory for all its functions at once. Nobody may hold a node meanwhile: two
// expressions that are equal would no longer have the same one.
func (g *graph) forget() {
	if g.nextID-g.forgot > maxKept {
		g.nodes, g.forgot = newNodes(), g.nextID
	}
}

// graph holds the nodes of one unit.
type graph struct {
	nodes
	mu      sync.Mutex
	unit    *Unit
	nextID  int
	forgot  int // nextID when nodes were dropped
	started int // nextID when the outermost question began
	visits  int // of all questions, for tests of the bounds

	funcs    map[*ssa.Function]*funcInfo
	handlers map[*ssa.Parameter]outsideData
	fillers  map[*ssa.Parameter]*catalog.Entry
	receipts map[*ssa.Parameter][]receipt
	served   map[string][]served
	texts    map[partsKey][]path    // see textParts
	decoders map[*types.Named]bool  // see unfilled
	messages map[messageField]Props // see messageProps
	// optionFuncs are the functions that types of functions stand for.
	optionFuncs map[*types.Named][]*ssa.Function

	// mentioned are the functions of other packages that the package names.
	mentioned map[string]bool
	depth     int
	// numbers turns off the short cut for harmless types: this graph answers
	// questions about numbers and truth values.
	numbers  bool
	allCalls []*Call
	// approach is what stands before the handlers, see approach.go.
	approach *finding.Approach
	// told are facts that analyzers saw, see [Unit.Tell].
	told map[string]bool

	callersOnce  bool
	callSites    map[*ssa.Function][]ssa.CallInstruction
	callers      map[*ssa.Function][]ssa.CallInstruction // see callersOf
	dynamicCalls []ssa.CallInstruction
	addressTaken map[*ssa.Function]bool
	escaping     map[*ssa.Function]bool
	closures     map[*ssa.Function][]*ssa.MakeClosure
	fieldWrites  map[*types.Var][]fieldWrite
	globalWrites map[*ssa.Global][]globalWrite
	sends        []*ssa.Send
	puts         map[string][]contextPut

	functionNodes, packageNodes int  // of the trees in facts
	spent                       bool // there was no more room for the package's
	noReturns                   map[*ssa.Function]bool
	// replacements caches what was tried, see replaceTried.
	replacements map[replaceKey]replaceResult
	implementing map[*types.Func]implementing
	// frozen is what methods return, for the link.
	frozen map[resultKey]*Tree
	// asked are the methods of interfaces whose results the link is asked for.
	asked        map[*types.Func]bool
	concrete     map[*types.Package][]*types.Pointer
	expanding    int
	alternatives bool // while expandAlternatives runs
	busyCerts    map[certKey]bool
	busyConds    map[condKey]bool
	settling     int
	unsettled    int
	setup        map[string]bool
	assumed      map[*node]bool
	summaries    map[types.Object]*Summary
	treeParts    map[treePart]*Tree
	reaching     map[*ssa.Function][]ParamSink
	reachBusy    map[*ssa.Function]bool
	callExprs    map[token.Pos]*ast.CallExpr
	exprs        map[token.Pos]string
}

func newGraph(u *Unit) *graph {
	return &graph{
		nodes:        newNodes(),
		unit:         u,
		funcs:        make(map[*ssa.Function]*funcInfo),
		noReturns:    make(map[*ssa.Function]bool),
		replacements: make(map[replaceKey]replaceResult),
		implementing: make(map[*types.Func]implementing),
		asked:        make(map[*types.Func]bool),
		frozen:       make(map[resultKey]*Tree),
		concrete:     make(map[*types.Package][]*types.Pointer),
		busyCerts:    make(map[certKey]bool),
		busyConds:    make(map[condKey]bool),
		summaries:    make(map[types.Object]*Summary),
		reaching:     make(map[*ssa.Function][]ParamSink),
		reachBusy:    make(map[*ssa.Function]bool),
		exprs:        make(map[token.Pos]string),
		callers:      make(map[*ssa.Function][]ssa.CallInstruction),
		decoders:     make(map[*types.Named]bool),
		messages:     make(map[messageField]Props),
		texts:        make(map[partsKey][]path),
		optionFuncs:  make(map[*types.Named][]*ssa.Function),
	}
}

type valueKey struct {
	v ssa.Value
	p string
}

type resultKey struct {
	fn    *ssa.Function
	index int
	p     string
}

// nodeKey names a node: what kind it is, and what it is made of. What a kind has no
// use for is left out.
type nodeKey struct {
	kind     string
	of, with any // pointers: values, functions, blocks, entries
	id       int // of another node, or an index
	text     string
}

// intern is nodeFor for nodes that are named by a text.
func (g *graph) intern(key string, make func(n *node)) *node {
	return g.nodeFor(nodeKey{kind: "text", text: key}, make)
}

// nodeFor returns the node for key, making it on first use.
func (g *graph) nodeFor(key nodeKey, make func(n *node)) *node {
	if n, ok := g.interns[key]; ok {
		return n
	}
	n := g.fresh(opUnknown)
	g.interns[key] = n
	make(n)
	return n
}

func (g *graph) fresh(o op) *node {
	g.nextID++
	return &node{id: g.nextID, op: o}
}

func (g *graph) unknown(v ssa.Value, why string) *node {
	return g.nodeFor(nodeKey{kind: "unknown", of: v, text: why}, func(n *node) {
		n.op, n.text = opUnknown, why
		n.setValue(v)
	})
}

func (n *node) setValue(v ssa.Value) {
	if v == nil {
		return
	}
	n.val, n.typ, n.fn = v, v.Type(), v.Parent()
	if n.pos == token.NoPos {
		n.pos = v.Pos()
	}
}

func (g *graph) constant(text string, t types.Type) *node {
	return g.nodeFor(nodeKey{kind: "const", text: text}, func(n *node) { n.op, n.text, n.typ = opConst, text, t })
}

func (g *graph) confined(v ssa.Value) *node {
	return g.nodeFor(nodeKey{kind: "confined", of: v}, func(n *node) {
		n.op = opConfined
		n.setValue(v)
	})
}

// alt is one of the kids. A single distinct kid stands for itself.
func (g *graph) alt(fn *ssa.Function, kids []*node, at []point) *node {
	var distinct []*node
	for _, k := range kids {
		if k != nil && !contains(distinct, k) {
			distinct = append(distinct, k)
		}
	}
	switch len(distinct) {
	case 0:
		return g.constant("", nil)
	case 1:
		return distinct[0]
	}
	n := g.fresh(opAlt)
	n.fn, n.kids, n.at = fn, kids, at
	return n
}

func contains(list []*node, n *node) bool {
	for _, m := range list {
		if m == n {
			return true
		}
	}
	return false
}

// pure is a node that depends on nothing but its kids.
func (g *graph) pure(o op, as, text string, v ssa.Value, kids ...*node) *node {
	var b strings.Builder
	b.WriteString(as)
	b.WriteByte(':')
	b.WriteString(text)
	for _, k := range kids {
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(k.id))
	}
	return g.nodeFor(nodeKey{kind: "pure", id: int(o), text: b.String()}, func(n *node) {
		n.op, n.as, n.text, n.kids = o, as, text, kids
		n.setValue(v)
	})
}

// concat puts kids in a row; constants side by side become one.
func (g *graph) concat(v ssa.Value, kids ...*node) *node {
	var row []*node
	for _, k := range kids {
		if k.op == opConst && k.text == "" {
			continue
		}
		if k.op == opConst && len(row) > 0 && row[len(row)-1].op == opConst {
			row[len(row)-1] = g.constant(row[len(row)-1].text+k.text, k.typ)
			continue
		}
		row = append(row, k)
	}
	switch {
	case len(row) == 0:
		return g.constant("", nil)
	case len(row) == 1:
		return row[0]
	}
	n := g.pure(opConcat, "", "", v, row...)
	n.seenAgain(v)
	return n
}

func (g *graph) param(p *ssa.Parameter, index int, pa path) *node {
	return g.nodeFor(nodeKey{kind: "param", of: p, id: index, text: pa.String()}, func(n *node) {
		n.op, n.index, n.path = opParam, index, pa
		n.setValue(p)
		n.typ = typeAt(p.Type(), pa)
	})
}

func paramIndex(p *ssa.Parameter) int {
	for i, q := range p.Parent().Params {
		if p == q {
			return i
		}
	}
	return -1
}
