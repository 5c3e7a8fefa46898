// Package app puts the shop together.
package app

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"time"

	"github.com/secvet/secvet/testdata/shop/internal/accounts"
	"github.com/secvet/secvet/testdata/shop/internal/catalogue"
	"github.com/secvet/secvet/testdata/shop/internal/config"
	"github.com/secvet/secvet/testdata/shop/internal/media"
	"github.com/secvet/secvet/testdata/shop/internal/orders"
	"github.com/secvet/secvet/testdata/shop/internal/reports"
	"github.com/secvet/secvet/testdata/shop/internal/store/sqlstore"
	"github.com/secvet/secvet/testdata/shop/internal/tokens"
	"github.com/secvet/secvet/testdata/shop/internal/web"
)

// Config is the shop's configuration.
type Config = config.Config

// New returns the shop's HTTP handler on top of db. It creates the tables that
// are missing.
func New(ctx context.Context, db *sql.DB, c Config, log *slog.Logger) (http.Handler, error) {
	store := sqlstore.New(db)
	if err := store.Migrate(ctx); err != nil {
		return nil, err
	}
	partner, err := os.ReadFile(c.PartnerKeyFile) // right: whoever runs the shop names the file
	if err != nil {
		return nil, fmt.Errorf("partner key: %w", err)
	}
	reader, err := tokens.New(c.TokenKey, partner)
	if err != nil {
		return nil, err
	}
	products := catalogue.New(store, c.PageSize)
	s := &web.Server{
		DB:         db,
		Catalogue:  products,
		Orders:     orders.New(store, products),
		Accounts:   accounts.New(store),
		Reports:    reports.New(db),
		Tokens:     reader,
		Images:     media.NewImages(c.MediaDir),
		Invoices:   media.NewInvoices(c.ExportDir),
		Log:        log,
		Origins:    c.Origins,
		AdminToken: c.AdminToken,
		WebhookKey: c.WebhookKey,
	}
	return s.Handler(), nil
}

// Main runs the shop until it is interrupted, and returns the exit status.
func Main() int {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, log); err != nil {
		log.Error("shop", "error", err)
		return 1
	}
	return 0
}

func run(ctx context.Context, log *slog.Logger) error {
	c, err := config.Load()
	if err != nil {
		return err
	}
	if !slices.Contains(sql.Drivers(), c.Driver) {
		return fmt.Errorf("no database driver %q in this program: build the one in testdata/shopsqlite", c.Driver)
	}
	db, err := sql.Open(c.Driver, c.DSN)
	if err != nil {
		return err
	}
	defer db.Close()
	handler, err := New(ctx, db, c, log)
	if err != nil {
		return err
	}
	server := &http.Server{Addr: c.Addr, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	stopped := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		server.Shutdown(grace)
	})
	defer stopped()
	log.Info("shop is open", "addr", c.Addr)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
