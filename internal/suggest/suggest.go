// Package suggest finds the word that was meant by one that somebody mistyped:
// a flag, a rule, a key. What is done with it is the caller's.
package suggest

import "fmt"

// Nearest returns the candidate that is most like a word; empty when none is
// alike enough to be meant. Of equals it is the first.
func Nearest(word string, candidates []string) string {
	best, least := "", 1+(len(word)+1)/3
	for _, c := range candidates {
		if d := distance(word, c); d < least {
			best, least = c, d
		}
	}
	return best
}

// DidYouMean returns " (did you mean X?)" for the nearest candidate X, with the
// space in front, or nothing.
func DidYouMean(word string, candidates []string) string {
	if near := Nearest(word, candidates); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}

// distance counts the letters to insert, delete, replace or swap with their
// neighbour to make one word of the other.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
