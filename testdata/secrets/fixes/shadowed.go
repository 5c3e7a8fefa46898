package fixes

import "os"

// Nothing is offered where the package's name means something else.
func equalShadowed(subtle string, token string) bool {
	return token == os.Getenv("TOKEN")+subtle // want timingcmp/secret-compare
}
