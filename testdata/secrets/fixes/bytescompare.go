package fixes

import "bytes"

func comparedBytes(key, message, sent []byte) bool {
	return bytes.Compare(sent, sum(key, message)) != 0 // want timingcmp/mac-compare
}
