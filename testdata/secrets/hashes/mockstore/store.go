// Package mockstore stands for somebody else's store.
package mockstore

import (
	"math/rand"
	"strconv"
)

// NewToken is good enough here.
func NewToken() string { return strconv.Itoa(rand.Int()) }
