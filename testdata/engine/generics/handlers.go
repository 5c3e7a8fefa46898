package generics

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	genericIdentity,
	genericIdentityOfConstant,
	genericDefault,
	genericDefaultOfNumber,
	standardDefault,
	standardDefaultOfConstants,
	genericMap,
	genericMapToPlaceholders,
	genericField,
	otherGenericField,
	genericMethods,
	genericMethodsOfConstants,
	genericMethodsOfNumbers,
	genericDecode,
	genericDecodeOfNumber,
	genericTable,
	genericTableForeignCondition,
	genericConstraint,
	genericConstraintOfNumbers,
	genericPaging,
	genericPagingSorted,
}
