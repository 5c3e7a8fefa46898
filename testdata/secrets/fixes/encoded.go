package fixes

import "encoding/hex"

func equalEncoded(key, message []byte, sent string) bool {
	return hex.EncodeToString(sum(key, message)) == sent // want timingcmp/mac-compare
}
