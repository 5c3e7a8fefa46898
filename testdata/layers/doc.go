// Package layers is a service in layers that know each other by interfaces only:
// requests are read in api, rules of the trade are in domain, statements in pg, files
// in disk, and nobody imports the package that does the harm, except reports, which
// hands over options, closures and statements of its own, and sweeper, which hands on a
// folder. What secvet must find
// here, only all packages together can tell; a comment "flaw: RULE" says where, as in
// testdata/shop, and what must stay silent stands beside it.
package layers
