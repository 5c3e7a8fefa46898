//go:build libraries

// Package sql is code on SQL libraries that the analyzers are tested on.
package sql

import (
	_ "github.com/Masterminds/squirrel"
	_ "github.com/aarondl/sqlboiler/v4/boil"
	_ "github.com/aarondl/sqlboiler/v4/queries"
	_ "github.com/aarondl/sqlboiler/v4/queries/qm"
	_ "github.com/aarondl/strmangle"
	_ "github.com/doug-martin/goqu/v9"
	_ "github.com/doug-martin/goqu/v9/exec"
	_ "github.com/doug-martin/goqu/v9/exp"
	_ "github.com/georgysavva/scany/v2/pgxscan"
	_ "github.com/georgysavva/scany/v2/sqlscan"
	_ "github.com/go-gorp/gorp/v3"
	_ "github.com/go-pg/pg/v10"
	_ "github.com/go-pg/pg/v10/orm"
	_ "github.com/go-pg/pg/v10/types"
	_ "github.com/gocraft/dbr/v2"
	_ "github.com/huandu/go-sqlbuilder"
	_ "github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"
	_ "github.com/microsoft/go-mssqldb"
	_ "github.com/shopspring/decimal"
	_ "github.com/upper/db/v4"
	_ "github.com/uptrace/bun"
	_ "github.com/uptrace/bun/schema"
	_ "gorm.io/gorm"
	_ "gorm.io/gorm/clause"
	_ "xorm.io/builder"
	_ "xorm.io/xorm"
)
