package shapes

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	tools "github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Tools are called with what a language model made of texts that anybody may have
// written.

type report struct {
	Table string `json:"table"`
	Limit int    `json:"limit"`
}

type reporter struct{ db *sql.DB }

func (r *reporter) register(s *mcp.Server) {
	mcp.AddTool(s, &mcp.Tool{Name: "count"}, r.count)
	mcp.AddTool(s, &mcp.Tool{Name: "count-known"}, r.countKnown)
	s.AddTool(&mcp.Tool{Name: "raw"}, r.raw)
	s.AddResource(&mcp.Resource{URI: "table:users"}, r.read)
}

func (r *reporter) count(ctx context.Context, _ *mcp.CallToolRequest, in report) (*mcp.CallToolResult, any, error) {
	var n int
	err := r.db.QueryRowContext(ctx, "SELECT count(*) FROM "+in.Table).Scan(&n) // want sqlconcat/untrusted
	return nil, n, err
}

func (r *reporter) countKnown(ctx context.Context, _ *mcp.CallToolRequest, in report) (*mcp.CallToolResult, any, error) {
	switch in.Table {
	case "users", "orders":
	default:
		return nil, nil, errors.New("no such table")
	}
	var n int
	err := r.db.QueryRowContext(ctx, "SELECT count(*) FROM "+in.Table).Scan(&n)
	return nil, n, err
}

func (r *reporter) raw(ctx context.Context, req *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	var in report
	if err := json.Unmarshal(req.Params.Arguments, &in); err != nil {
		return nil, err
	}
	_, err := r.db.ExecContext(ctx, "ANALYZE "+in.Table) // want sqlconcat/untrusted
	return &mcp.CallToolResult{}, err
}

func (r *reporter) read(ctx context.Context, req *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	_, err := r.db.ExecContext(ctx, "SELECT body FROM docs WHERE uri = '"+req.Params.URI+"'") // want sqlconcat/untrusted
	return &mcp.ReadResourceResult{}, err
}

func (r *reporter) serve(s *server.MCPServer) {
	s.AddTool(tools.NewTool("find"), r.find)
	s.AddTool(tools.NewTool("page"), r.page)
	s.AddTool(tools.NewTool("typed"), tools.NewTypedToolHandler(r.typed))
}

func (r *reporter) find(ctx context.Context, req tools.CallToolRequest) (*tools.CallToolResult, error) {
	order, err := req.RequireString("order")
	if err != nil {
		return tools.NewToolResultError(err.Error()), nil
	}
	_, err = r.db.ExecContext(ctx, "SELECT id FROM users ORDER BY "+order) // want sqlconcat/untrusted
	return &tools.CallToolResult{}, err
}

func (r *reporter) page(ctx context.Context, req tools.CallToolRequest) (*tools.CallToolResult, error) {
	_, err := r.db.ExecContext(ctx, "SELECT id FROM users WHERE name = ?", req.GetString("name", ""))
	return &tools.CallToolResult{}, err
}

func (r *reporter) typed(ctx context.Context, _ tools.CallToolRequest, in report) (*tools.CallToolResult, error) {
	_, err := r.db.ExecContext(ctx, "DELETE FROM users WHERE name = '"+in.Table+"'") // want sqlconcat/untrusted
	return &tools.CallToolResult{}, err
}
