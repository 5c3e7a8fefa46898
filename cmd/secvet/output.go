package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
)

// writeFile puts content into a file, all or nothing: it is written beside the
// file and takes its place, with its permissions, when it is complete. A symbolic
// link stays and its target is replaced; what is not a regular file, such as a
// device, is written to as it is.
func writeFile(name string, content []byte) (err error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	old, statErr := os.Stat(name)
	if statErr == nil && !old.Mode().IsRegular() {
		return os.WriteFile(name, content, 0o666)
	}
	f, err := createBeside(name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("writing %s: %w", name, err)
		}
	}()
	if statErr == nil {
		if err := f.Chmod(old.Mode().Perm()); err != nil && runtime.GOOS != "windows" {
			return err
		}
	}
	if _, err := f.Write(content); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// createBeside makes a new file in the directory of another, with the
// permissions that any new file gets (os.CreateTemp makes private ones).
func createBeside(name string) (*os.File, error) {
	return os.OpenFile(fmt.Sprintf("%s.%x.tmp", name, rand.Uint64()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// checkOutput refuses a file that cannot be written for want of its directory,
// before the work and not after it. No name is no output.
func checkOutput(flag, name string) error {
	if name == "" {
		return nil
	}
	info, err := os.Stat(filepath.Dir(name))
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a directory", filepath.Dir(name))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	return nil
}
