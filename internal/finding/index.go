package finding

import "fmt"

// This file is what a package leaves for the link, which joins packages: see
// package link. An analysis knows what a package imports; who imports it, and what
// implements its interfaces, it does not know, and writes down instead what these
// would have to be asked.

// Port is a part of a parameter or result of a function, a method, or a method of an
// interface: the place where what one package hands over arrives in another.
type Port struct {
	// Function is the full name as go/types writes it: "(*m/store.PG).List", or
	// "(m/service.Store).List" for a method of an interface.
	Function string `json:"function"`
	// Param is the parameter; of a method the receiver is 0. Result i is -1-i.
	Param int `json:"param"`
	// Path leads from the parameter to its part: ".Filter.Sort", ".IDs[*]"; empty
	// for the parameter itself.
	Path string `json:"path,omitempty"`
}

// Transfer says that a value went into a part of a parameter of an interface's method
// and came out in a part of a result, if a method behind the interface lets it through.
type Transfer struct {
	// Method is the full name of the interface's method.
	Method string `json:"method"`
	// Param and Path are the part of the parameter, as in [Port].
	Param int    `json:"param"`
	Path  string `json:"path,omitempty"`
	// Result is the index of the result, To leads to its part.
	Result int    `json:"result"`
	To     string `json:"to,omitempty"`
	// Step is the message of the step that tells of the call.
	Step string `json:"step"`
}

// String tells transfers apart.
func (t *Transfer) String() string {
	return fmt.Sprintf("%s %d%s>%d%s", t.Method, t.Param, t.Path, t.Result, t.To)
}

// PortDepth is how many elements the path of a port has at most that has edges of
// its own.
const PortDepth = 4

// Trust says who chose a value, as far as the link asks.
type Trust string

const (
	// Open values come from code that is not understood, from whoever runs the
	// program, or from what it stored.
	Open Trust = "open"
	// Safe values are constants, numbers, and what was found in a known set.
	Safe Trust = "safe"
	// Remote values come from requests and messages, Archive values from the
	// entries of an archive: an attacker chooses them.
	Remote  Trust = "remote"
	Archive Trust = "archive"
)

// Edge says that a value arrives at a port.
type Edge struct {
	// From is the port that the value came in by; nil when its origin is known, and
	// then Trust says who chose it.
	From  *Port `json:"from,omitempty"`
	Trust Trust `json:"trust,omitempty"`
	To    Port  `json:"to"`
	// Through are the methods that the value went through.
	Through []Transfer `json:"through,omitempty"`
	// Deep says that the edge speaks of a structure as a whole, for those of its parts
	// that lie deeper than the ones with edges of their own.
	Deep bool `json:"deep,omitempty"`
	// Text says that the value is a text, and has no parts.
	Text bool `json:"text,omitempty"`
	// Settings says that the value is one of the program's settings or variables, unless an
	// attacker's arrives where it came in by: the program, or whoever runs it, chose it.
	Settings bool `json:"settings,omitempty"`
	// Subject names a value that an attacker chose: `r.FormValue("q") from a request`.
	Subject string `json:"subject,omitempty"`
	// Proved is the set of what checks and sanitizers prove of it on the way, as bits
	// that only the analysis understands; they add up along a way.
	Proved uint64 `json:"proved,omitempty"`
	// Voids is the set of what no longer holds of it at the port, whatever was known of it
	// before.
	Voids uint64 `json:"voids,omitempty"`
	// Given is what is proved of it besides.
	Given []Given `json:"given,omitempty"`
	// Built is where the value was made part of a text on this way, if it was.
	Built *Location `json:"built,omitempty"`
	// Steps lead from the origin to the port. They are left out of edges that no
	// finding is made of.
	Steps []Step `json:"steps,omitempty"`
}

// Given is something that is proved if the packages of a program together set a library
// up in a certain way.
type Given struct {
	// Need are the facts that some package must see, Unless those that none may: see
	// [Index].
	Need   []string `json:"need"`
	Unless []string `json:"unless,omitempty"`
	// Proved is what holds then, like the field of [Edge].
	Proved uint64 `json:"proved,omitempty"`
}

// Type is a type with methods that can stand behind an interface.
type Type struct {
	Name string `json:"name"`
	// Methods maps what identifies a method (name, parameters and results) to the
	// full name of the function that is called.
	Methods map[string]string `json:"methods"`
}

// Interface is an interface whose methods are ports.
type Interface struct {
	// Name is the full name of the type.
	Name string `json:"name"`
	// Methods are what a type must have, identified like those of [Type].
	Methods []string `json:"methods"`
	// Ports maps the full names of its methods to the same.
	Ports map[string]string `json:"ports"`
}

// Index is what a package leaves for the link.
type Index struct {
	Edges      []Edge      `json:"edges,omitempty"`
	Types      []Type      `json:"types,omitempty"`
	Interfaces []Interface `json:"interfaces,omitempty"`
	// Taken are functions of other packages that are used as values: calls of them
	// are not all seen.
	Taken []string `json:"taken,omitempty"`
	// Facts are what the package sees of how libraries are set up: ":id" for a part of
	// a route that is one element of the path, "*path" for one that is its rest, and
	// names of functions and fields.
	Facts []string `json:"facts,omitempty"`
	// Ambient says that the package takes out of requests what browsers send by
	// themselves: cookies, sessions, basic authentication.
	Ambient bool `json:"ambient,omitempty"`
	// Approach is what stands before the package's handlers.
	Approach *Approach `json:"approach,omitempty"`
}

// Condition makes a finding one that only counts when what an attacker chose
// arrives at a port, or goes through methods of interfaces.
type Condition struct {
	// Port has no function when it is known that an attacker chose the value.
	Port Port `json:"port,omitzero"`
	// Through are the methods that the value went through.
	Through []Transfer `json:"through,omitempty"`
	// Trust is the kind of value that the finding is about.
	Trust Trust `json:"trust"`
	// Whole says that the finding's package uses what arrives as it is: the finding
	// belongs to where the text was built.
	Whole bool `json:"whole,omitempty"`
	// Holds is the set of what is known of a value that comes in by no port, Needs of what
	// must be known of any.
	Holds uint64 `json:"holds,omitempty"`
	Needs uint64 `json:"needs,omitempty"`
	// Unless lists sets of what may be proved of the value, each of which confines it.
	Unless []uint64 `json:"unless,omitempty"`
}

// Subject stands in the message of a finding with a [Condition] for the value that
// arrives.
const Subject = "\x00"
