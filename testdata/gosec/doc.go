// Package gosec is what docs/from-gosec.md says, as programs: below it is a folder for
// each rule of gosec that the page says secvet has something for, and for those that
// it says secvet leaves out. What gosec 2.30 says there is in comments, for a person
// who compares the two; what secvet says is compared by a test:
//
//	// gosec: G201 G701      what gosec reports for the line
//	// flaw: RULE            secvet must report RULE, and nothing else
//
// A line with a rule of gosec and no flaw is one where secvet must stay silent. Below
// stays are the rules that secvet leaves out, but three: G116 (letters that turn the
// direction), G307 (off unless configured) and G601 (for Go before 1.22).
package gosec
