package platforms

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// comments are the files that say what comments silence: a call of silent stands where
// a finding is silenced, one of loud where none is. See internal/suppress.
var comments = []string{"units", "nolint", "whole", "nosec"}

var (
	mark = regexp.MustCompile(`\b(silent|loud)\(\)`)
	// stubs declare both.
	stubs = regexp.MustCompile(`(?m)^func (silent|loud)\(.*$`)
	// asPath makes comments about SQL text comments about paths, and those about paths
	// comments about something else.
	asPath = strings.NewReplacer("sqlconcat/dynamic", "pathjoin/operator", "sqlconcat", "pathjoin", "SQLConcat", "PathJoin", "pathjoin", "weakhash",
		"G201", "G304", "G202", "G305", "G701", "G703", "G304", "G201")
)

// Silenced makes a module of the test data of internal/suppress, one package for each
// file, with a finding of pathjoin at each of the marks. It returns the module, the
// places of all, and of those that must be reported.
func Silenced(t T, root string) (dir string, all, loud []Place) {
	t.Helper()
	dir = t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/silenced\n\ngo 1.26\n")
	for _, name := range comments {
		text, err := os.ReadFile(filepath.Join(root, "internal", "suppress", "testdata", name+".go"))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(asPath.Replace(stubs.ReplaceAllString(string(text), "")), "\n")
		file := name + "/" + name + ".go"
		count := 0
		for i, line := range lines {
			if strings.HasPrefix(line, "package ") {
				lines[i] = line + `; import "os"` // on that line, so that all others stay
			}
			lines[i] = mark.ReplaceAllStringFunc(lines[i], func(call string) string {
				count++
				at := Place{file, i + 1, "pathjoin/untrusted"}
				all = append(all, at)
				if call == "loud()" {
					loud = append(loud, at)
				}
				return fmt.Sprintf(`text(os.ReadFile(request.FormValue("%d")))`, count)
			})
		}
		write(t, filepath.Join(dir, name, name+".go"), strings.Join(lines, "\n"))
		write(t, filepath.Join(dir, name, "request.go"), "package "+name+`

import "net/http"

var request *http.Request

func text(b []byte, err error) string { return string(b) }
`)
	}
	slices.SortFunc(all, comparePlaces)
	slices.SortFunc(loud, comparePlaces)
	return dir, slices.Compact(all), slices.Compact(loud)
}

func write(t T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Reported returns the places of findings by pathjoin, each once.
func Reported(found []Finding) []Place {
	all := slices.DeleteFunc(Places(found), func(p Place) bool { return p.Rule != "pathjoin/untrusted" })
	return slices.Compact(all)
}

// Differ tells of places that only one of two sorted lists has.
func Differ(t T, program string, got, want []Place) {
	t.Helper()
	for _, p := range want {
		if !slices.Contains(got, p) {
			t.Errorf("%s: %s:%d is not reported", program, p.File, p.Line)
		}
	}
	for _, p := range got {
		if !slices.Contains(want, p) {
			t.Errorf("%s: %s:%d is not silenced", program, p.File, p.Line)
		}
	}
}
