package gosec

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	safeNumber,
	safeSlicesContains,
	safeSwitch,
	safePlaceholders,
	safeTableInField,
	safeIsLocal,
	safePrefix,
	safeContent,
	safeCleanBelowSlash,
	safeHome,
	safeServeFile,
	flawedBuilder,
	flawedDefer,
	flawedMethod,
	flawedRel,
	flawedRemoveAllOfBase,
	flawedSymlink,
	flawedReadDir,
	flawedTruncate,
	flawedChdir,
}
