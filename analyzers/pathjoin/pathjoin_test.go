package pathjoin_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/pathjoin"
	"github.com/secvet/secvet/internal/flow"
)

func TestFiles(t *testing.T) {
	wanttest.Run(t, "../../testdata/files", []*analysis.Analyzer{pathjoin.Analyzer},
		"./broken/...", "./builders/...", "./downloads/...", "./extract/...", "./fixes/...", "./guards/...", "./sinks/...", "./virtual/...")
}

func TestNotes(t *testing.T) {
	flow.Analyzer.Flags.Set("notes", "true")
	defer flow.Analyzer.Flags.Set("notes", "false")
	wanttest.Run(t, "../../testdata/files", []*analysis.Analyzer{pathjoin.Analyzer}, "./named", "./probes")
}

func TestEngine(t *testing.T) {
	wanttest.Run(t, "../../testdata/engine", []*analysis.Analyzer{pathjoin.Analyzer})
}

func TestWeb(t *testing.T) {
	wanttest.Run(t, "../../testdata/web", []*analysis.Analyzer{pathjoin.Analyzer}, "./named", "./paths")
}

func TestServers(t *testing.T) {
	wanttest.Run(t, "../../testdata/rpc", []*analysis.Analyzer{pathjoin.Analyzer}, "./servers", "./shapes")
}

func TestLargeFrameworks(t *testing.T) {
	for _, module := range []string{"heavyweb", "heavycloud"} {
		t.Run(module, func(t *testing.T) {
			wanttest.Run(t, "../../testdata/"+module, []*analysis.Analyzer{pathjoin.Analyzer}, "./paths")
		})
	}
	wanttest.Run(t, "../../testdata/heavyweb", []*analysis.Analyzer{pathjoin.Analyzer}, "./strict")
}

func TestRouterSetup(t *testing.T) {
	wanttest.Run(t, "../../testdata/web", []*analysis.Analyzer{pathjoin.Analyzer}, "./muxdefault", "./muxencoded", "./checked", "./params", "./routes", "./rawroutes", "./routeparts", "./routeexpr")
}

func TestOldLanguageVersion(t *testing.T) {
	wanttest.Run(t, "../../testdata/go116", []*analysis.Analyzer{pathjoin.Analyzer})
}
