package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The go command runs as many units as there are CPUs: a large package should
// rather collect garbage more often than hold several hundred megabytes of it.
// A fixed limit would do for most; a package that needs more than the limit would
// then spend all its time on collecting.
const (
	// unitMemory is the size that the heap of the analysis of one package is held to
	// as long as twice what it needs is less.
	unitMemory = 300 << 20
	// unitGarbage is by how many percent the heap may grow over what is in use before
	// garbage is collected, unless unitMemory is near: a first time at some 60 MB, before
	// which most packages are done.
	unitGarbage = 1500
	// leastGarbage is the same for packages that need more than unitMemory: what any
	// Go program has.
	leastGarbage = 100
)

// holdMemory keeps the heap of this process small where that is cheap: it looks at
// what is in use after each collection.
func holdMemory() {
	debug.SetGCPercent(unitGarbage)
	watchCollections(unitGarbage)
}

// collected is garbage as soon as it is made.
type collected struct{ _ *collected }

// watchCollections sets the growth that may follow a collection, after each of them.
func watchCollections(percent int) {
	runtime.SetFinalizer(&collected{}, func(*collected) {
		used := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(used)
		next := percent
		if used[0].Value.Kind() == metrics.KindUint64 {
			next = garbageFor(used[0].Value.Uint64())
		}
		if next != percent {
			debug.SetGCPercent(next)
		}
		watchCollections(next)
	})
}

// garbageFor is by how many percent a heap may grow of which so many bytes are in
// use.
func garbageFor(used uint64) int {
	if used == 0 {
		return unitGarbage
	}
	room := int(unitMemory*100/used) - 100
	return min(unitGarbage, max(leastGarbage, room))
}
