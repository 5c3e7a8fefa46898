package fixes

import (
	"os"
	"strings"
)

func comparedDifferent(token string) bool {
	return token == "" || strings.Compare(token, os.Getenv("TOKEN")) != 0 // want timingcmp/secret-compare
}
