// Package engine is the specification of secvet's engine as a table: a function
// for each claim, named after it, with the flaw that must be found and the near
// miss that must stay silent side by side. The packages below are named after
// the construct that they are about.
//
// Comments at the end of a line say what is expected there, with the rule's id:
//
//	// want RULE      a finding, of this rule and no other
//	// note RULE      the same, but only when notes are asked for
//	// reaches RULE   the call through which untrusted data enters a function of
//	//                another package. A driver that sees one package at a time
//	//                reports here; secvet joins it with the place marked "want"
//	//                in the other package, where the text is built.
//
// "RULE or RULE" leaves the choice between two rules to the analyzer. A text
// after the id is for the reader. Everything else must stay silent, except that
// notes are marked only where a claim is about them.
//
// A finding belongs to the line on which the foreign piece first becomes a part
// of a larger text or path (the concatenation, the format, the write, the
// Join), and to the call that uses it when nothing was built. A check that does not hold what it
// promises is marked itself, and not what it was meant to protect.
//
// One flaw gives one finding: a line is marked once however many ways lead to
// it.
package engine
