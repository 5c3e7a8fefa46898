package lists

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	statementAndValues,
	valuesAndStatement,
	appendedPiece,
	appendedConstants,
	argumentsAreNotText,
	storedAtIndex,
	markStoredAtIndex,
	arrayElement,
	constantElement,
	firstOfRequest,
	indexFromRequest,
	rangedElements,
	rangedForeignElements,
	rangedIndex,
	copied,
	copiedConstants,
	bytesCopied,
	subslice,
	variadic,
	variadicOfConstants,
	concatenatedLists,
	clonedAndSorted,
	sortedKeysOfConstants,
	listOfLists,
	filteredByAllowlist,
	filteredByLength,
	deletedWhereUnknown,
	rangedAfterAppend,
	rangedAfterAppendOfConstants,
	rangedAfterCheckedAppend,
	elementBehindAppend,
	elementBeforeAppend,
	elementOfRest,
	constantElementOfRest,
	elementOfSlice,
	givenBackWhenEmpty,
	givenBackWhenFew,
	emptyTextOfRequest,
	emptyBeforeWrite,
	replacedInPlace,
	replacedInPlaceByIndex,
	replacedInPlaceSometimes,
	replacedInPlaceButFirst,
	replacedUntilBad,
	elementOfSplitReplaced,
}
