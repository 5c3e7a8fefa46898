package fixes

import (
	"bytes"
	"os"
)

func equalBytesInComparison(token []byte, want bool) bool {
	return want == bytes.Equal(token, []byte(os.Getenv("TOKEN"))) // want timingcmp/secret-compare
}
