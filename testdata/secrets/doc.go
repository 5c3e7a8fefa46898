// Package secrets is code that keeps and checks secrets, on which timingcmp and
// weakhash are tested.
package secrets
