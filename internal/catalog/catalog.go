// Package catalog is what secvet knows of other people's code, as data: which
// functions bring data in, which do harm with it, which pass it on, which make
// it safe. One text file for each import path lies below lib/, in folders that
// mirror the import path, is embedded, and is read only when a package under
// analysis uses that path. Nothing in this package knows an analyzer or SSA.
//
// # Format
//
// A line is an entry; # starts a comment; blank lines are free. An entry is
//
//	VERB WORD SYMBOL WORDS...
//
// A symbol is written as go doc writes it, without the package: Open, DB.Query,
// Request.URL (a field). Braces expand: {DB,Tx}.{Query,Exec} are four symbols.
// A generic function is named without type arguments.
//
// A place is recv (the receiver), a number (the argument counted from 0
// without the receiver; a variadic parameter is one argument, and its element 0
// is the first value passed there), result (all results), result0, result1, ...;
// 1[0] is element 0 of argument 1, 1[*] every element, 1[key] every map key,
// 1[*][key] (of a sink) every key of the maps in a list,
// recv[arg0] the receiver's map entry whose key is argument 0,
// 1.param0 parameter 0 of the function that is passed as argument 1, 1.result0
// result 0 of that function, 1.Name the field Name of argument 1. Elements are
// those of a slice, array, map, channel or iterator function; an iterator that
// yields two values yields [key] first and [*] second. A pointer stands for what
// it points to. The type of a symbol is the one that declares the method or field,
// not one that it is promoted to, and a field's place is the word field, a
// variable's var.
//
// SYMBOL is always one word, without spaces inside the braces; an alternative may be
// empty, as in Query{,Row}; a VALUE with spaces is put in double quotes.
//
//	source CLASS SYMBOL PLACE...     the place holds data of CLASS after the call
//	source CLASS SYMBOL field        reading this field yields data of CLASS
//	source CLASS SYMBOL var          this package variable holds data of CLASS
//	sink KIND SYMBOL PLACE... [string] [binds=N] [format] [promoted] [unless-then=METHOD,...]
//	                                 data at the place is used as KIND;
//	                                 string: only when its dynamic type is a
//	                                 string (for any parameters);
//	                                 binds=N: argument N starts the bound values;
//	                                 format: the place is a fmt format. As many of
//	                                 the values behind it as it has ? are bound, those
//	                                 before them are formatted into it
//	                                 promoted: older versions of the library have the
//	                                 method from the type itself, newer ones promote it
//	                                 unless-then=: not where all that is done with the
//	                                 result is to call one of these methods in the end:
//	                                 Select names columns for Updates, and is SQL for Find
//	sink KIND SYMBOL field           storing into this field
//	sink KIND SYMBOL conversion      converting a value to this type
//	flow SYMBOL FROM[,FROM] -> TO[,TO] [append] [as=HOW]
//	                                 data passes; TO recv or an argument means
//	                                 that its pointee is filled, with append
//	                                 that it is added to what is there
//	clean PROPERTY[,PROPERTY] SYMBOL PLACE [FROM] [since=1.N] [by=SYMBOL [unless=SYMBOL,...]]
//	                                 the result has the properties, whatever
//	                                 went in; FROM names the argument it came from;
//	                                 PLACE may be field or var, or recv or an
//	                                 argument that the call empties or overwrites;
//	                                 since=: only in modules for that Go version or a
//	                                 later one; by=: only in packages that set the
//	                                 library up themselves, by naming this symbol and
//	                                 none of those in unless=
//	guard PROPERTY SYMBOL SUBJECT [of=PLACE] when=true|false|nil|found
//	                                 the subject has the property on that branch
//	noreturn SYMBOL                  the call never returns
//	mark TAG SYMBOL [KEY=VALUE...]   for one analyzer: what is special about the call,
//	                                 type, field or constant; the analyzer's own doc
//	                                 lists its tags and keys
//	summarise                        libraries that import this path are worth
//	                                 summarising
//	same PATH                        has all entries of another import path too
//	package PATH                     (in a user's catalog only, where it is needed:)
//	                                 the lines below are about this import path
//
// Classes are remote, queue, archive (an attacker chooses), flag, environment,
// config (the operator chooses), stored (someone chose once), download (another
// server answers it), secret, and forwarding (data of a request that another entry
// made untrusted).
//
// Kinds are those that an analyzer asks for, any other is an error: sql.query (a whole statement),
// sql.fragment (text spliced into one), sql.order (text behind its ORDER BY),
// sql.identifier (a name written unquoted), path.read, path.write, path.delete, path.link,
// path.metadata, path.probe (whether a
// file is there), path.info (listings), path.state (the working directory), path.root
// (the base that later names are confined to), path.serve (a file sent to a client),
// path.load (code that is loaded and run), path.remote (a file of another machine),
// hash.fast (a digest), hash.slow (a password hash), jwt.verified, jwt.unverified and
// jwt.maybe (a token that is read with a check, without, or with one that depends),
// x509.algorithm (of a signature), header.name (of an answer).
//
// Properties: any (one of a known set, or a value without text: safe
// everywhere), sql.literal (safe between quotes), sql.identifier (safe as a bare
// name), path.local (stays below the folder it is joined to), path.element (a
// single element, which may still be ".." or "."), path.nodotdot (has no ..
// element but may be absolute), path.beneath (an absolute path proved to be
// below a trusted base), path.rooted (cleaned after a leading slash: safe when
// joined below a base), path.relative (does not start with a slash), path.slash
// (starts with one).
//
// A guard's property may also be a judgement that needs the other operand, which
// flow makes: member (the subject is an element of the place in of=), chosen (the
// function that is the subject says true of some element of of=), every and none (it
// says so of all of them, of none), equal
// (the two places are equal), prefix, suffix, contains (subject against of=),
// containsany (one of the characters in of=), match and glob (a regular expression or
// a pattern of file names in of= matches the subject). The branch found is an index that
// is not negative, a count that is not zero, a truth value that is true or a slice or
// pointer that is not nil.
//
// HOW says what a passing does to text, for those that matter to a guard or a
// position: fold (case), trim, clean (filepath.Clean), join (filepath.Join),
// base, rel, parent (filepath.Dir), concat (in order), format=N (a fmt format at argument N), replace
// (FROM: the text, what is replaced, its replacement), split, unescape (undoes
// earlier checks), quote (Go quoting), encode (harmless alphabet), decode (a
// structured document), unpack (records of bytes into structures), element, find (FROM: the text and the pattern that the
// result matches), digest (one-way; the result is any bytes), copy (the same value,
// or a thing that reads from or writes to it), object (a new thing that holds it and
// can be written to: an HMAC), template (FROM: a template and the data that it is
// executed with), variant (a template that is read otherwise, or another one of its set), filter and reject (the elements for which the function
// that is argument 1 says true, or false).
package catalog

