package fixes

import "os"

func equalStrings(token string) bool {
	return token == os.Getenv("TOKEN") // want timingcmp/secret-compare
}
