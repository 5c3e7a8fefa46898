package fixes

import "encoding/hex"

func equalConverted(key, message []byte, sent string) bool {
	raw, _ := hex.DecodeString(sent)
	return string(sum(key, message)) == string(raw) // want timingcmp/mac-compare
}
