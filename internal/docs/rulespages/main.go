// Rulespages writes the documentation that follows from the code into the
// repository, below the directory that its argument names or else here:
//
//	go run ./internal/docs/rulespages
//
// Pages of rules that are gone are removed. What is written is decided in
// internal/docs.
package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/analyzers"
	"github.com/secvet/secvet/internal/docs"
)

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	if err := write(root, docs.Files(analyzers.Rules())); err != nil {
		fmt.Fprintln(os.Stderr, "rulespages:", err)
		os.Exit(1)
	}
}

func write(root string, files map[string][]byte) error {
	if _, err := os.Stat(filepath.Join(root, "analyzers")); err != nil {
		return fmt.Errorf("%s is not the root of the repository: %w", root, err)
	}
	if err := removeOthers(root, files); err != nil {
		return err
	}
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, text) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// removeOthers removes the pages that are not among the files.
func removeOthers(root string, files map[string][]byte) error {
	dir := filepath.Join(root, filepath.FromSlash(docs.RulesDir))
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		return nil
	}
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if _, ok := files[filepath.ToSlash(rel)]; ok || err != nil {
			return err
		}
		return os.Remove(name)
	})
}
