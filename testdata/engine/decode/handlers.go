package decode

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	jsonBody,
	jsonNumber,
	jsonAsArgument,
	jsonNested,
	jsonElement,
	jsonBehindPointer,
	jsonBytes,
	jsonConstant,
	fieldReplacedAfterDecoding,
	fieldSetBeforeDecoding,
	rawMessage,
	jsonEncoded,
	jsonEncodedNumbers,
	anyAsserted,
	anySwitched,
	xmlBody,
	bodyBehindWrappers,
	scannedLines,
	scannedConstantLines,
	readIntoBuffer,
	base64Decoded,
	base64Encoded,
	hexEncoded,
	urlParsed,
	cookieValue,
	methodOfRequest,
}
