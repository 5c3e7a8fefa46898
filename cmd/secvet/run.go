package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/checkout"
	"github.com/secvet/secvet/internal/driver"
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/rule"
	"github.com/secvet/secvet/internal/suggest"
)

// options are the flags of a run as they were typed.
type options struct {
	dir            string
	format, output string
	severity       severityFlag
	suppressed     bool
	fail           bool
	category       string
	quiet, verbose bool

	configFile string
	narrow     narrowOptions
	fix, diff  bool

	progress *progress // nil when it is not shown
	config   driver.Config
}

// analyse runs the driver.
func (o *options) analyse(ctx context.Context) (*report.Report, error) {
	if o.progress != nil {
		defer o.progress.end()
	}
	return driver.Run(ctx, &o.config)
}

// severityFlag is a severity on the command line.
type severityFlag struct{ rule.Severity }

func (s *severityFlag) Set(text string) error { return s.UnmarshalText([]byte(text)) }

// runFlags defines the flags of a run, and sets o to their defaults.
func runFlags(o *options) *flag.FlagSet {
	o.severity.Severity = rule.Warning
	fs := flag.NewFlagSet("secvet", flag.ContinueOnError)
	fs.StringVar(&o.dir, "C", "", "change to `dir` before doing anything else")
	fs.StringVar(&o.format, "f", report.Formats()[0], "`format` of the report: "+strings.Join(report.Formats(), ", "))
	fs.StringVar(&o.output, "o", "", "write the report to `file` instead of standard output")
	fs.Var(&o.severity, "severity", "lowest `severity` to report: note, warning (the default) or error")
	fs.BoolVar(&o.suppressed, "suppressed", false, "report findings that comments silence as well, as such")
	fs.BoolVar(&o.fail, "fail", false, "exit with 1 on findings in machine formats as well")
	fs.StringVar(&o.category, "category", "", "`name` that tells a SARIF report from others on the same commit (default: secvet, and the folder in the checkout)")
	fs.BoolVar(&o.quiet, "q", false, "print findings and errors only")
	fs.BoolVar(&o.verbose, "v", false, "print more about each finding, and the go commands that are run")
	fs.BoolVar(&o.config.Tests, "tests", false, "analyse test files as well")
	fs.BoolVar(&o.config.Generated, "generated", false, "report findings in generated files as well")
	fs.BoolVar(&o.config.Nosec, "nosec", false, "honour #nosec comments, for those who come from gosec")
	fs.Func("outside", "import `paths` of libraries and packages of the standard library to report on where they are imported: path,path", func(list string) error {
		o.config.Outside = append(o.config.Outside, strings.Split(list, ",")...)
		return nil
	})
	fs.StringVar(&o.configFile, "config", "", "configuration `file` (default: .secvet.yml in the module's root or above, in the same checkout)")
	fs.StringVar(&o.narrow.baseline, "baseline", "", "leave out the findings that are in the baseline `file`")
	fs.StringVar(&o.narrow.writeBaseline, "write-baseline", "", "write all findings to a baseline `file`, and report none of them")
	fs.StringVar(&o.narrow.newFrom, "new-from", "", "report only what has to do with lines changed since a git `revision`")
	fs.BoolVar(&o.fix, "fix", false, "apply the fixes that findings suggest, and report what is left")
	fs.BoolVar(&o.diff, "diff", false, "print the fixes as a unified diff instead of a report; change no file")
	fs.StringVar(&o.config.Tags, "tags", "", "comma-separated build tags, as for go build: `tag,list`")
	fs.StringVar(&o.config.Mod, "mod", "", "module download `mode`, as for go build: readonly, vendor or mod")
	fs.StringVar(&o.config.ModFile, "modfile", "", "`file` to read instead of go.mod, as for go build")
	fs.StringVar(&o.config.Overlay, "overlay", "", "`file` that replaces source files, as for go build")
	return fs
}

// run analyses packages: what secvet does without a subcommand.
func (a *app) run(ctx context.Context, args []string) int {
	var o options
	flags := runFlags(&o)
	patterns, code, ok := a.parse(flags, usage, args)
	if !ok {
		return code
	}
	o.config.Patterns = patterns
	if err := a.configure(&o, flags); err != nil {
		return a.failf("%v", err)
	}
	rep, err := a.result(ctx, &o)
	if err != nil {
		return a.failf("%v", err)
	}
	if report.Machine(o.format) {
		rep.VersionControl = checkout.Of(ctx, rep.Root)
		rep.Category = o.reportCategory(rep)
	}
	if o.diff {
		a.tell(rep, &o)
		return a.printDiff(rep, &o)
	}
	if err := a.write(rep, &o); err != nil {
		return a.failf("%v", err)
	}
	a.tell(rep, &o) // last, so that it stands above the next prompt
	return o.exitCode(rep)
}

