module github.com/secvet/secvet/testdata/heavycgo

go 1.26.0

require (
	crawshaw.io/sqlite v0.3.2
	github.com/confluentinc/confluent-kafka-go/v2 v2.11.1
	github.com/mattn/go-sqlite3 v1.14.53
	github.com/secvet/secvet v0.0.0
)

require (
	golang.org/x/mod v0.39.0 // indirect
	golang.org/x/sync v0.22.0 // indirect
	golang.org/x/tools v0.49.0 // indirect
)

replace github.com/secvet/secvet => ../..
