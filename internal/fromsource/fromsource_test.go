package fromsource

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestWhatIsRead loads this package and, a second time, one of those below it.
func TestWhatIsRead(t *testing.T) {
	loader := New()
	for range 2 {
		pkgs, err := loader.Load(packages.Config{}, ".")
		if err != nil {
			t.Fatal(err)
		}
		if err := Problems(pkgs); err != nil {
			t.Fatal(err)
		}
		here := pkgs[0]
		if here.Types.Scope().Lookup("Loader") == nil || len(here.Syntax) == 0 || len(here.TypesInfo.Uses) == 0 {
			t.Errorf("%s is not read as a whole", here.PkgPath)
		}
		for path, member := range map[string]string{"go/types": "Checker", "golang.org/x/tools/go/packages": "Load"} {
			imported := here.Imports[path]
			if imported.Types.Scope().Lookup(member) == nil {
				t.Errorf("%s has no %s", path, member)
			}
			if imported.Syntax != nil || imported.TypesInfo != nil {
				t.Errorf("%s is read as a whole", path)
			}
		}
		if here.Imports["go/types"].Types != loader.standard["go/types"] {
			t.Error("the standard library is not kept")
		}
	}
}

// TestProblems: a body that does not type-check counts here, and a file that does
// not parse.
func TestProblems(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":    "module example.com/broken\n\ngo 1.26.0\n",
		"body.go":   "package broken\n\nimport \"strings\"\n\nfunc upper(n int) string {\n\treturn strings.ToUpper(n)\n}\n",
		"syntax.go": "package broken\n\nfunc (\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	pkgs, err := New().Load(packages.Config{Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	problems := Problems(pkgs)
	if problems == nil {
		t.Fatal("nothing is found")
	}
	for _, want := range []string{"body.go:6:", "syntax.go:3:"} {
		if !strings.Contains(problems.Error(), want) {
			t.Errorf("%q is missing:\n%v", want, problems)
		}
	}
}
