// Package sinks hands text of a request to the SQL sinks of further libraries, and
// beside it in the way that the library keeps apart from the statement.
package sinks

import (
	"context"
	"net/http"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	gocqlv2 "github.com/apache/cassandra-gocql-driver/v2"
	"github.com/go-jet/jet/v2/postgres"
	"github.com/gobuffalo/pop/v6"
	"github.com/gocql/gocql"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	neo4jv6 "github.com/neo4j/neo4j-go-driver/v6/neo4j"
	"github.com/rqlite/gorqlite"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

type user struct {
	ID   int
	Name string
}

func ent(ctx context.Context, drv dialect.Driver, s *entsql.Selector, r *http.Request) {
	name := r.FormValue("name")
	drv.Query(ctx, "SELECT id FROM users WHERE name = '"+name+"'", []any{}, nil) // want sqlconcat/untrusted
	entsql.Raw("name = '" + name + "'")                                          // want sqlconcat/untrusted
	s.Where(entsql.ExprP("name = '" + name + "'"))                               // want sqlconcat/untrusted
	s.OrderBy(name)                                                              // want sqlconcat/untrusted
	s.Where(entsql.EQ(name, 1))                                                  // want sqlconcat/untrusted
}

func entBound(ctx context.Context, drv dialect.Driver, s *entsql.Selector, r *http.Request) {
	name := r.FormValue("name")
	drv.Query(ctx, "SELECT id FROM users WHERE name = $1", []any{name}, nil)
	s.Where(entsql.ExprP("name = ?", name))
	s.Where(entsql.EQ("name", name)).OrderBy(entsql.Desc("name"))
}

func clickhouse(ctx context.Context, conn driver.Conn, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	conn.Query(ctx, "SELECT id FROM users WHERE name = '"+name+"'")        // want sqlconcat/untrusted
	conn.Select(ctx, &all, "SELECT id FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
	conn.PrepareBatch(ctx, "INSERT INTO "+name)                            // want sqlconcat/untrusted
	conn.Query(ctx, "SELECT id FROM users WHERE name = ?", name)
	conn.Select(ctx, &all, "SELECT id FROM users WHERE name = $1", name)
}

func jet(r *http.Request) {
	name := r.FormValue("name")
	postgres.RawStatement("SELECT id FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
	postgres.RawString("'" + name + "'")                                      // want sqlconcat/untrusted
	postgres.RawStatement("SELECT id FROM users WHERE name = #name", postgres.RawArgs{"#name": name})
	postgres.String(name)
}

func popConnection(c *pop.Connection, r *http.Request) {
	name := r.FormValue("name")
	c.RawQuery("SELECT * FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
	c.Where("name = '" + name + "'")                              // want sqlconcat/untrusted
	c.Order(name)                                                 // want sqlconcat/untrusted
	c.RawQuery("SELECT * FROM users WHERE name = ?", name)
	c.Where("name = ?", name)
}

func cassandra(s *gocql.Session, b *gocql.Batch, r *http.Request) {
	name := r.FormValue("name")
	s.Query("SELECT id FROM users WHERE name = '" + name + "'")                                                       // want sqlconcat/untrusted
	b.Query("DELETE FROM users WHERE name = '" + name + "'")                                                          // want sqlconcat/untrusted
	b.Entries = append(b.Entries, gocql.BatchEntry{Stmt: "DELETE FROM users WHERE name = '" + name + "' AND id = 1"}) // want sqlconcat/untrusted
	s.Query("SELECT id FROM users WHERE name = ?", name)
	b.Entries = append(b.Entries, gocql.BatchEntry{Stmt: "DELETE FROM users WHERE name = ?", Args: []any{name}})
}

func cassandraV2(s *gocqlv2.Session, b *gocqlv2.Batch, r *http.Request) {
	name := r.FormValue("name")
	s.Query("SELECT id FROM users WHERE name = '" + name + "'")                                              // want sqlconcat/untrusted
	s.Bind("SELECT id FROM "+name, func(*gocqlv2.QueryInfo) ([]any, error) { return nil, nil })              // want sqlconcat/untrusted
	b.Query("DELETE FROM users WHERE name = '" + name + "'")                                                 // want sqlconcat/untrusted
	b.Entries = append(b.Entries, gocqlv2.BatchEntry{Stmt: "DELETE FROM users WHERE name = '" + name + "'"}) // want sqlconcat/untrusted
	s.Query("SELECT id FROM users WHERE name = ?", name)
	b.Query("DELETE FROM users WHERE name = ?", name)
	s.Bind("SELECT id FROM users WHERE name = ?", func(*gocqlv2.QueryInfo) ([]any, error) { return []any{name}, nil })
}

func neo(ctx context.Context, s neo4j.SessionWithContext, r *http.Request) {
	name := r.FormValue("name")
	s.Run(ctx, "MATCH (u:User) WHERE u.name = '"+name+"' RETURN u", nil) // want sqlconcat/untrusted
	s.Run(ctx, "MATCH (u:User) WHERE u.name = $name RETURN u", map[string]any{"name": name})
}

func neoV6(ctx context.Context, driver neo4jv6.Driver, s neo4jv6.Session, r *http.Request) {
	name := r.FormValue("name")
	s.Run(ctx, "MATCH (u:User) WHERE u.name = '"+name+"' RETURN u", nil) // want sqlconcat/untrusted
	s.ExecuteRead(ctx, func(tx neo4jv6.ManagedTransaction) (any, error) {
		return tx.Run(ctx, "MATCH (u:"+name+") RETURN u", nil) // want sqlconcat/untrusted
	})
	neo4jv6.ExecuteQuery(ctx, driver, "MATCH (u) WHERE u.name = '"+name+"' RETURN u", nil, neo4jv6.EagerResultTransformer) // want sqlconcat/untrusted
	s.Run(ctx, "MATCH (u:User) WHERE u.name = $name RETURN u", map[string]any{"name": name})
	neo4jv6.ExecuteQuery(ctx, driver, "MATCH (u) WHERE u.name = $name RETURN u", map[string]any{"name": name}, neo4jv6.EagerResultTransformer)
}

func rqlite(c *gorqlite.Connection, r *http.Request) {
	name := r.FormValue("name")
	c.QueryOne("SELECT id FROM users WHERE name = '" + name + "'")                      // want sqlconcat/untrusted
	c.Write([]string{"DELETE FROM users", "INSERT INTO users VALUES ('" + name + "')"}) // want sqlconcat/untrusted
	c.QueryOneParameterized(gorqlite.ParameterizedStatement{
		Query: "SELECT id FROM users ORDER BY " + name, // want sqlconcat/untrusted
	})
	c.QueryOneParameterized(gorqlite.ParameterizedStatement{
		Query: "SELECT id FROM users WHERE name = ?", Arguments: []any{name},
	})
}

func zombiezen(c *sqlite.Conn, r *http.Request) {
	name := r.FormValue("name")
	c.Prepare("SELECT id FROM users WHERE name = '" + name + "'")               // want sqlconcat/untrusted
	sqlitex.Execute(c, "DELETE FROM users WHERE name = '"+name+"'", nil)        // want sqlconcat/untrusted
	sqlitex.ExecuteScript(c, "DELETE FROM users WHERE name = '"+name+"';", nil) // want sqlconcat/untrusted
	sqlitex.Execute(c, "DELETE FROM users WHERE name = ?", &sqlitex.ExecOptions{Args: []any{name}})
	c.Prep("SELECT id FROM users WHERE name = $name").SetText("$name", name)
}
