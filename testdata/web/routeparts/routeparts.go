// Package routeparts has the expressions that routes of other packages are made of.
package routeparts

import "regexp"

// Name is the form of a repository's name; it has slashes, but no element "..".
var Name = regexp.MustCompile(`[a-z0-9]+(?:(?:[._]|__|[-]*)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|[-]*)[a-z0-9]+)*)*`)

// Anything is no form at all.
var Anything = `.+`
