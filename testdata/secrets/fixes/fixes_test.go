package fixes

import (
	"encoding/hex"
	"testing"

	"golang.org/x/crypto/bcrypt"
)

// TestBehaviour holds for the flawed code and for the repaired code.
func TestBehaviour(t *testing.T) {
	t.Setenv("TOKEN", "abcd")
	mac := sum([]byte("k"), []byte("m"))
	for _, c := range []struct {
		name      string
		got, want bool
	}{
		{"equal", equalStrings("abcd"), true},
		{"unequal", equalStrings("abce"), false},
		{"shorter", equalStrings("abc"), false},
		{"different", differentStrings("abce") != nil, true},
		{"not different", differentStrings("abcd") != nil, false},
		{"empty", differentStrings("") != nil, true},
		{"named", (&holder{"x"}).equalNamed("x"), true},
		{"named unequal", (&holder{"x"}).equalNamed("y"), false},
		{"bytes", equalBytes([]byte("k"), []byte("m"), mac), true},
		{"bytes unequal", equalBytes([]byte("k"), []byte("m"), mac[1:]), false},
		{"bytes differ", differentBytes([]byte("k"), []byte("m"), mac), false},
		{"bytes differ unequal", differentBytes([]byte("k"), []byte("n"), mac), true},
		{"tight", equalBytesInComparison([]byte("abcd"), true), true},
		{"tight unequal", equalBytesInComparison([]byte("abc"), true), false},
		{"compared", comparedStrings(" abcd"), true},
		{"compared unequal", comparedStrings("abc"), false},
		{"arrays", (&key{[4]byte{1}}).equalArrays([4]byte{1}), true},
		{"arrays unequal", (&key{[4]byte{1}}).equalArrays([4]byte{2}), false},
		{"encoded", equalEncoded([]byte("k"), []byte("m"), hex.EncodeToString(mac)), true},
		{"encoded unequal", equalEncoded([]byte("k"), []byte("m"), ""), false},
		{"converted", equalConverted([]byte("k"), []byte("m"), hex.EncodeToString(mac)), true},
		{"converted unequal", equalConverted([]byte("k"), []byte("m"), "00"), false},
		{"shadowed", equalShadowed("x", "abcdx"), true},
		{"folded", equalFolded("ABCD"), true},
		{"compared bytes", comparedBytes([]byte("k"), []byte("m"), mac), false},
		{"compared bytes unequal", comparedBytes([]byte("k"), []byte("m"), mac[1:]), true},
		{"compared different", comparedDifferent("abce"), true},
		{"compared not different", comparedDifferent("abcd"), false},
		{"compared empty", comparedDifferent(""), true},
		{"result", (&key{[4]byte{1}}).equalResult([4]byte{1}), true},
		{"switched", switched("abcd"), true},
		{"prefixed", prefixed("abcde"), true},
		{"reflected", reflected([]byte("k"), []byte("m"), mac), true},
	} {
		if c.got != c.want {
			t.Errorf("%s: %t, want %t", c.name, c.got, c.want)
		}
	}
	hash, err := cheap([]byte("pw"))
	if err != nil || bcrypt.CompareHashAndPassword(hash, []byte("pw")) != nil {
		t.Errorf("hash %q, error %v", hash, err)
	}
}
