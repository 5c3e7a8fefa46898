package config

import (
	"reflect"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/rule"
)

var elsewhere = map[string]string{"exclude": "the exclusions of the host"}

func TestInline(t *testing.T) {
	const text = "package example.com/lib\nsink sql.query DB.Find 0\n"
	got, err := Inline(map[string]any{
		"rules":     map[string]any{"sqlconcat/dynamic": "off", "weakhash": "note"},
		"catalogs":  []any{text},
		"severity":  "error",
		"generated": true,
	}, elsewhere, known)
	if err != nil {
		t.Fatal(err)
	}
	want := &Settings{
		Rules:     map[string]string{"sqlconcat/dynamic": "off", "weakhash": "note"},
		Texts:     []string{text},
		Severity:  rule.Error,
		Generated: new(true),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, err := Inline(nil, elsewhere, known); err != nil || !reflect.DeepEqual(got, new(Settings)) {
		t.Errorf("without settings: got %+v, %v", got, err)
	}
}

func TestInlineErrors(t *testing.T) {
	for _, test := range []struct {
		value any
		want  []string
	}{
		{"text", []string{`the configuration must be a mapping (key: value), not "text"`}},
		{map[string]any{"seventy": 1, "generated": "yes"}, []string{
			`generated must be true or false, not "yes"`, `unknown key "seventy" (did you mean severity?)`}},
		{map[string]any{"exclude": []any{"a"}}, []string{"exclude is not set here: use the exclusions of the host"}},
		{map[string]any{"rules": map[string]any{"weakhsh": "off"}}, []string{`there is no rule "weakhsh" (did you mean weakhash?)`}},
		{map[string]any{"catalogs": []any{"catalog.txt"}}, []string{"must be the text of a catalog, because no file is read here"}},
	} {
		s, err := Inline(test.value, elsewhere, known)
		if err == nil || s != nil {
			t.Errorf("%v: got %+v, %v", test.value, s, err)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%v:\n got %v\nwant %s", test.value, err, want)
			}
		}
	}
}
