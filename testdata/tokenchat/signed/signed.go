// Package signed has what invitations are signed with.
package signed

// With signs invitations.
var With = []byte("four words and a comma, somewhere") // flaw: jwtalg/hardcoded-key
