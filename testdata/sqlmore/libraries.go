//go:build libraries

// Package sqlmore is code on further SQL libraries that the analyzers are tested on.
package sqlmore

import (
	_ "entgo.io/ent/dialect"
	_ "entgo.io/ent/dialect/sql"
	_ "github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	_ "github.com/apache/cassandra-gocql-driver/v2"
	_ "github.com/go-jet/jet/v2/mysql"
	_ "github.com/go-jet/jet/v2/postgres"
	_ "github.com/go-jet/jet/v2/sqlite"
	_ "github.com/gobuffalo/pop/v6"
	_ "github.com/gocql/gocql"
	_ "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	_ "github.com/neo4j/neo4j-go-driver/v6/neo4j"
	_ "github.com/rqlite/gorqlite"
	_ "zombiezen.com/go/sqlite"
	_ "zombiezen.com/go/sqlite/sqlitex"
)
