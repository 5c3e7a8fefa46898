package fixes

import (
	"os"
	"strings"
)

// Nothing is offered for a comparison that ignores case.
func equalFolded(token string) bool {
	return strings.EqualFold(token, os.Getenv("TOKEN")) // want timingcmp/secret-compare
}
