package driver

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/rule"
)

func TestAnalysisFlags(t *testing.T) {
	dir := t.TempDir()
	catalog := filepath.Join(dir, "my.cat")
	flags := func(c Config) []string {
		t.Helper()
		c.Dir, c.Tool = dir, "secvet"
		if err := c.check(); err != nil {
			t.Fatal(err)
		}
		flags, err := c.analysisFlags()
		if err != nil {
			t.Fatal(err)
		}
		return flags
	}
	if err := os.WriteFile(catalog, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	old := flags(Config{Catalogs: []string{"my.cat"}})
	if err := os.WriteFile(catalog, []byte("new"), 0o666); err != nil {
		t.Fatal(err)
	}
	if changed := flags(Config{Catalogs: []string{"my.cat"}}); slices.Equal(old, changed) {
		t.Errorf("another catalog has the same flags %q", old)
	}
	if want := "-flow.catalog=" + catalog + "@"; !strings.HasPrefix(old[2], want) {
		t.Errorf("flags are %q, want %s and a hash", old, want)
	}
	for _, test := range []struct {
		config Config
		want   []string
	}{
		{Config{}, []string{"-record.on", "-flow.link"}},
		{Config{Severity: rule.Error}, []string{"-record.on", "-flow.link"}},
		{Config{Severity: rule.Note, Generated: true, Nosec: true}, []string{"-record.on", "-flow.link", "-flow.notes", "-flow.generated", "-flow.nosec"}},
		{Config{Rules: []string{"b=off", "a=note"}}, []string{"-record.on", "-flow.link", "-flow.rules=a=note,b=off"}},
	} {
		if got := flags(test.config); !slices.Equal(got, test.want) {
			t.Errorf("flags of %+v are %q, want %q", test.config, got, test.want)
		}
	}
	missing := Config{Dir: dir, Tool: "secvet", Catalogs: []string{"nowhere"}}
	if _, err := missing.analysisFlags(); err == nil {
		t.Error("a catalog that does not exist is no error")
	}
}

func TestConfigCheck(t *testing.T) {
	c := Config{Tool: "secvet"}
	if err := c.check(); err != nil || c.Dir == "" || !slices.Equal(c.Patterns, []string{"./..."}) || c.Severity != rule.Warning {
		t.Errorf("defaults are %+v, %v", c, err)
	}
	for _, wrong := range []Config{{}, {Tool: "secvet", Mod: "x"}, {Tool: "secvet", Patterns: []string{"-x"}}} {
		if err := wrong.check(); err == nil {
			t.Errorf("%+v is no error", wrong)
		}
	}
}

func TestSplitQuoted(t *testing.T) {
	for text, want := range map[string][]string{
		"":                            nil,
		"  -mod=mod\t-tags=a,b ":      {"-mod=mod", "-tags=a,b"},
		`'-overlay=a b' "-tags=it's"`: {"-overlay=a b", "-tags=it's"},
		"'-open":                      {"-open"},
	} {
		if got := splitQuoted(text); !slices.Equal(got, want) {
			t.Errorf("splitQuoted(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestRelease(t *testing.T) {
	for text, want := range map[string]string{
		"go1.26.8":                              "go1.26.8",
		"go1.27rc1":                             "go1.27rc1",
		"devel go1.27-0123456789 Mon Nov 2 X:y": "go1.27",
		"go1.26.1-custom":                       "go1.26.1",
		"":                                      "",
	} {
		if got := release(text); got != want {
			t.Errorf("release(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestOverlayMerge(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "overlay.json")
	text := fmt.Sprintf(`{"Replace": {"a.go": "b.txt", %q: "", "a_test.go": "t.txt"}}`, filepath.Join(dir, "gone.go"))
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	user, err := readOverlay(dir, "overlay.json")
	if err != nil {
		t.Fatal(err)
	}
	if same, err := user.without(nil, dir); err != nil || same != user {
		t.Errorf("without nothing it is another overlay: %+v, %v", same, err)
	}
	added, err := user.without([]string{filepath.Join(dir, "a_test.go"), filepath.Join(dir, "x_test.go")}, dir)
	if err != nil {
		t.Fatal(err)
	}
	written, err := readOverlay("/nowhere", added.file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		filepath.Join(dir, "a.go"):      filepath.Join(dir, "b.txt"),
		filepath.Join(dir, "gone.go"):   "",
		filepath.Join(dir, "a_test.go"): "",
		filepath.Join(dir, "x_test.go"): "",
	}
	if !reflect.DeepEqual(written.replace, want) || !reflect.DeepEqual(added.replace, want) {
		t.Errorf("got %q and %q, want %q", written.replace, added.replace, want)
	}
	for _, broken := range []string{"nowhere.json", "."} {
		if _, err := readOverlay(dir, broken); err == nil {
			t.Errorf("overlay %s is no error", broken)
		}
	}
}
