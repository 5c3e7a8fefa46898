// Package store sends statements and file names to a service, in a way that no
// analysis can follow: catalog.txt says what its functions do.
package store

import (
	"bufio"
	"fmt"
	"net"
)

// Client is a connection to the service.
type Client struct{ conn net.Conn }

// Run runs a statement there.
func (c *Client) Run(statement string) error {
	_, err := fmt.Fprintf(c.conn, "%d %s", len(statement), statement)
	return err
}

// Runner is what a Client does.
type Runner interface{ Run(statement string) error }

// Each runs a statement and converts the rows.
func Each[T any](statement string, row func(T)) error { return nil }

// Load reads a file there.
func Load(c *Client, name string) (string, error) {
	return bufio.NewReader(c.conn).ReadString(byte(len(name)))
}

// Job comes from a queue.
type Job struct{ Payload string }

// Column is the name of a column, whoever asks for it.
func Column(asked string) string { return fmt.Sprint(asked) }

// ByName looks something up, two calls from where the text is built.
func ByName(c *Client, column string) error { return byColumn(c, column) }

func byColumn(c *Client, column string) error {
	return c.Run("SELECT id FROM jobs ORDER BY " + column) // flaw: sqlconcat/untrusted
}
