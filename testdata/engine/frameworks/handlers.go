package frameworks

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	sqlxSelect,
	sqlxSelectWithPlaceholder,
	sqlxIn,
	sqlxInForeignText,
	sqlxNamed,
	sqlxPromoted,
	pgxQuery,
	pgxQueryWithPlaceholder,
	pgxIdentifier,
	pgxBatch,
	pgxBatchOfConstants,
	pgxTransaction,
	gormWhereText,
	gormWherePlaceholder,
	gormWhereStruct,
	gormOrder,
	gormOrderByColumn,
	gormInlineCondition,
	gormInlineConditionWithPlaceholder,
	gormRaw,
	gormScope,
	constantInBackground,
}

// GinHandlers are the claims that need gin.
var GinHandlers = []gin.HandlerFunc{
	ginQuery,
	ginQueryAsArgument,
	ginDefaultQuery,
	ginParam,
	ginParamLocal,
	ginAbortWithoutReturn,
	ginBoundField,
	ginBoundOneOf,
	ginBoundOneOfUnchecked,
	ginBoundAndAborted,
	ginBoundAlphanumeric,
	ginBoundLength,
	ginBoundByHelper,
	ginBoundByHelperUntagged,
	ginBoundByHelperThatGoesOn,
	ginBoundWrongTag,
	ginBoundNumber,
	ginBoundElements,
	ginJSONTable,
	ginKept,
	ginSavedUpload,
	ginServed,
	ginServedConstant,
}
