package transfers

import (
	"crypto/sha1"
	"fmt"
	"io"
	"sort"
)

// Signature is how a messenger signs what it sends to its bots.
func Signature(params ...string) string {
	sort.Strings(params)
	h := sha1.New()
	for _, s := range params {
		io.WriteString(h, s)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}
