package fixes

type secretText string

type holder struct{ secret secretText }

func (h *holder) equalNamed(secret secretText) bool {
	return !(secret != h.secret) == true // want timingcmp/secret-compare
}
