module github.com/secvet/secvet/testdata/shop

go 1.26.0

require (
	github.com/golang-jwt/jwt/v5 v5.3.1
	github.com/rs/cors v1.11.1
	golang.org/x/crypto v0.58.0
)
