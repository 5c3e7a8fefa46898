package fixes

import (
	"os"
	"reflect"
	"strings"
)

// Nothing is offered for a switch, a prefix and a comparison by reflection.
func switched(token string) bool {
	switch token {
	case os.Getenv("TOKEN"): // want timingcmp/secret-compare
		return true
	}
	return false
}

func prefixed(token string) bool {
	return strings.HasPrefix(token, os.Getenv("TOKEN")) // want timingcmp/secret-compare
}

func reflected(key, message, sent []byte) bool {
	return reflect.DeepEqual(sum(key, message), sent) // want timingcmp/mac-compare
}
