// Package timing holds comparisons of secrets: a comment says what is to be found
// on its line.
package timing
