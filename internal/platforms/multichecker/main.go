// Multichecker is a checker with the analyzers of secvet, and nothing else, as people
// make them for themselves. It is here to be measured and compared.
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/secvet/secvet/analyzers"
)

func main() { multichecker.Main(append(analyzers.All(), analyzers.Flow)...) }
