package tables

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	valueByForeignKey,
	foreignKeyAfterLookup,
	foreignKeyAfterIgnoredLookup,
	fallsBackToKey,
	fallsBackToConstant,
	keysOfJSON,
	knownKeysOfJSON,
	valuesOfJSONAsArguments,
	constantKeysForeignValues,
	foreignValueOfConstantKey,
	storedUnderForeignKey,
	storedUnderConstantKey,
	keysOfForm,
	keysCollected,
	valuesOfConstantTable,
	nestedTable,
	tableOfFunctions,
	tableGrownFromRequest,
}
