package helpers

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package that are functions.
var Handlers = []http.HandlerFunc{
	genericDecoder,
	genericDecoderNested,
	genericDecoderAndCheck,
	genericDecoderOfNumber,
	readIntoAny,
	overwrittenAfterRead,
	pointerResultOfDocument,
	partOfPointerResult,
	otherPartOfPointerResult,
	pointerLeftByHelper,
	leftAloneByHelper,
	mapResult,
}
