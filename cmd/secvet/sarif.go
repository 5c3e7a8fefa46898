package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/secvet/secvet/internal/checkout"
	"github.com/secvet/secvet/internal/driver"
	"github.com/secvet/secvet/internal/report"
)

// sarif reads what go vet -json printed and writes it as SARIF.
func (a *app) sarif(ctx context.Context, args []string) int {
	fs := flag.NewFlagSet("secvet sarif", flag.ContinueOnError)
	dir := fs.String("C", "", "")
	output := fs.String("o", "", "")
	category := fs.String("category", "", "")
	usage := func(w io.Writer) {
		fmt.Fprintln(w, "usage: go vet -json -vettool=$(which secvet) -record.on -flow.link ./... | secvet sarif [-C dir] [-o file] [-category name]")
	}
	rest, code, ok := a.parse(fs, usage, args)
	if !ok {
		return code
	}
	if info, err := os.Stdin.Stat(); len(rest) > 0 || err != nil || info.Mode()&os.ModeCharDevice != 0 {
		usage(a.stderr)
		return exitFailed
	}
	if *dir != "" {
		if err := os.Chdir(*dir); err != nil {
			return a.failf("-C: %v", err)
		}
	}
	if err := checkOutput("-o", *output); err != nil {
		return a.failf("%v", err)
	}
	rep, err := driver.ReadVet(ctx, os.Stdin, &driver.Config{Known: a.rules})
	if err != nil {
		return a.failf("%v", err)
	}
	rep.Version = buildVersion()
	o := &options{output: *output, quiet: true, format: "sarif", category: *category}
	rep.VersionControl = checkout.Of(ctx, rep.Root)
	rep.Category = o.reportCategory(rep)
	a.tell(rep, o)
	var out bytes.Buffer
	if err := report.Write(&out, o.format, rep, report.Options{}); err != nil {
		return a.failf("writing the report: %v", err)
	}
	if err := a.put(out.Bytes(), o); err != nil {
		return a.failf("%v", err)
	}
	return o.exitCode(rep)
}
