package shapes

import (
	"context"
	"database/sql"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
)

// What older generators write for a service: types that implement it embed nothing.

type stockServer interface {
	Count(context.Context, *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error)
	Sum(context.Context, *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error)
}

func stockCountHandler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(grpc_health_v1.HealthCheckRequest)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(stockServer).Count(ctx, in)
	}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(stockServer).Count(ctx, req.(*grpc_health_v1.HealthCheckRequest))
	}
	return interceptor(ctx, in, &grpc.UnaryServerInfo{Server: srv, FullMethod: "/Stock/Count"}, handler)
}

var stockService = grpc.ServiceDesc{
	ServiceName: "Stock",
	HandlerType: (*stockServer)(nil),
	Methods:     []grpc.MethodDesc{{MethodName: "Count", Handler: stockCountHandler}},
}

type stock struct{ db *sql.DB }

func serve(s *grpc.Server, db *sql.DB) { s.RegisterService(&stockService, &stock{db}) }

func (s *stock) Count(ctx context.Context, req *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	_, err := s.db.ExecContext(ctx, "SELECT count(*) FROM stock ORDER BY "+req.Service) // want sqlconcat/untrusted
	return nil, err
}

// Sum is called by sumOfAll only, which no server calls: whoever else calls it decides.
func (s *stock) Sum(ctx context.Context, req *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	_, err := s.db.ExecContext(ctx, "SELECT sum(n) FROM stock GROUP BY "+req.Service) // want sqlconcat/dynamic
	return nil, err
}

func sumOfAll(srv any, ctx context.Context, dec func(any) error) (any, error) {
	in := new(grpc_health_v1.HealthCheckRequest)
	if err := dec(in); err != nil {
		return nil, err
	}
	return srv.(stockServer).Sum(ctx, in)
}
