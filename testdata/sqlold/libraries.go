//go:build libraries

// Package sqlold is code on older SQL libraries that the analyzers are tested on.
package sqlold

import (
	_ "github.com/astaxie/beego/orm"
	_ "github.com/denisenkom/go-mssqldb"
	_ "github.com/go-pg/pg"
	_ "github.com/go-pg/pg/orm"
	_ "github.com/go-pg/pg/types"
	_ "github.com/gogf/gf/database/gdb"
	_ "github.com/jackc/pgconn"
	_ "github.com/jackc/pgx/v4"
	_ "github.com/jackc/pgx/v4/pgxpool"
	_ "github.com/jinzhu/gorm"
)
