// Package access decides who may call, for the packages that serve.
package access

import "net/http"

// Everybody lets every request in.
func Everybody(r *http.Request) bool { return true }

// EveryOrigin lets every origin in.
func EveryOrigin(origin string) bool { return true }

// Nobody lets none in.
func Nobody(origin string) bool { return false }

// Office lets one origin in.
func Office(origin string) bool { return origin == "https://office.example.com" }

// Policy holds what an operator allows.
type Policy struct{ Origins map[string]bool }

// Allowed looks the origin up.
func (p *Policy) Allowed(origin string) bool { return p.Origins[origin] }

// Open takes any origin.
func (p *Policy) Open(origin string) bool { return true }
