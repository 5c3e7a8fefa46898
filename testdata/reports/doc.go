// Package reports is a small service whose reports, in every format, are kept in
// golden: see TestReports in the root of the repository. It has one finding each of
// what reports treat in ways of their own: a flow across packages, a fix, a line with
// characters of several bytes, one that a comment silences, one in a generated file, one
// whose value comes from no place in the source.
package reports
