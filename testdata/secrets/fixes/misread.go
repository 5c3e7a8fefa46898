package fixes

import "crypto/subtle"

func misread(got, want []byte) error {
	if subtle.ConstantTimeCompare(got, want) != 0 { // want timingcmp/misuse
		return errDenied
	}
	return nil
}
