// Secvet finds insecure code in Go programs and shows how the data gets there.
//
//	secvet [flags] [packages]
//
// analyses packages, the module's by default; "secvet help" tells the rest. The
// same binary is a vet tool,
//
//	go vet -vettool=$(which secvet) ./...
//
// and the command uses it as one: see internal/driver. Here are only the flags,
// the table of subcommands and the two ways to start.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"github.com/secvet/secvet/analyzers"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/suppress"
)

func main() {
	s := allAnalyzers()
	if isUnit(os.Args[1:]) {
		s.analyseUnit(os.Args[1:])
		return
	}
	a := &app{suite: s, stdout: os.Stdout, stderr: os.Stderr}
	ctx, stop := interruptible()
	code := a.main(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// allAnalyzers is the suite that secvet is made of.
func allAnalyzers() suite {
	rules := analyzers.Rules()
	return suite{
		analyzers: append(analyzers.All(), suppress.NewAnalyzer(rules)),
		rules:     rules,
		flow:      flow.Analyzer,
		matters:   flow.Matters,
	}
}

// interruptible returns a context that ends when the process is asked to, so
// that temporary files are removed. Asked a second time, the process ends at
// once.
func interruptible() (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		s := <-signals
		signal.Stop(signals)
		cancel(errors.New(s.String()))
	}()
	return ctx, func() { signal.Stop(signals) }
}
