package main

import "testing"

func TestGarbage(t *testing.T) {
	for _, c := range []struct {
		used uint64
		want int
	}{
		{0, unitGarbage},
		{10 << 20, unitGarbage},
		{20 << 20, 1400},
		{60 << 20, 400},
		{100 << 20, 200},
		{150 << 20, 100},
		{200 << 20, leastGarbage},
		{290 << 20, leastGarbage},
		{4 << 30, leastGarbage},
	} {
		if got := garbageFor(c.used); got != c.want {
			t.Errorf("%d MB in use: heap may grow by %d %%, want %d", c.used>>20, got, c.want)
		}
	}
}
