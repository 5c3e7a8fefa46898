// Package shop is the home of a small web shop with planted flaws, the program
// that secvet's README runs secvet on. It is written the way such services are
// written: handlers call services, services call a store through an interface,
// and main wires them together.
//
// Each flaw of the six classes stands next to the same thing done right:
//
//	// flaw: RULE            the line where secvet must report RULE, and nothing else
//	// right: WHY            the line does the same job and must stay silent
//
// Do not copy the flawed lines.
package shop
