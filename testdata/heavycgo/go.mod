module github.com/secvet/secvet/testdata/heavycgo

go 1.26.0

require (
	crawshaw.io/sqlite v0.3.2
	github.com/confluentinc/confluent-kafka-go/v2 v2.11.1
	github.com/mattn/go-sqlite3 v1.14.53
)

require (
	github.com/rivo/uniseg v0.4.7 // indirect
	golang.org/x/crypto v0.55.0 // indirect
	golang.org/x/net v0.58.0 // indirect
	golang.org/x/sync v0.22.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/term v0.47.0 // indirect
)
