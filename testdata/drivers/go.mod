module github.com/secvet/secvet/testdata/drivers

go 1.26.0

require (
	github.com/golang-jwt/jwt/v5 v5.3.1
	github.com/rs/cors v1.11.1
	github.com/tsenart/nap v0.0.0-20190313104555-a650a3fbb7be
	golang.org/x/crypto v0.58.0
)

require github.com/mattn/go-sqlite3 v1.14.53 // indirect
