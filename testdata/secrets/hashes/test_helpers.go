package hashes

import (
	"fmt"
	"math/rand"
)

// sessionForTests fills a session for tests, to judge by the name of its file.
func sessionForTests(r *resetRequest) { r.Token = fmt.Sprint(rand.Int63()) }
