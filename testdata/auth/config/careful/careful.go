// Package careful has a default too, and refuses to run with it.
package careful

import (
	"errors"
	"os"
)

// Config is what an operator sets.
type Config struct {
	Production bool
	JWTSecret  string `envDefault:"to be replaced"`
}

func getEnv(key, fallback string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return fallback
}

// Load reads the environment.
func Load() (Config, error) {
	c := Config{Production: os.Getenv("APP_ENV") == "production", JWTSecret: getEnv("JWT_SECRET", "change-me")}
	if c.Production && (c.JWTSecret == "change-me" || c.JWTSecret == "to be replaced") {
		return c, errors.New("set JWT_SECRET")
	}
	return c, nil
}
