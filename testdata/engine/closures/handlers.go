package closures

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	captured,
	capturedConstant,
	capturedAndChanged,
	capturedAfterCheck,
	capturedPointer,
	capturedBeforeCheck,
	capturedCheckedAndChanged,
	closureSetsVariable,
	closureSetsConstant,
	closureArgument,
	closureArgumentConstant,
	closureResult,
	closureResultAsArgument,
	functionVariable,
	functionVariableOfConstants,
	functionParameter,
	functionParameterOfNumber,
	functionInField,
	functionInFieldOfConstants,
	methodValue,
	methodValueOfConstants,
	methodExpression,
	methodExpressionOfConstants,
	sinkAsMethodValue,
	sinkAsMethodValueWithPlaceholder,
	deferred,
	deferredWithPlaceholder,
	deferredClosure,
	started,
	startedWithPlaceholder,
	startedClosure,
	startedWithArgument,
	startedWithConstant,
	onceSetsVariable,
	lazyConstant,
	rangeOverFunction,
	rangeOverFunctionOfConstants,
}
