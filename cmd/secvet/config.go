package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/internal/config"
	"github.com/secvet/secvet/internal/driver"
	"github.com/secvet/secvet/internal/report"
)

// readConfig takes from the configuration file what the flags leave open.
func (a *app) readConfig(o *options, flags *flag.FlagSet) error {
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("finding the working directory: %w", err)
	}
	file, err := configFile(o.configFile, dir)
	if err != nil || file == "" {
		return err
	}
	if o.verbose {
		fmt.Fprintf(a.stderr, "configuration: %s\n", file)
	}
	s, err := config.Load(file, a.rules)
	if err != nil {
		return err
	}
	given := make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if s.Severity != 0 && !given["severity"] {
		o.severity.Severity = s.Severity
	}
	for _, b := range []struct {
		flag   string
		value  *bool // nil when the file does not say
		option *bool
	}{
		{"generated", s.Generated, &o.config.Generated},
		{"tests", s.Tests, &o.config.Tests},
		{"nosec", s.Nosec, &o.config.Nosec},
	} {
		if b.value != nil && !given[b.flag] {
			*b.option = *b.value
		}
	}
	o.config.Rules = s.Overrides(a.rules)
	o.config.Catalogs = s.Catalogs
	o.config.Exclude = func(file string) bool { return s.Exclude.Match(dir, file) }
	return nil
}

// configFile returns the configuration file that is asked for or else the one for
// work in a directory, named from there; empty when there is none.
func configFile(asked, dir string) (string, error) {
	if asked != "" {
		return asked, nil
	}
	file, err := config.Find(dir)
	if rel, relErr := filepath.Rel(dir, file); file != "" && relErr == nil {
		file = rel
	}
	return file, err
}

// configCommand checks the configuration file, the one argument that "verify"
// takes or the one that a run would read.
func (a *app) configCommand(ctx context.Context, args []string) int {
	if len(args) == 0 || args[0] != "verify" || len(args) > 2 {
		return a.failf("usage: secvet config verify [file]")
	}
	file, err := "", error(nil)
	if len(args) == 2 {
		file = args[1]
	} else {
		file, err = findConfig()
	}
	var s *config.Settings
	if err == nil {
		s, err = config.Load(file, a.rules)
	}
	if err == nil && len(s.Catalogs) > 0 {
		err = a.verifyCatalogs(ctx, s.Catalogs)
	}
	if err != nil {
		return a.failf("%v", err)
	}
	fmt.Fprintf(a.stdout, "%s is valid\n", file)
	return exitClean
}

// verifyCatalogs compares catalogs with the packages that the module's packages
// import. What is about other packages is no mistake in itself: a file may serve
// several modules.
func (a *app) verifyCatalogs(ctx context.Context, files []string) error {
	tool, err := os.Executable()
	if err != nil {
		return err
	}
	check, err := driver.CheckCatalogs(ctx, &driver.Config{Tool: tool, Catalogs: files})
	if err != nil {
		return err
	}
	for _, u := range check.Unused {
		fmt.Fprintf(a.stderr, "%s: %s: is the path right?\n", report.Place(u.Location), u.Message)
	}
	var errs []error
	for _, m := range check.Misfits {
		errs = append(errs, fmt.Errorf("%s: %s", report.Place(m.Location), m.Message))
	}
	return errors.Join(errs...)
}

// findConfig is the file that a run here would read; there must be one.
func findConfig() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("finding the working directory: %w", err)
	}
	file, err := configFile("", dir)
	if err == nil && file == "" {
		err = errors.New("there is no " + config.Name + " in the module's root or above it in the checkout")
	}
	return file, err
}
