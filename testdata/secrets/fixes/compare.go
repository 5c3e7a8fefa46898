package fixes

import (
	"os"
	"strings"
)

func comparedStrings(token string) bool {
	ok := strings.Compare(strings.TrimSpace(token), os.Getenv("TOKEN")) == 0 // want timingcmp/secret-compare
	return ok
}
