package bounds

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	manyCases,
	manyPieces,
	onePieceOfMany,
	longChainOfConstants,
	tangledConstant,
	tangled,
	recursiveGenerics,
	recursiveGenericsOfConstant,
	cyclicStructure,
	cyclicStructureOfConstants,
	recursiveClosure,
}
