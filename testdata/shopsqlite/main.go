// Command shopsqlite serves the shop of testdata/shop from a SQLite database.
// It is a module of its own because the driver, SQLite translated to Go, takes
// a minute to compile and secvet has nothing to find in it.
package main

import (
	"os"

	_ "modernc.org/sqlite"

	"github.com/secvet/secvet/testdata/shop/app"
)

func main() { os.Exit(app.Main()) }
