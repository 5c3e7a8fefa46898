// Package sinks hands text of a request to the query APIs of Google's databases, and
// beside it as a parameter.
package sinks

import (
	"context"
	"net/http"

	"cloud.google.com/go/bigquery"
	"cloud.google.com/go/spanner"
)

func spannerStatements(ctx context.Context, client *spanner.Client, r *http.Request) {
	name := r.FormValue("name")
	client.Single().Query(ctx, spanner.NewStatement("SELECT Id FROM Members WHERE Name = '"+name+"'")) // want sqlconcat/untrusted
	client.Single().Query(ctx, spanner.Statement{SQL: "SELECT Id FROM Members ORDER BY " + name})      // want sqlconcat/untrusted
	stmt := spanner.NewStatement("SELECT Id FROM Members")
	stmt.SQL += " WHERE Name = '" + name + "'" // want sqlconcat/untrusted
	client.Single().Query(ctx, stmt)
}

func spannerParameters(ctx context.Context, client *spanner.Client, r *http.Request) {
	stmt := spanner.NewStatement("SELECT Id FROM Members WHERE Name = @name")
	stmt.Params["name"] = r.FormValue("name")
	client.Single().Query(ctx, stmt)
	client.Single().Query(ctx, spanner.Statement{
		SQL:    "SELECT Id FROM Members WHERE Name = @name",
		Params: map[string]any{"name": r.FormValue("name")},
	})
}

func bigqueryQueries(ctx context.Context, client *bigquery.Client, r *http.Request) {
	name := r.FormValue("name")
	client.Query("SELECT id FROM shop.members WHERE name = '" + name + "'").Read(ctx) // want sqlconcat/untrusted
	q := client.Query("SELECT 1")
	q.Q = "SELECT id FROM shop.members ORDER BY " + name // want sqlconcat/untrusted
	q.Read(ctx)
	client.Dataset("shop").Table("chosen").Create(ctx, &bigquery.TableMetadata{
		ViewQuery: "SELECT id FROM shop.members WHERE name = '" + name + "'", // want sqlconcat/untrusted
	})
}

func bigqueryParameters(ctx context.Context, client *bigquery.Client, r *http.Request) {
	q := client.Query("SELECT id FROM shop.members WHERE name = @name")
	q.Parameters = []bigquery.QueryParameter{{Name: "name", Value: r.FormValue("name")}}
	q.Read(ctx)
	q.Labels = map[string]string{"asked": "by-name"}
}
