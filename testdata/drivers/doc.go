// Package drivers is what secvet is run on under each program that can run it: the
// command itself, go vet, golangci-lint, Bazel's nogo and a checker of one's own.
//
// Below agree are flaws that all of them report alike, with their near misses; a
// value passes packages there, but what is wrong lies in one. Below differ is one
// package for each way in which they are not alike. What each reports is a table in
// docs/drivers.md.
package drivers