// Class says who chooses a value; see the package documentation.
type Class string

const (
	Remote      Class = "remote"
	Queue       Class = "queue"
	Archive     Class = "archive"
	Flag        Class = "flag"
	Environment Class = "environment"
	Config      Class = "config"
	Stored      Class = "stored"
	// Download is what another server answers: it chooses, and whoever can pose as it.
	Download Class = "download"
	Secret   Class = "secret"
	// Forwarding is data of a request that another entry made untrusted.
	Forwarding Class = "forwarding"
)

// Root says where a place starts.
type Root int

const (
	Recv Root = iota
	Arg
	Result
	// AllResults stands for every result.
	AllResults
	Field
	Variable
	Conversion
)

// Place is a part of a call: an argument, the receiver or a result, or
// something inside it.
type Place struct {
	Root  Root
	Index int // of the argument or the result
	// Path leads into it: "[0]", "[*]", "[key]", ".Name", ".param0" or
	// ".result0", in order.
	Path []string
}

// Entry is one line of a catalog, for one symbol (braces are expanded).
type Entry struct {
	Verb   string // "source", "sink", "flow", "clean", "guard", "noreturn", "mark"
	Word   string // class, kind, properties, guard property or tag
	Symbol string // "DB.Query"
	// Places are the places of a source, sink or clean; for a flow, where data
	// goes; for a guard, the subject.
	Places []Place
	// From are a flow's or clean's origins, or the place in a guard's of=.
	From []Place
	// Then are the methods of a sink's unless-then=.
	Then []string
	// Append, String, Promoted: the words of that name were there.
	Append, String, Promoted bool
	// As is a flow's as=, or "format" of a sink; When a guard's when=.
	As, When string
	// Args holds the KEY=VALUE pairs of a mark, binds=N of a sink and the conditions
	// of a clean.
	Args map[string]string
	// Pos is "lib/database/sql.txt:12", for messages.
	Pos string
}

// Package holds the entries of one import path.
type Package struct {
	Path string
	// File is the built-in file "lib/database/sql.txt", "" when there is none.
	// Entries that a same line brought have another one in their Pos.
	File string
	// Entries by symbol, in file order.
	Entries map[string][]*Entry
	// Summarise says that libraries importing this path are worth summarising.
	Summarise bool
}
