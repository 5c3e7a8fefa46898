// Package transfers holds what another package compares.
package transfers

// Transfer is one that waits for its recipient.
type Transfer struct {
	ID     uint64
	Secret string
	State  string
}
