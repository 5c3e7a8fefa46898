package platforms

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// T is what a test gives to the functions here, and what a [Program] does that runs
// them for longer than a test should.
type T interface {
	Helper()
	Context() context.Context
	TempDir() string
	Errorf(format string, args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// Program is the T of a program.
type Program struct {
	name   string
	temp   string
	dirs   int
	failed bool
}

// Main runs what a program does and ends it: with 1 after an error.
func Main(name string, run func(*Program)) {
	os.Exit(begin(name, run))
}

// fatal is what Fatal panics with, so that nothing temporary stays behind.
type fatal struct{}

func begin(name string, run func(*Program)) (code int) {
	temp, err := os.MkdirTemp("", name+"-")
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		return 1
	}
	defer os.RemoveAll(temp)
	defer func() {
		switch r := recover(); r.(type) {
		case nil:
		case fatal:
			code = 1
		default:
			panic(r)
		}
	}()
	p := &Program{name: name, temp: temp}
	run(p)
	if p.failed {
		return 1
	}
	return 0
}

func (p *Program) Helper() {}

func (p *Program) Context() context.Context { return context.Background() }

// TempDir makes a directory that is there until the program ends.
func (p *Program) TempDir() string {
	p.dirs++
	dir := filepath.Join(p.temp, strconv.Itoa(p.dirs))
	if err := os.Mkdir(dir, 0o700); err != nil {
		p.Fatal(err)
	}
	return dir
}

func (p *Program) Errorf(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s: %s\n", p.name, fmt.Sprintf(format, args...))
	p.failed = true
}

func (p *Program) Fatalf(format string, args ...any) {
	p.Errorf(format, args...)
	panic(fatal{})
}

func (p *Program) Fatal(args ...any) { p.Fatalf("%s", fmt.Sprint(args...)) }
