package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/secvet/secvet/internal/debugview"
	"github.com/secvet/secvet/internal/early"
	"github.com/secvet/secvet/internal/record"
	"github.com/secvet/secvet/internal/rule"
)

// suite is what secvet asks of a program.
type suite struct {
	// analyzers find something; []finding.Finding is the result of each.
	analyzers []*analysis.Analyzer
	// rules are those of the analyzers.
	rules []*rule.Rule
	// flow is required by all analyzers and has flags of its own; nil when
	// there are none.
	flow *analysis.Analyzer
	// matters says whether a unit outside the user's modules can change what is
	// found inside them; nil for never. It must decide from the configuration
	// alone, for it spares such units the parsing.
	matters func(*unitchecker.Config) bool
}

// isUnit says whether the arguments are those by which the go command talks to a
// vet tool (see package unitchecker) and not a person's.
func isUnit(args []string) bool {
	n := len(args)
	if n == 0 {
		return false
	}
	last := args[n-1]
	return last == "-V=full" || last == "-flags" ||
		strings.HasSuffix(last, ".cfg") && (n == 1 || strings.HasPrefix(args[n-2], "-") && !slices.Contains(fileFlags, args[n-2]))
}

// fileFlags are the command's flags that a file may stand behind. Before the file
// of a unit stands a flag as well, but one of an analyzer.
var fileFlags = []string{"-o", "-config", "-baseline", "-write-baseline", "-overlay", "-modfile"}

// analyseUnit is the whole program when secvet serves as a vet tool. It does not
// return.
func (s suite) analyseUnit(args []string) {
	if file := args[len(args)-1]; strings.HasSuffix(file, ".cfg") {
		s.prepare(file, slices.Contains(args, "-fix"), reportedOutside(args))
	}
	recorded := s.analyzers[:len(s.analyzers):len(s.analyzers)]
	if s.flow != nil && record.Takes(s.flow) {
		recorded = append(recorded, s.flow)
	}
	all := s.analyzers[:len(s.analyzers):len(s.analyzers)]
	if asksForRecords(args) {
		all = append(all, record.New(recorded...))
	}
	if s.flow != nil {
		// Flags of an analyzer that is only required are not registered.
		all = append(all, s.flow, debugview.Analyzer)
	}
	for _, a := range all {
		catchPanics(a)
	}
	holdMemory()
	unitchecker.Main(all...)
}

// asksForRecords says whether the records of a unit are wanted, or the flags that are
// there for them. To go vet, which shows the error of one analyzer of a package, a
// record that could not be made would hide why.
func asksForRecords(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool {
		return arg == "-flags" || arg == "-V=full" || strings.HasPrefix(arg, "-record.")
	})
}

// prepare looks at a unit that the go command wants for its facts alone. One
// that cannot matter is answered at once, which ends the process. One of the
// user's own is analysed in full, and so is one that is reported on although it
// is not. A file that cannot be read is left to unitchecker to complain about.
func (s suite) prepare(file string, fix bool, reported []string) {
	text, err := os.ReadFile(file)
	if err != nil {
		return
	}
	var cfg unitchecker.Config
	if json.Unmarshal(text, &cfg) != nil {
		return
	}
	replaced := outside(&cfg) && module(&cfg) != "" && early.Replaced(cfg.Dir, cfg.ImportPath)
	if !cfg.VetxOnly && !replaced {
		return
	}
	switch {
	case replaced || !outside(&cfg) || slices.Contains(reported, cfg.ImportPath):
		if !fix { // there is no archive for the fixes of such a unit
			err = analyseFully(file, text, replaced)
		}
	case early.Possible() && (s.matters == nil || !s.matters(&cfg)):
		// unitchecker takes an empty file for one without facts.
		if err = os.WriteFile(cfg.VetxOutput, nil, 0o666); err == nil {
			os.Exit(0)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "secvet:", err)
		os.Exit(1)
	}
}

// reportedOutside returns the packages outside the main module that are reported
// on. The flag is looked for here because unitchecker parses flags later.
func reportedOutside(args []string) []string {
	for _, arg := range args {
		if paths, ok := strings.CutPrefix(arg, "-flow.outside="); ok {
			return strings.Split(paths, ",")
		}
	}
	return nil
}

// analyseFully has a unit analysed as if it had been asked for by name. The go
// command caches what a vet tool prints under a key that does not tell units
// wanted for their facts from others (Go 1.26, cmd/go/internal/work, (*Builder).vet):
// after an analysis for facts alone, which prints nothing, the package would seem
// to be without findings when it is asked for by name later. The driver takes
// what it asked for; plain go vet shows the findings of imported packages too,
// as it does whenever they come from its cache.
//
// For the same reason a directory that replaces a module is analysed as the main
// module that it is when somebody works in it: without the version that others
// require.
func analyseFully(file string, config []byte, replaced bool) error {
	var fields map[string]any
	if err := json.Unmarshal(config, &fields); err != nil {
		return err
	}
	fields["VetxOnly"] = false
	if replaced {
		fields["ModuleVersion"] = ""
		if m, ok := fields["Module"].(map[string]any); ok {
			m["Version"] = ""
		}
	}
	config, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	// The directory is the go command's own for this unit.
	full := strings.TrimSuffix(file, ".cfg") + "-full.cfg"
	os.Args[len(os.Args)-1] = full
	return os.WriteFile(full, config, 0o666)
}

// outside says whether a unit is of the standard library or of a module that is
// only required. Up to Go 1.26 the configuration names the module in two fields
// of its own, later in Module.
func outside(cfg *unitchecker.Config) bool {
	version := cfg.ModuleVersion
	if cfg.Module != nil {
		version = cfg.Module.Version
	}
	if module(cfg) == "" {
		// Not in a module: the standard library, or a package in GOPATH mode,
		// where import paths begin with a host name.
		first, _, _ := strings.Cut(cfg.ImportPath, "/")
		return !strings.Contains(first, ".")
	}
	return version != ""
}

// module is the path of a unit's module.
func module(cfg *unitchecker.Config) string {
	if cfg.Module != nil {
		return cfg.Module.Path
	}
	return cfg.ModulePath
}

// catchPanics makes a panic of an analyzer an error of the package it looked at,
// so that a mistake of ours costs one package and not the run.
func catchPanics(a *analysis.Analyzer) {
	run := a.Run
	a.Run = func(pass *analysis.Pass) (result any, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("internal error, please report it: %v%s", p, panicTrace())
			}
		}()
		return run(pass)
	}
}

// panicTrace names the functions that were active when the panic began. Unlike a
// stack dump it is the same in every run.
func panicTrace() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	var trace strings.Builder
	panicking, shown := false, 0
	for {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			panicking = true
		case panicking && !strings.HasPrefix(frame.Function, "runtime.") && shown < 8:
			fmt.Fprintf(&trace, "\n\tat %s (line %d)", frame.Function, frame.Line)
			shown++
		}
		if !more {
			return trace.String()
		}
	}
}
