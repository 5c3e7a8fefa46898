package store

import "os"

// Settings reads the file that the command line names.
func Settings() ([]byte, error) {
	return os.ReadFile(os.Args[1])
}
