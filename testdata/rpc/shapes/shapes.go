// Package shapes is about functions that a framework calls: what it hands them comes
// from outside, though nothing in the package says so.
package shapes

import (
	"context"
	"database/sql"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"google.golang.org/grpc/health/grpc_health_v1"
)

type health struct {
	grpc_health_v1.UnimplementedHealthServer
	db *sql.DB
}

// Check is a service method: its request comes from the client.
func (h *health) Check(ctx context.Context, req *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	row := h.db.QueryRowContext(ctx, "SELECT state FROM services WHERE name = '"+req.GetService()+"'") // want sqlconcat/untrusted
	var state int32
	if err := row.Scan(&state); err != nil {
		return nil, err
	}
	return &grpc_health_v1.HealthCheckResponse{Status: grpc_health_v1.HealthCheckResponse_ServingStatus(state)}, nil
}

// List does the same right.
func (h *health) List(ctx context.Context, req *grpc_health_v1.HealthCheckRequest) error {
	return h.db.QueryRowContext(ctx, "SELECT state FROM services WHERE name = ?", req.Service).Err()
}

// probe has a client's request, made by the program itself.
type probe struct{ db *sql.DB }

func (p *probe) count(ctx context.Context) error {
	req := &grpc_health_v1.HealthCheckRequest{Service: "shop"}
	return p.db.QueryRowContext(ctx, "SELECT 1 FROM services WHERE name = '"+req.GetService()+"'").Err()
}

type queryResolver struct{ db *sql.DB }

// Users is the resolver of a query: its arguments come from the client.
func (r *queryResolver) Users(ctx context.Context, order string) error {
	return r.db.QueryRowContext(ctx, "SELECT id FROM users ORDER BY "+order).Err() // want sqlconcat/untrusted
}

func (r *queryResolver) UsersLimited(ctx context.Context, limit int) error {
	return r.db.QueryRowContext(ctx, "SELECT id FROM users LIMIT ?", limit).Err()
}

var db *sql.DB

func handle(ctx context.Context, ev events.SQSEvent) error {
	for _, m := range ev.Records {
		if _, err := db.ExecContext(ctx, "DELETE FROM users WHERE name = '"+m.Body+"'"); err != nil { // want sqlconcat/untrusted
			return err
		}
	}
	return nil
}

type order struct{ Table string }

func handleOwn(ctx context.Context, o order) error {
	_, err := db.ExecContext(ctx, "DELETE FROM "+o.Table) // want sqlconcat/untrusted
	return err
}

func main() {
	lambda.Start(handle)
	lambda.Start(handleOwn)
	_ = (&probe{}).count
}

var _ = main
