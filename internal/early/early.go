// Package early answers the units of which nothing is wanted, before the rest of
// secvet comes to life. In a run of go vet most processes are about packages of the
// standard library and of other modules that cannot matter to a finding; what they
// cost is the start of the program: tables of its libraries, the rules' texts. Go
// initialises packages by their import paths as far as their imports allow (language
// specification, "Program initialization"), so that this one, which imports little,
// comes before almost all of that. The answer is right whenever it is given.
//
// It is imported by the command alone, mostly for its effect.
package early

import (
	"encoding/json"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/catalog"
)

func init() {
	if Possible() && answered(os.Args) {
		os.Exit(0)
	}
}

// Possible says whether the rest of secvet can do without the types of packages that
// were answered with nothing. That depends on golang.org/x/tools, whose version is
// chosen by whoever builds secvet as a tool of a module of theirs: up to v0.49 the
// package unitchecker has the types of imports from the compiler, afterwards from
// the facts files, so that each unit has to be analysed. Without a version, as in
// tests, it is that of secvet's own go.mod.
func Possible() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return true
	}
	for _, dep := range info.Deps {
		if dep.Path == "golang.org/x/tools" {
			if dep.Replace != nil {
				dep = dep.Replace
			}
			return typesFromCompiler(dep.Version)
		}
	}
	return true
}

// typesFromCompiler is false for versions that it can't read.
func typesFromCompiler(version string) bool {
	minor, ok := strings.CutPrefix(version, "v0.")
	minor, _, _ = strings.Cut(minor, ".")
	n, err := strconv.Atoi(minor)
	return ok && err == nil && n < 50 && !strings.Contains(version, "-")
}

// unit is what this package needs of the file that describes a unit.
type unit struct {
	ImportPath, Dir, ModulePath, ModuleVersion string
	// Module replaces the two fields above from Go 1.27 on.
	Module     *struct{ Path, Version string }
	ImportMap  map[string]string
	VetxOnly   bool
	VetxOutput string
}

// answered says whether the arguments name a unit that cannot matter, and its
// facts, none, were written. What cannot be read is left to others to complain
// about.
func answered(args []string) bool {
	file := args[len(args)-1]
	if !strings.HasSuffix(file, ".cfg") {
		return false
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return false
	}
	var u unit
	if json.Unmarshal(text, &u) != nil || !u.VetxOnly || u.VetxOutput == "" || u.matters() || asked(args, u.ImportPath) {
		return false
	}
	// unitchecker takes an empty file for one without facts.
	return os.WriteFile(u.VetxOutput, nil, 0o666) == nil
}

// matters says whether a unit's functions have to be looked at. It agrees with
// flow.Matters.
func (u *unit) matters() bool {
	path, version := u.ModulePath, u.ModuleVersion
	if u.Module != nil {
		path, version = u.Module.Path, u.Module.Version
	}
	if path == "" {
		return strings.Contains(firstElement(u.ImportPath), ".") // GOPATH mode
	}
	return version == "" || Replaced(u.Dir, u.ImportPath) || catalog.New().WorthSummary(u.ImportPath, slices.Collect(maps.Values(u.ImportMap)))
}

// Replaced says of a unit whose module has a version that its files are not those of
// that version: they lie neither in the module cache nor in a vendor folder, but in a
// directory that replaces the module, where somebody works on them. In a repository of
// several modules each is the main module at times, and the go command's cache does not
// tell its units of then from those of now.
func Replaced(dir, importPath string) bool {
	dir = strings.ReplaceAll(dir, "\\", "/")
	return dir != "" && !strings.Contains(dir, "@v") && !strings.HasSuffix(dir, "/vendor/"+importPath)
}

// asked says whether a package outside the main module is to be reported on.
func asked(args []string, path string) bool {
	for _, arg := range args {
		if list, ok := strings.CutPrefix(arg, "-flow.outside="); ok && slices.Contains(strings.Split(list, ","), path) {
			return true
		}
	}
	return false
}

func firstElement(path string) string {
	first, _, _ := strings.Cut(path, "/")
	return first
}
