package fields

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	fieldByValue,
	otherField,
	fieldSetLater,
	fieldOverwritten,
	fieldTrimmed,
	fieldLookedUp,
	fieldGrownInLoop,
	fieldByPointer,
	otherFieldByPointer,
	structCopied,
	originalOfCopy,
	nestedField,
	otherNestedField,
	linkedField,
	otherLinkedField,
	embeddedField,
	otherEmbeddedField,
	anonymousStruct,
	structInSlice,
	foreignStructInSlice,
	structInMap,
	setInOneMethodReadInAnother,
	tableFromConstructors,
	tableFromRequest,
	optionsOfConstants,
	optionsWithForeignOrder,
	functionalOption,
	functionalOptionElsewhere,
	chained,
	chainedConstants,
	mapInField,
	otherEntryOfMapInField,
	mapInFieldReplaced,
	mapInFieldFilledInLoop,
	mapInFieldWithKnownKeys,
	mapInFieldHandedOver,
	pointed,
	pointedElsewhere,
	correctedInPlace,
	seenBeforeCorrected,
}
