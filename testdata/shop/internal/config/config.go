// Package config reads the shop's settings from the environment.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Config is everything that whoever runs the shop decides.
type Config struct {
	Addr   string
	Driver string
	DSN    string

	// MediaDir holds the product images, ExportDir the invoices.
	MediaDir  string
	ExportDir string

	// Origins are the storefronts that may call the API with cookies.
	Origins []string

	// AdminToken protects the back office, WebhookKey signs the payment
	// provider's calls, TokenKey the access tokens that the shop issues.
	AdminToken string
	WebhookKey []byte
	TokenKey   []byte

	// PartnerKeyFile is the PEM file with the partner's public RSA key.
	PartnerKeyFile string

	PageSize int
}

// Load reads the configuration. Every error names the variable it is about.
func Load() (Config, error) {
	c := Config{
		Addr:           cmp.Or(os.Getenv("SHOP_ADDR"), "localhost:8080"),
		Driver:         cmp.Or(os.Getenv("SHOP_DRIVER"), "sqlite"),
		DSN:            cmp.Or(os.Getenv("SHOP_DSN"), "file:shop.db?_time_format=sqlite"),
		MediaDir:       cmp.Or(os.Getenv("SHOP_MEDIA_DIR"), "media"),
		ExportDir:      cmp.Or(os.Getenv("SHOP_EXPORT_DIR"), "invoices"),
		AdminToken:     os.Getenv("SHOP_ADMIN_TOKEN"),
		WebhookKey:     []byte(os.Getenv("SHOP_WEBHOOK_KEY")),
		TokenKey:       []byte(os.Getenv("SHOP_TOKEN_KEY")),
		PartnerKeyFile: os.Getenv("SHOP_PARTNER_KEY_FILE"),
		PageSize:       24,
	}
	if list := os.Getenv("SHOP_ORIGINS"); list != "" {
		c.Origins = strings.Split(list, ",")
	}
	if s := os.Getenv("SHOP_PAGE_SIZE"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			return Config{}, fmt.Errorf("SHOP_PAGE_SIZE: %w", err)
		}
		c.PageSize = n
	}
	return c, c.validate()
}

func (c Config) validate() error {
	const minKey = 32
	switch {
	case len(c.TokenKey) < minKey:
		return fmt.Errorf("SHOP_TOKEN_KEY: need at least %d bytes", minKey)
	case len(c.WebhookKey) < minKey:
		return fmt.Errorf("SHOP_WEBHOOK_KEY: need at least %d bytes", minKey)
	case c.PartnerKeyFile == "":
		return errors.New("SHOP_PARTNER_KEY_FILE: not set")
	case c.AdminToken == "":
		return errors.New("SHOP_ADMIN_TOKEN: not set")
	}
	return nil
}
