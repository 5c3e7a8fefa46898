package fixes

import "bytes"

func differentBytes(key, message, sent []byte) bool {
	return !bytes.Equal(sum(key, message), sent) == true // want timingcmp/mac-compare
}
