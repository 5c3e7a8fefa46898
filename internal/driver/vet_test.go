package driver

import (
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestStreamOfRecords(t *testing.T) {
	stream := `{}
{"m/a": {"record": [{"category": "record", "posn": "/a.go:1:1", "message": "{\"package\": \"m/a\", \"files\": [\"/a.go\"]}"}],
         "sql": [{"posn": "/a.go:2:2", "message": "seen by plain go vet"}]}}
{"m/b": {"record": {"error": "failed prerequisites: sql@m/b"}, "sql": {"error": "no luck"}}}
{"m/c": {"record": {"error": "failed prerequisites: inspect@m/c"}}}
{"m/d": {"record": [{"category": "record", "message": "{\"package\": 1}"}]}}
`
	v := &vetted{failed: make(map[string]string)}
	if err := v.read(strings.NewReader(stream)); err != nil {
		t.Fatal(err)
	}
	if len(v.records) != 1 || v.records[0].Package != "m/a" || len(v.records[0].Files) != 1 {
		t.Errorf("records are %+v", v.records)
	}
	if !strings.HasPrefix(v.failed["m/d"], "a record cannot be read") {
		t.Errorf("m/d failed because of %q", v.failed["m/d"])
	}
	delete(v.failed, "m/d")
	want := map[string]string{"m/b": "sql: no luck", "m/c": "record: failed prerequisites: inspect@m/c"}
	if !reflect.DeepEqual(v.failed, want) {
		t.Errorf("failed are %q, want %q", v.failed, want)
	}
	for _, broken := range []string{"oops", `{"m": {"record": 1}}`} {
		if err := v.read(strings.NewReader(broken)); err == nil {
			t.Errorf("%q is read without an error", broken)
		}
	}
}

func TestMessagesByPackage(t *testing.T) {
	var downloads strings.Builder
	m := messages{tool: "/bin/secvet", downloads: &downloads}
	for _, piece := range []string{
		"go: downloading m v1\n# m/a\na.go:1", ":1: bad\n\tmore\r\n# m/b [m/b.test]\n# [m/b]\nsecvet: b.go:1:1: bad\n",
		"# m/c\npanic: oops\n# m/a\nagain",
	} {
		io.WriteString(&m, piece)
	}
	m.flush()
	io.WriteString(&m, "loose")
	m.flush()
	for path, want := range map[string]string{
		"m/a": "a.go:1:1: bad\n\tmore\nagain",
		"m/b": "b.go:1:1: bad",
		"m/c": "panic: oops",
		"m/d": "",
		"":    "loose",
	} {
		if got := m.of(path); got != want {
			t.Errorf("of %q was said %q, want %q", path, got, want)
		}
	}
	if want := map[string]bool{"m/b": true, "m/c": true}; !reflect.DeepEqual(m.crashed, want) || m.packages() != 3 {
		t.Errorf("crashed %v of %d, want %v", m.crashed, m.packages(), want)
	}
	if downloads.String() != "go: downloading m v1\n" {
		t.Errorf("downloads are %q", downloads.String())
	}
}

func TestBatches(t *testing.T) {
	names := []string{"aaaa", "bbbb", "c", "dddddddddddddd", "e"}
	var got [][]string
	for batch := range batches(names, 10) {
		got = append(got, batch)
	}
	want := [][]string{{"aaaa", "bbbb"}, {"c"}, {"dddddddddddddd"}, {"e"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for range batches(nil, 10) {
		t.Error("no names make a batch")
	}
}
