package fixes

func (k *key) secret() [4]byte { return k.token }

// Nothing is offered for an array that has no address.
func (k *key) equalResult(token [4]byte) bool {
	return k.secret() == token // want timingcmp/secret-compare
}
