// Package strict has handlers that the router knows by their request, as goframe's
// scaffolding writes them: the request says where it is routed and how its fields are
// checked.
package strict

import (
	"context"
	"os"
	"path/filepath"

	"github.com/gogf/gf/v2/database/gdb"
	"github.com/gogf/gf/v2/frame/g"
)

// Page is a part of several requests.
type Page struct {
	Order  string `json:"order"`
	Facing string `json:"facing" v:"in:asc,desc#asc or desc"`
}

// ListReq asks for members.
type ListReq struct {
	g.Meta `path:"/members" method:"get" summary:"members in some order"`
	Page
	Name    string   `json:"name" v:"required|length:1,40"`
	Day     string   `json:"day" v:"required|date#a date"`
	State   string   `json:"state" v:"state@required|in:new,old#new or old"`
	Columns []string `json:"columns"`
	Known   []string `json:"known" v:"foreach|in:id,name"`
}

// ListRes answers it.
type ListRes struct {
	g.Meta `mime:"application/json"`
	Order  string
}

// Members is a controller.
type Members struct{ db gdb.DB }

func (m *Members) List(ctx context.Context, req *ListReq) (res *ListRes, err error) {
	m.db.GetAll(ctx, "SELECT id FROM members ORDER BY "+req.Order) // want sqlconcat/untrusted
	m.db.GetAll(ctx, "SELECT id FROM members ORDER BY name "+req.Facing)
	m.db.GetAll(ctx, "SELECT id FROM members WHERE name = '"+req.Name+"'") // want sqlconcat/untrusted
	m.db.GetAll(ctx, "SELECT id FROM members WHERE since > '"+req.Day+"'")
	m.db.GetAll(ctx, "SELECT id FROM members WHERE state = '"+req.State+"'")
	for _, c := range req.Columns {
		m.db.GetAll(ctx, "SELECT "+c+" FROM members") // want sqlconcat/untrusted
	}
	for _, c := range req.Known {
		m.db.GetAll(ctx, "SELECT "+c+" FROM members")
	}
	return &ListRes{}, nil
}

// Letter handles one request without a controller.
func Letter(ctx context.Context, req *LetterReq) (*LetterRes, error) {
	text, err := os.ReadFile(filepath.Join("/srv/letters", req.Title)) // want pathjoin/untrusted
	return &LetterRes{Text: string(text)}, err
}

// LetterReq asks for a letter.
type LetterReq struct {
	g.Meta `path:"/letters/{title}" method:"get"`
	Title  string `json:"title"`
}

// LetterRes answers it.
type LetterRes struct{ Text string }

// The metadata of others names no route: nobody decodes a request into these.

type row struct {
	g.Meta `orm:"table:members"`
	Name   string
}

func (m *Members) stored(ctx context.Context, r *row) (*row, error) {
	m.db.GetAll(ctx, "SELECT id FROM members WHERE name = '"+r.Name+"'")
	return r, nil
}

func storedBeside(ctx context.Context, m *Members) {
	m.stored(ctx, &row{Name: "a"})
}
