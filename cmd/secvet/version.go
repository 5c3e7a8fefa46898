package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version prints which secvet this is.
func (a *app) version(ctx context.Context, args []string) int {
	if len(args) > 0 {
		return a.failf("version takes no arguments")
	}
	fmt.Fprintf(a.stdout, "secvet %s, built with %s\n", buildVersion(), runtime.Version())
	return exitClean
}

// stamped is set by -ldflags "-X main.stamped=v1.2.3" where the go command cannot
// know the version: in a copy without version control.
var stamped string

// buildVersion is the version of the module that this binary was built from.
func buildVersion() string {
	if stamped != "" {
		return stamped
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
