// Package config reads the settings of a service; other packages sign with them.
package config

import (
	"flag"
	"os"
	"strings"
)

// Config is what an operator sets.
type Config struct {
	Addr          string
	JWTSecret     string
	JWTKeyFile    string
	JWTPublicKey  string
	JWTHeader     string
	SessionSecret string
}

func getEnv(key, fallback string) string {
	if v, ok := os.LookupEnv(key); ok && strings.TrimSpace(v) != "" {
		return v
	}
	return fallback
}

// Load reads the environment.
func Load() Config {
	return Config{
		Addr:         getEnv("ADDR", ":8080"),
		JWTSecret:    getEnv("JWT_SECRET", "change-me"), // want jwtalg/hardcoded-key
		JWTKeyFile:   getEnv("JWT_KEY_FILE", "/etc/service/jwt.pem"),
		JWTPublicKey: getEnv("JWT_PUBLIC_KEY", "public.pem"),
		JWTHeader:    getEnv("JWT_HEADER", "Authorization"),
	}
}

// Unset has no default.
func Unset() Config {
	return Config{JWTSecret: os.Getenv("JWT_SECRET")}
}

// Later sets what was left out.
func Later() *Config {
	c := &Config{JWTSecret: os.Getenv("APP_JWT_SECRET")}
	if c.JWTSecret == "" {
		c.JWTSecret = "a default that everybody can read" // want jwtalg/hardcoded-key
	}
	return c
}

// Development is only for those who run it on their own machine.
func Development(debug bool) Config {
	var c Config
	if debug {
		c.JWTSecret = "only on this machine"
	}
	return c
}

// Flags are those of the command line.
func Flags(args []string) (Config, error) {
	var c Config
	set := flag.NewFlagSet("service", flag.ContinueOnError)
	set.StringVar(&c.JWTSecret, "jwt-secret", "s3cr3t of the flags", "secret of the tokens") // want jwtalg/hardcoded-key
	set.StringVar(&c.JWTKeyFile, "jwt-key-file", "jwt.pem", "file with the key")
	return c, set.Parse(args)
}

// names of settings are no secrets.
var settingNames = struct{ JWTSecret string }{JWTSecret: "jwt_secret"}

// Tagged is filled by a library from the environment.
type Tagged struct {
	Secret struct {
		Value string `env:"JWT_SECRET"`
	}
	JWTSecret string `env:"JWT_SECRET" envDefault:"tagged default"`    // want jwtalg/hardcoded-key
	Signing   string `env:"JWT_SIGNING_KEY" default:"another default"` // want jwtalg/hardcoded-key
	JWTIssuer string `env:"JWT_ISSUER" envDefault:"https://example.com"`
}
