// Package page takes the results of the calls that the other packages are
// about, so that each of those fits on a line.
package page

import (
	"database/sql"
	"io"
	"io/fs"
	"log"
	"os"
)

// Show writes the rows of a query.
func Show(rows *sql.Rows, err error) {
	if err != nil {
		log.Print(err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		log.Print("row")
	}
}

// Count writes the single number of a query.
func Count(row *sql.Row) {
	var n int64
	log.Print(n, row.Scan(&n))
}

// Done writes the result of a statement.
func Done(res sql.Result, err error) { log.Print(res, err) }

// Prepared closes a statement.
func Prepared(stmt *sql.Stmt, err error) {
	if err == nil {
		stmt.Close()
	}
}

// File copies a file to the standard output.
func File(f *os.File, err error) {
	if err != nil {
		log.Print(err)
		return
	}
	defer f.Close()
	io.Copy(os.Stdout, f)
}

// Bytes writes the content of a file.
func Bytes(b []byte, err error) { log.Print(len(b), err) }

// Entries writes the names in a directory.
func Entries(list []fs.DirEntry, err error) { log.Print(len(list), err) }

// Ok writes err.
func Ok(err error) { log.Print(err) }
