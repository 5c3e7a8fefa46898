package builders

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	builder,
	builderOfPlaceholders,
	builderOfNumberedPlaceholders,
	builderResetBeforeUse,
	builderWrittenAfterUse,
	twoBuilders,
	builderOnOneBranch,
	buffer,
	bufferStartedForeign,
	bufferOfBytes,
	bufferHandedOn,
	bufferOverwritten,
	bufferOfNumbers,
	bufferFilledFromBody,
	bufferReadFromBody,
	runeWritten,
	lettersWritten,
	formattedIntoBuilder,
	formattedNumberIntoBuilder,
	writeStringIntoBuilder,
	bufferedWriter,
	templateIntoBuilder,
	templateOfConstants,
	builderPassedToHelper,
	builderPassedToCleanHelper,
	helperWithCleanCaller,
	helperWithDirtyCaller,
	ownBuilderOfPlaceholders,
	ownBuilderChained,
	ownBuilderFormatted,
}
