package pointers

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	filledByHelper,
	filledWithConstant,
	filledFromArgument,
	filledFromConstantArgument,
	exchanged,
	exchangedTwice,
	pointerToPointer,
	twoPointersOneVariable,
	twoPointersTwoVariables,
	pointerToElement,
	pointerFromNew,
	pointerFromFlags,
	writtenByMethod,
	otherFieldWrittenByMethod,
	writtenToCopy,
	listFilledByHelper,
	elementsFilledByHelper,
	elementsFilledWithMarks,
	tableFilledByHelper,
	packageVariable,
	packageVariableOfConstants,
	equalTextHere,
	equalTextThere,
	readThroughParameter,
	constantReadThroughParameter,
}
