package fixes

import (
	"errors"
	"os"
)

var errDenied = errors.New("denied")

func differentStrings(token string) error {
	if token == "" || token != os.Getenv("TOKEN") { // want timingcmp/secret-compare
		return errDenied
	}
	return nil
}
