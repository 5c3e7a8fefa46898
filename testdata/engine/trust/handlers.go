package trust

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	fromEnvironment,
	fromEnvironmentLookedUp,
	fromFlag,
	fromArguments,
	fromStandardInput,
	operatorAndAttacker,
	embedded,
	pathFromFlag,
	pathFromHome,
	attackerBelowOperator,
	checkedBelowOperator,
	generatedName,
	platformName,
	storedValue,
	storedNumber,
	requestWeMade,
	remoteHeader,
	remoteHost,
	remotePath,
	remoteRoute,
	remoteUser,
}
