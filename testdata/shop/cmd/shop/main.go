// Command shop serves the shop. It has no database driver of its own; the
// command in testdata/shopsqlite is the same with one.
package main

import (
	"os"

	"github.com/secvet/secvet/testdata/shop/app"
)

func main() { os.Exit(app.Main()) }
