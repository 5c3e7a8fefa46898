package fixes

import (
	"bytes"
	"testing"
)

func TestOwnTokens(t *testing.T) {
	s := sessions{secret: bytes.Repeat([]byte("k"), 48)}
	raw, err := s.issue("ann")
	if err != nil {
		t.Fatal(err)
	}
	for name, read := range map[string]func(string) (string, error){"subject": s.subject, "subjectOfAny": s.subjectOfAny, "subjectOfAnyAge": s.subjectOfAnyAge,
		"subjectForEver": s.subjectForEver, "subjectAtLast": s.subjectAtLast} {
		if user, err := read(raw); user != "ann" || err != nil {
			t.Errorf("%s: %q, %v", name, user, err)
		}
	}
	other := sessions{secret: bytes.Repeat([]byte("o"), 48)}
	if _, err := other.subject(raw); err == nil {
		t.Error("another key verifies")
	}
}
