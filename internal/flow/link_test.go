package flow

import "testing"

func TestChallenges(t *testing.T) {
	for text, want := range map[string]bool{
		`Basic realm="Login"`:        true,
		"basic realm=\x00":           true,
		"Negotiate":                  true,
		`Digest realm="a", nonce=""`: true,
		`Bearer realm="api"`:         false,
		"\x00":                       false,
		"":                           false,
		"Basically":                  false,
	} {
		if got := challenges(text); got != want {
			t.Errorf("challenges(%q) is %v", text, got)
		}
	}
}
