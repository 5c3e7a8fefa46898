package platforms

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Nogo analyses the packages of a module as Bazel does with nogo: one process for
// each, in an empty directory with nothing but its inputs, almost without environment,
// named by relative paths. The standard library has no facts, and packages of
// other modules are analysed for their facts alone. Of other packages a process
// gets what the direct imports left.
type Nogo struct {
	// Program is the built command nogo, or that of rules_go.
	Program string
	// Config is the text of nogo's configuration; may be empty. The program of
	// rules_go has its configuration built in.
	Config string
	// NoFacts names packages that were built without nogo.
	NoFacts []string
	// Ran, if it is set, is told of each process.
	Ran func(Output)
}

// listed is a package as go list tells of it.
type listed struct {
	ImportPath, Dir, Export string
	Standard                bool
	GoFiles                 []string
	Imports                 []string // after ImportMap
	ImportMap               map[string]string
	Module                  *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// Run analyses the packages of the module in dir that patterns name, and all they
// import.
func (n *Nogo) Run(t T, dir string, patterns ...string) []Finding {
	t.Helper()
	args := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,Standard,GoFiles,Imports,ImportMap,Module"}
	out := Run(t, dir, Environ(), "go", append(args, patterns...)...)
	if out.Code != 0 {
		t.Fatalf("go list: %s", out.Stderr)
	}
	var found []Finding
	b := &build{nogo: n, t: t, export: make(map[string]string), facts: make(map[string][]byte)}
	for dec := json.NewDecoder(strings.NewReader(out.Stdout)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return found
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Export != "" {
			b.export[p.ImportPath] = p.Export
		}
		if !p.Standard && len(p.GoFiles) > 0 {
			found = append(found, b.analyse(&p)...)
		}
	}
}

// build is the state of a build: what the packages so far left behind.
type build struct {
	nogo   *Nogo
	t      T
	export map[string]string // files with export data
	facts  map[string][]byte
}

// violation is the exit code of nogo when it has found something.
const violation = 3

// analyse runs nogo on one package.
func (b *build) analyse(p *listed) []Finding {
	b.t.Helper()
	s := &sandbox{b.t, b.t.TempDir()}
	args := []string{"-p", p.ImportPath, "-x", "out.x", "-importcfg", "importcfg"}
	for _, path := range p.Imports {
		if facts, ok := b.facts[path]; ok && !slices.Contains(b.nogo.NoFacts, path) {
			args = append(args, "-fact", path+"="+s.write("facts/"+path+".x", facts))
		}
	}
	s.write("importcfg", b.importcfg(s, p))
	if b.nogo.Config != "" {
		args = append(args, "-config", s.write("config.json", []byte(b.nogo.Config)))
	}
	if !p.Module.Main {
		args = append(args, "-facts_only")
	}
	for _, name := range p.GoFiles {
		args = append(args, s.copy(filepath.Join(p.Dir, name), p.workspaceName(name)))
	}
	out := Run(b.t, s.dir, []string{"GOARCH=" + runtime.GOARCH}, b.nogo.Program, args...)
	if b.nogo.Ran != nil {
		b.nogo.Ran(out)
	}
	if out.Code != 0 && out.Code != violation {
		b.t.Fatalf("nogo on %s: exit code %d\n%s", p.ImportPath, out.Code, out.Stderr)
	}
	facts, err := os.ReadFile(filepath.Join(s.dir, "out.x"))
	if err != nil {
		b.t.Fatal(err)
	}
	b.facts[p.ImportPath] = facts
	return Lines(out.Stderr)
}

// importcfg says where the export data of the package's imports lies.
func (b *build) importcfg(s *sandbox, p *listed) []byte {
	var cfg strings.Builder
	for _, from := range slices.Sorted(maps.Keys(p.ImportMap)) {
		fmt.Fprintf(&cfg, "importmap %s=%s\n", from, p.ImportMap[from])
	}
	for _, path := range p.Imports {
		if b.export[path] != "" {
			fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, s.link(b.export[path], "export/"+path+".a"))
		}
	}
	return []byte(cfg.String())
}

// workspaceName is how a source file is called in a build: the user's own from the
// root of the workspace, others below external.
func (p *listed) workspaceName(name string) string {
	rel, err := filepath.Rel(p.Module.Dir, filepath.Join(p.Dir, name))
	if p.Module.Main && err == nil {
		return filepath.ToSlash(rel)
	}
	return path.Join("external", p.ImportPath, name)
}

// sandbox is the directory that a process runs in.
type sandbox struct {
	t   T
	dir string
}

// write makes a file and returns its name.
func (s *sandbox) write(name string, text []byte) string {
	s.t.Helper()
	if err := os.WriteFile(s.place(name), text, 0o600); err != nil {
		s.t.Fatal(err)
	}
	return name
}

func (s *sandbox) copy(from, name string) string {
	s.t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.write(name, text)
}

func (s *sandbox) link(from, name string) string {
	s.t.Helper()
	if err := os.Symlink(from, s.place(name)); err != nil {
		s.t.Fatal(err)
	}
	return name
}

// place returns the absolute name of a file, and makes its directory.
func (s *sandbox) place(name string) string {
	s.t.Helper()
	file := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		s.t.Fatal(err)
	}
	return file
}
