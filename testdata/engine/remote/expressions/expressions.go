// Package expressions holds the expressions that other packages check names with.
package expressions

import "regexp"

// Digest is the form of a digest.
var Digest = regexp.MustCompile(`^[0-9a-f]{64}$`)

const letters = `[a-z][a-z0-9-]*`

// Label is the form of a label; it is put together.
var Label = regexp.MustCompile("^" + letters + "$")

// Loose lets too much through.
var Loose = regexp.MustCompile(`^[\w./-]+$`)

// Changing is set again by Allow.
var Changing = regexp.MustCompile(`^[0-9a-f]+$`)

// Allow sets what Changing lets through.
func Allow(expr string) error {
	re, err := regexp.Compile(expr)
	if err == nil {
		Changing = re
	}
	return err
}
