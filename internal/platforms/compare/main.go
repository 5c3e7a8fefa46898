// Compare does what takes too long for a test: it compares what secvet finds in
// testdata/drivers with what it finds as a part of rules_go's own nogo, and built with
// a newer golang.org/x/tools. The gate runs it in the root of the repository
// (.ci/checks.d/25-nogo):
//
//	go run ./internal/platforms/compare -nogo PROGRAM
//
// PROGRAM is what rules_go makes of the lists in docs/bazel.md: .ci/nogo builds it.
package main

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/platforms"
)

const (
	root = "."
	dir  = "testdata/drivers"
)

func main() {
	nogo := flag.String("nogo", "", "the `program` nogo that .ci/nogo builds")
	flag.Parse()
	platforms.Main("compare", func(p *platforms.Program) {
		if *nogo == "" {
			p.Fatal("-nogo is missing")
		}
		secvet := platforms.Build(p, root, "./cmd/secvet")
		nogoOfRulesGo(p, *nogo, secvet)
		newerTools(p, secvet)
	})
}

// nogoOfRulesGo runs the program of rules_go where the module's packages are built
// one by one, and in a module that uses the settings which docs/bazel.md shows.
func nogoOfRulesGo(p *platforms.Program, program, secvet string) {
	n := &platforms.Nogo{Program: program}
	got, want := platforms.Places(n.Run(p, dir, "./...")), platforms.Vetted(p, secvet, dir)
	if !slices.Equal(got, want) {
		p.Errorf("nogo finds\n\t%v\ngo vet\n\t%v", got, want)
	}
	const text = `package orders

import "example.com/store"

func Of(db *store.DB, customer string) { db.Find("name = '" + customer + "'") }
`
	if found := n.Run(p, ownModule(p, text), "./..."); len(found) != 1 || found[0].Rule != "sqlconcat/dynamic" {
		p.Errorf("of a library in the page's catalog nogo finds %v", found)
	}
}

// ownModule makes a module with a library example.com/store beside it.
func ownModule(p *platforms.Program, text string) string {
	dir := p.TempDir()
	for name, text := range map[string]string{
		"orders/go.mod":    "module example.com/orders\n\ngo 1.26\n\nrequire example.com/store v1.0.0\n\nreplace example.com/store => ../store\n",
		"orders/orders.go": text,
		"store/go.mod":     "module example.com/store\n\ngo 1.26\n",
		"store/store.go":   "package store\n\ntype DB struct{}\n\nfunc (*DB) Find(where string) {}\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			p.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			p.Fatal(err)
		}
	}
	return filepath.Join(dir, "orders")
}

// newerTools builds secvet as a module does that has it as a tool and requires a newer
// golang.org/x/tools, that of testdata/golangci: what is found is the same.
func newerTools(p *platforms.Program, secvet string) {
	list := platforms.Run(p, "testdata/golangci", platforms.Environ(), "go", "list", "-m", "golang.org/x/tools")
	path, version, _ := strings.Cut(strings.TrimSpace(list.Stdout), " ")
	temp := p.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			p.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(temp, name), text, 0o600); err != nil {
			p.Fatal(err)
		}
	}
	modfile, program := "-modfile="+filepath.Join(temp, "go.mod"), filepath.Join(temp, "secvet")
	for _, args := range [][]string{
		{"get", modfile, path + "@" + version},
		{"build", modfile, "-o", program, "./cmd/secvet"},
	} {
		if out := platforms.Run(p, root, platforms.Environ(), "go", args...); out.Code != 0 {
			p.Fatalf("go %s: %s", strings.Join(args, " "), out.Stderr)
		}
	}
	if version == "v0.49.0" || !strings.Contains(platforms.Run(p, temp, platforms.Environ(), "go", "version", "-m", program).Stdout, version) {
		p.Fatalf("built with %s", version)
	}
	got, want := platforms.Secvet(p, program, dir, "./..."), platforms.Secvet(p, secvet, dir, "./...")
	if !slices.Equal(got, want) {
		p.Errorf("with %s secvet finds\n\t%v\nwant\n\t%v", version, got, want)
	}
}