// configure checks the options against each other and completes the driver's
// part of them.
func (a *app) configure(o *options, flags *flag.FlagSet) error {
	if !slices.Contains(report.Formats(), o.format) {
		err := fmt.Errorf("unknown format %q: use %s", o.format, strings.Join(report.Formats(), ", "))
		if near := suggest.DidYouMean(o.format, report.Formats()); near != "" {
			err = fmt.Errorf("unknown format %q%s", o.format, near)
		}
		return err
	}
	if o.quiet && o.verbose {
		return fmt.Errorf("-q and -v exclude each other")
	}
	if o.diff && o.format != report.Formats()[0] {
		return fmt.Errorf("-diff prints a diff instead of a report: leave out -f")
	}
	tool, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding the secvet executable, which go vet has to run: %w", err)
	}
	if o.dir != "" {
		if err := os.Chdir(o.dir); err != nil {
			return fmt.Errorf("-C: %w", err)
		}
	}
	for _, out := range []struct{ flag, name string }{{"-o", o.output}, {"-write-baseline", o.narrow.writeBaseline}} {
		if err := checkOutput(out.flag, out.name); err != nil {
			return err
		}
	}
	if err := a.readConfig(o, flags); err != nil {
		return err
	}
	o.config.Tool = tool
	o.config.Known = a.rules
	o.config.Severity = o.severity.Severity
	if o.verbose {
		o.config.Log = a.stderr
	}
	if !o.quiet {
		o.config.Downloads = a.stderr
	}
	// Between the lines of -v a line that is drawn anew would be in the way.
	if t := terminalOf(a.stderr); t.moves && !o.quiet && !o.verbose {
		o.progress = &progress{w: a.stderr}
		o.config.Progress, o.config.Downloads = o.progress.show, o.progress
	}
	return nil
}

// tell prints what is not a finding on standard error: packages that could not be
// analysed, comments that are not understood, and a summary.
func (a *app) tell(rep *report.Report, o *options) {
	for _, e := range rep.Errors {
		switch message := indented(e.Message + suggestCommand(e.Package)); {
		case e.Package == "":
			fmt.Fprintf(a.stderr, "secvet: %s\n", message)
		case strings.Contains(message, "\n"):
			fmt.Fprintf(a.stderr, "secvet: %s:\n\t%s\n", e.Package, message)
		default:
			fmt.Fprintf(a.stderr, "secvet: %s: %s\n", e.Package, message)
		}
	}
	for _, n := range rep.Notices {
		fmt.Fprintf(a.stderr, "%s: %s\n", report.Place(n.Location), n.Message)
	}
	if !o.quiet && !o.diff {
		if len(rep.Findings) > 0 && a.onTerminal(o) {
			fmt.Fprintln(a.stderr)
		}
		report.WriteSummary(a.stderr, rep, a.look(a.stderr, o))
	}
}

// onTerminal says whether the findings and what is told of them stand together.
func (a *app) onTerminal(o *options) bool {
	return o.output == "" && !report.Machine(o.format) && terminalOf(a.stdout).tty && terminalOf(a.stderr).tty
}

func indented(text string) string { return strings.ReplaceAll(text, "\n", "\n\t") }

// write writes the report to where it was asked for.
func (a *app) write(rep *report.Report, o *options) error {
	var out bytes.Buffer
	look := report.Options{Verbose: o.verbose, Suppressed: o.suppressed}
	if o.output == "" {
		look = a.look(a.stdout, o)
	}
	if err := report.Write(&out, o.format, rep, look); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return a.put(out.Bytes(), o)
}

// put writes what was asked for to where it was asked for.
func (a *app) put(content []byte, o *options) error {
	if o.output != "" {
		return writeFile(o.output, content)
	}
	_, err := a.stdout.Write(content)
	return err
}

// look says how to show a report on w.
func (a *app) look(w io.Writer, o *options) report.Options {
	t := terminalOf(w)
	return report.Options{Color: t.color, Width: t.width, Verbose: o.verbose, Suppressed: o.suppressed}
}

// reportCategory is that of the flag, or one that the reports on several modules of
// a checkout don't share: a service takes one report of a category for a commit.
func (o *options) reportCategory(rep *report.Report) string {
	if o.category != "" || rep.VersionControl == nil {
		return o.category
	}
	folder, err := filepath.Rel(rep.VersionControl.Root, rep.Root)
	if err != nil || folder == "." {
		return ""
	}
	return "secvet/" + filepath.ToSlash(folder)
}

func (o *options) exitCode(rep *report.Report) int {
	counts := func(f finding.Finding) bool { return f.Suppressed == nil }
	switch {
	case len(rep.Errors) > 0:
		return exitFailed
	case slices.ContainsFunc(rep.Findings, counts) && (o.fail || !report.Machine(o.format)):
		return exitFindings
	}
	return exitClean
}
