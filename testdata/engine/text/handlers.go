package text

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	concatenation,
	placeholder,
	wholeStatement,
	constantPieces,
	concatenationInSteps,
	overwrittenBeforeUse,
	oneBranchForeign,
	allBranchesConstant,
	builtInLoop,
	placeholdersInLoop,
	numberedPlaceholders,
	numberAsText,
	originalAfterParsing,
	originalAfterIgnoredParsing,
	zeroAfterFailedParsing,
	timeAsText,
	boolAsText,
	lengthAsText,
	bytesAndBack,
	appendedNumber,
	slicedOfText,
	directionByFirstByte,
	namedTypeOfConstants,
	namedTypeByConversion,
	trimmedText,
	copyOfTextOverwritten,
	copyOfTextFilled,
	repeatedConstant,
	repeatedText,
	joinedText,
	joinedConstants,
	fieldsOfText,
	cutText,
	cutDirection,
	replacerKeepsText,
	mapToDigits,
	sqlComment,
	formattedString,
	formattedNumber,
	formattedNumberAsValue,
	formattedStringAsNumber,
	formattedQuoted,
	formattedHex,
	formattedType,
	secondOfTwoOperands,
	indexedOperandUsed,
	widthFromRequest,
	foreignFormat,
	formattedTime,
	formattedAddress,
	formattedAddressWithZone,
	formattedStructOfNumbers,
	formattedStringer,
	formattedStringerOfConstants,
	formattedSlice,
	sprint,
	sprintOfConstants,
	appendFormatted,
	errorText,
	scannedNumber,
	scannedWord,
	oneOfFormats,
	oneOfFormatsOfConstants,
	unknownFormat,
}
