package results

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	dirtyCaller,
	cleanCaller,
	eachResultApart,
	firstResult,
	secondResult,
	namedResult,
	namedResultChangedByDefer,
	namedResultSetByRecover,
	resultWithoutError,
	rejectedResult,
	twiceSwapped,
	onceSwapped,
	forwarded,
	recursion,
	recursionOfConstants,
	mutualRecursion,
	mutualRecursionOfConstants,
	fourCallsDeep,
	fourCallsDeepConstant,
	wrapper,
	wrapperWithPlaceholder,
	ignoredArgument,
}
