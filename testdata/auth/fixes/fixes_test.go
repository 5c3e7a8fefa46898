package fixes

import (
	"bytes"
	"net/http/httptest"
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
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Authorization", "Bearer "+raw)
	if user, err := s.subjectOfRequest(r); user != "ann" || err != nil {
		t.Errorf("subjectOfRequest: %q, %v", user, err)
	}
	if k, err := s.keptUnseen(raw); err != nil || k.subject != "ann" {
		t.Errorf("keptUnseen: %v, %v", k, err)
	}
	if n, found, err := s.audienceUnseen(raw); n != 0 || found || err != nil {
		t.Errorf("audienceUnseen: %d, %t, %v", n, found, err)
	}
	other := sessions{secret: bytes.Repeat([]byte("o"), 48)}
	if _, err := other.subject(raw); err == nil {
		t.Error("another key verifies")
	}
}
