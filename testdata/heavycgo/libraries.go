//go:build libraries

// Package heavycgo is code on libraries that need cgo that the analyzers are tested on.
package heavycgo

import (
	_ "crawshaw.io/sqlite"
	_ "crawshaw.io/sqlite/sqlitex"
	_ "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	_ "github.com/mattn/go-sqlite3"
)
