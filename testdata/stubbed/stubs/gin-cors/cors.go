// Package cors has the signatures of github.com/itsjamie/gin-cors at ef28d3d.
package cors

import "time"

type Config struct {
	ValidateHeaders bool
	Origins         string
	RequestHeaders  string
	ExposedHeaders  string
	Methods         string
	MaxAge          time.Duration
	Credentials     bool
}

func Middleware(config Config) func(any) { return nil }
