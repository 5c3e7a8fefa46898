//go:build linux

// Cost measures the programs that run secvet, on a module, and prints the table of
// docs/drivers.md. In the root of the repository:
//
//	go run ./internal/platforms/cost [-golangci PROGRAM] [-gosec PROGRAM] DIR
//
// DIR is the root of a module; its packages are compiled first. A machine with nothing
// else to do gives the best numbers. .ci/golangci builds a golangci-lint with secvet
// in it.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/secvet/secvet/internal/platforms"
)

const root = "."

func main() {
	golangci := flag.String("golangci", "", "measure this golangci-lint `program` as well")
	gosec := flag.String("gosec", "", "measure this gosec `program` as well")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	platforms.Main("cost", func(p *platforms.Program) {
		project, err := filepath.Abs(flag.Arg(0))
		if err != nil {
			p.Fatal(err)
		}
		c := &cost{p: p, project: project, home: p.TempDir()}
		c.compile()
		c.all(*golangci, *gosec)
		fmt.Print("\n", c.table.String())
	})
}

// spent is what processes took: CPU time of all of them, and the memory of the
// largest one.
type spent struct {
	cpu  time.Duration
	peak int64 // in KiB
}

// add adds a process and all its descendants.
func (s *spent) add(out platforms.Output) {
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

// cost is a measurement on a project.
type cost struct {
	p             *platforms.Program
	project, home string
	table         strings.Builder
	first         time.Duration // of the first program, cold
}

// all measures one program after the other.
func (c *cost) all(golangci, gosec string) {
	c.measure("`secvet`", c.unknown(), "-q", "-o", os.DevNull, "./...")
	c.measure("`secvet -tests`", c.unknown(), "-q", "-o", os.DevNull, "-tests", "./...")
	c.measure("go vet", "go", "vet", "-vettool="+c.unknown(), "./...")
	c.measure("multichecker", platforms.Build(c.p, root, "./internal/platforms/multichecker"), "./...")
	if golangci != "" {
		config := c.write(".golangci.yml", `version: "2"
linters: {default: none, enable: [secvet], settings: {custom: {secvet: {type: module}}}}
`)
		c.measure("golangci-lint", golangci, "run", "--config", config, "./...")
	}
	c.measureNogo(platforms.Build(c.p, root, "./internal/platforms/nogo"))
	if gosec != "" {
		c.measure("gosec", gosec, "-quiet", "-fmt=json", "-out="+os.DevNull, "./...")
	}
}

// unknown is a secvet that no cache has analyses of: the go command knows a vet tool
// by its hash.
func (c *cost) unknown() string {
	out := filepath.Join(c.home, fmt.Sprint("secvet", time.Now().UnixNano()))
	build := platforms.Run(c.p, root, platforms.Environ(), "go", "build", "-o", out, "-ldflags=-X main.stamped="+filepath.Base(out), "./cmd/secvet")
	if build.Code != 0 {
		c.p.Fatal(build.Stderr)
	}
	return out
}

func (c *cost) write(name, text string) string {
	file := filepath.Join(c.home, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		c.p.Fatal(err)
	}
	return file
}

// environ is the environment of the programs: golangci-lint has a cache of its own.
func (c *cost) environ() []string {
	return platforms.Environ("GOLANGCI_LINT_CACHE=" + filepath.Join(c.home, "lint"))
}

// compile fills the build cache with all that any of the programs has compiled.
func (c *cost) compile() {
	for _, args := range [][]string{{"list", "-export", "-deps", "-test", "./..."}, {"vet", "./..."}} {
		if out := platforms.Run(c.p, c.project, c.environ(), "go", args...); out.Code != 0 {
			fmt.Printf("go %s: exit code %d\n", strings.Join(args, " "), out.Code)
		}
	}
}

// measure runs a program twice: cold, when everything is compiled and nothing analysed,
// and warm.
func (c *cost) measure(name, program string, args ...string) {
	var runs [2]spent
	for i := range runs {
		out := platforms.Run(c.p, c.project, c.environ(), program, args...)
		runs[i].add(out)
		fmt.Printf("%s: exit code %d, %d lines\n", name, out.Code, strings.Count(out.Stdout+out.Stderr, "\n"))
	}
	c.row(name, &runs[0], &runs[1])
}

// measureNogo adds up the processes of all packages. Bazel would start none of them
// a second time.
func (c *cost) measureNogo(program string) {
	var all spent
	processes := 0
	n := &platforms.Nogo{Program: program}
	n.Ran = func(out platforms.Output) { all.add(out); processes++ }
	n.Run(c.p, c.project, "./...")
	fmt.Printf("nogo: %d processes\n", processes)
	c.row("nogo", &all, nil)
}

func (c *cost) row(name string, cold, warm *spent) {
	if c.first == 0 {
		c.first = cold.cpu
	}
	row := fmt.Sprintf("| %s | %v | %.1f | %v |\n", name, cold, cold.cpu.Seconds()/c.first.Seconds(), warm)
	fmt.Print(row)
	c.table.WriteString(row)
}
