package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/secvet/secvet/internal/suggest"
)

// Exit codes of the command.
const (
	exitClean    = 0 // nothing was found
	exitFindings = 1
	exitFailed   = 2 // what was asked could not be done
)

// app is one start of the command.
type app struct {
	suite
	stdout, stderr io.Writer
}

// command is a subcommand.
type command struct {
	name  string
	args  string // as in a usage line
	short string // one line without a full stop
	run   func(a *app, ctx context.Context, args []string) int
}

// commands lists the subcommands in the order in which help shows them. What
// secvet does without one is not among them: see run.go.
func commands() []command {
	return []command{
		{"explain", "rule", "explain a rule: what is wrong, why, and how to fix it", (*app).explain},
		{"list", "[-json]", "list all rules", (*app).list},
		{"sarif", "[-C dir] [-o file]", "make SARIF of what go vet -json with secvet as its tool printed", (*app).sarif},
		{"config", "verify [file]", "check the configuration file", (*app).configCommand},
		{"debug", "origins FILE:LINE | summary FUNC", "show what the analysis knows of a line or a function", (*app).debug},
		{"completion", "bash|fish|zsh", "print a script that makes a shell complete secvet's flags and commands", (*app).completionCommand},
		{"version", "", "print the version of secvet", (*app).version},
		{"help", "[command]", "explain secvet, or one of its commands", (*app).help},
	}
}

func lookup(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

// main runs the command and returns its exit code.
func (a *app) main(ctx context.Context, args []string) int {
	if len(args) > 0 {
		if c, ok := lookup(args[0]); ok {
			return c.run(a, ctx, args[1:])
		}
	}
	return a.run(ctx, args)
}

// failf tells why nothing could be done, and returns the exit code that says so.
func (a *app) failf(format string, args ...any) int {
	fmt.Fprintf(a.stderr, "secvet: "+format+"\n", args...)
	return exitFailed
}

// parse reads flags, which may stand before, between and behind the arguments,
// and returns the arguments. When it returns false the command is over, with the
// exit code.
func (a *app) parse(fs *flag.FlagSet, usage func(io.Writer), args []string) (rest []string, code int, ok bool) {
	fs.SetOutput(io.Discard)
	for {
		err := fs.Parse(args)
		switch {
		case errors.Is(err, flag.ErrHelp):
			usage(a.stdout)
			return nil, exitClean, false
		case err != nil:
			return nil, a.failf("%v%s", err, suggestFlag(fs, err)), false
		}
		left := fs.Args()
		if n := len(args) - len(left); len(left) == 0 || n > 0 && args[n-1] == "--" {
			return append(rest, left...), 0, true
		}
		rest = append(rest, left[0])
		args = left[1:]
	}
}

// suggestFlag looks for a flag that was meant by one that does not exist.
func suggestFlag(fs *flag.FlagSet, err error) string {
	name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return ""
	}
	var names []string
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if near := suggest.Nearest(name, names); near != "" {
		return fmt.Sprintf(" (did you mean -%s?)", near)
	}
	return " (secvet help lists the flags)"
}

// help explains secvet, or the command that args names.
func (a *app) help(ctx context.Context, args []string) int {
	if len(args) == 0 {
		usage(a.stdout)
		return exitClean
	}
	c, ok := lookup(args[0])
	if !ok {
		return a.failf("there is no command %q%s", args[0], suggestCommand(args[0]))
	}
	fmt.Fprintf(a.stdout, "usage: secvet %s\n\n%s.\n", strings.TrimSpace(c.name+" "+c.args), capitalised(c.short))
	return exitClean
}

func suggestCommand(name string) string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return suggest.DidYouMean(name, names)
}

// usage explains the command and all its flags.
func usage(w io.Writer) {
	fmt.Fprint(w, `Secvet finds insecure code in Go programs and shows how the data gets there.

usage: secvet [flags] [packages]
       secvet command [arguments]

Packages are named as for the go command; the default is ./... . Findings are
printed on standard output. The exit code is 0 when nothing was found, 1 when
something was, and 2 when not everything asked for could be done; with a machine
format it is 0 with findings as well, unless -fail is given.

Commands:
`)
	tw := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, c := range commands() {
		fmt.Fprintf(tw, "  %s\t%s\n", strings.TrimSpace(c.name+" "+c.args), c.short)
	}
	fmt.Fprintf(tw, "\t\nFlags:\n")
	runFlags(new(options)).VisitAll(func(f *flag.Flag) {
		value, text := flag.UnquoteUsage(f)
		fmt.Fprintf(tw, "  %s\t%s\n", strings.TrimSpace("-"+f.Name+" "+value), text)
	})
	tw.Flush()
}

func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
