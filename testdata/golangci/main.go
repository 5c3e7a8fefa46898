// Golangci is golangci-lint with the plugin of secvet in it, built from modules
// alone. "golangci-lint custom", which docs/golangci-lint.md recommends, makes the
// like of a clone of golangci-lint's repository.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/secvet/secvet/gclplugin"
)

func main() {
	// Without a version golangci-lint takes the hash of this program for its
	// caches, so that another secvet never gets the old one's findings.
	if err := commands.Execute(commands.BuildInfo{Version: "(devel)"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}
