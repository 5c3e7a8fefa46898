// Package blocks answers questions about the order in which the blocks of a
// function run.
package blocks

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// InLoop says whether a block can be reached from itself.
func InLoop(b *ssa.BasicBlock) bool { return Reaches(b, b) }

// Reaches says whether a block can run after another.
func Reaches(b, target *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	next := slices.Clone(b.Succs)
	for len(next) > 0 {
		s := next[len(next)-1]
		next = next[:len(next)-1]
		if s == target {
			return true
		}
		if !seen[s] {
			seen[s] = true
			next = append(next, s.Succs...)
		}
	}
	return false
}
