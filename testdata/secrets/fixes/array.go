package fixes

type key struct{ token [4]byte }

func (k *key) equalArrays(token [4]byte) bool {
	return k.token == token // want timingcmp/secret-compare
}
