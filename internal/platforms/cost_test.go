//go:build linux

package platforms

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// spent is what processes took: CPU time of all of them, and the memory of the
// largest one.
type spent struct {
	cpu  time.Duration
	peak int64 // in KiB
}

// add adds a process and all its descendants.
func (s *spent) add(out Output) {
	usage := out.State.SysUsage().(*syscall.Rusage)
	s.cpu += out.State.UserTime() + out.State.SystemTime()
	s.peak = max(s.peak, usage.Maxrss)
}

func (s *spent) String() string {
	if s == nil {
		return "- | -"
	}
	return fmt.Sprintf("%.1f s | %d MB", s.cpu.Seconds(), s.peak>>10)
}

// TestCost measures the programs on a module and prints the table of docs/drivers.md:
//
//	SECVET_COST=DIR go test -run TestCost -v -timeout 1h ./internal/platforms
//
// DIR is the root of a module; its packages are compiled first. A machine with
// nothing else to do gives the best numbers. SECVET_GOLANGCI (see .ci/golangci) and
// SECVET_GOSEC name programs that are measured as well.
func TestCost(t *testing.T) {
	project := os.Getenv("SECVET_COST")
	if project == "" {
		t.Skip("SECVET_COST is not set")
	}
	project, err := filepath.Abs(project)
	if err != nil {
		t.Fatal(err)
	}
	programs := []struct{ name, path string }{
		{"secvet", ""},
		{"multichecker", Build(t, root, "./internal/platforms/multichecker")},
		{"golangci-lint", os.Getenv("SECVET_GOLANGCI")},
		{"gosec", os.Getenv("SECVET_GOSEC")},
		{"nogo", Build(t, root, "./internal/platforms/nogo")},
	}
	c := &cost{t: t, project: project, home: t.TempDir()}
	t.Setenv("GOLANGCI_LINT_CACHE", filepath.Join(c.home, "lint"))
	c.compile()
	for _, p := range programs {
		switch p.name {
		case "secvet":
			c.measure("`secvet`", c.unknown(), "-q", "-o", os.DevNull, "./...")
			c.measure("`secvet -tests`", c.unknown(), "-q", "-o", os.DevNull, "-tests", "./...")
			c.measure("go vet", "go", "vet", "-vettool="+c.unknown(), "./...")
		case "nogo":
			c.measureNogo(p.path)
		case "multichecker":
			c.measure("multichecker", p.path, "./...")
		case "golangci-lint":
			config := c.write(".golangci.yml", `version: "2"
linters: {default: none, enable: [secvet], settings: {custom: {secvet: {type: module}}}}
`)
			c.measure("golangci-lint", p.path, "run", "--config", config, "./...")
		case "gosec":
			c.measure("gosec", p.path, "-quiet", "-fmt=json", "-out="+os.DevNull, "./...")
		}
	}
	t.Log("\n" + c.table.String())
}

// cost is a measurement on a project.
type cost struct {
	t             *testing.T
	project, home string
	table         strings.Builder
	first         time.Duration // of the first program, cold
}

// unknown is a secvet that no cache has analyses of: the go command knows a vet tool
// by its hash.
func (c *cost) unknown() string {
	out := filepath.Join(c.home, fmt.Sprint("secvet", time.Now().UnixNano()))
	build := Run(c.t, root, Environ(), "go", "build", "-o", out, "-ldflags=-X main.stamped="+filepath.Base(out), "./cmd/secvet")
	if build.Code != 0 {
		c.t.Fatal(build.Stderr)
	}
	return out
}

func (c *cost) write(name, text string) string {
	file := filepath.Join(c.home, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return file
}

// compile fills the build cache with all that any of the programs has compiled.
func (c *cost) compile() {
	for _, args := range [][]string{{"list", "-export", "-deps", "-test", "./..."}, {"vet", "./..."}} {
		if out := Run(c.t, c.project, Environ(), "go", args...); out.Code != 0 {
			c.t.Logf("go %s: exit code %d", strings.Join(args, " "), out.Code)
		}
	}
}

// measure runs a program twice: cold, when everything is compiled and nothing analysed,
// and warm.
func (c *cost) measure(name, program string, args ...string) {
	if program == "" {
		return
	}
	var runs [2]spent
	for i := range runs {
		out := Run(c.t, c.project, Environ(), program, args...)
		runs[i].add(out)
		c.t.Logf("%s: exit code %d, %d lines", name, out.Code, strings.Count(out.Stdout+out.Stderr, "\n"))
	}
	c.row(name, &runs[0], &runs[1])
}

// measureNogo adds up the processes of all packages. Bazel would start none of them
// a second time.
func (c *cost) measureNogo(program string) {
	var all spent
	processes := 0
	n := &Nogo{Program: program}
	n.Ran = func(out Output) { all.add(out); processes++ }
	n.Run(c.t, c.project, "./...")
	c.t.Logf("nogo: %d processes", processes)
	c.row("nogo", &all, nil)
}

func (c *cost) row(name string, cold, warm *spent) {
	if c.first == 0 {
		c.first = cold.cpu
	}
	row := fmt.Sprintf("| %s | %v | %.1f | %v |\n", name, cold, cold.cpu.Seconds()/c.first.Seconds(), warm)
	c.t.Log(row)
	c.table.WriteString(row)
}
