package archives

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/testdata/engine/remote/unpack"
)

// CallbackOfAnotherPackage gets the name of an entry from the package that reads the
// archive.
func CallbackOfAnotherPackage(dir string, z *zip.Reader) error {
	return unpack.Each(z, func(name string, r io.Reader) error {
		return write(filepath.Join(dir, name), r) // want pathjoin/archive
	})
}

// CallbackPassedOn gets it through one more function.
func CallbackPassedOn(dir string, z *zip.Reader) error {
	return unpack.Passed(z, func(name string, r io.Reader) error {
		return write(filepath.Join(dir, name), r) // want pathjoin/archive
	})
}

type folder struct{ dir string }

func (f folder) save(name string, r io.Reader) error {
	return write(filepath.Join(f.dir, name), r) // want pathjoin/archive
}

// CallbackIsMethod hands a method over.
func CallbackIsMethod(f folder, z *zip.Reader) error { return unpack.Each(z, f.save) }

// CallbackGetsEntry gets the entry itself.
func CallbackGetsEntry(dir string, z *zip.Reader) error {
	return unpack.Files(z, func(f *zip.File) (bool, error) {
		return false, writeEntry(filepath.Join(dir, f.Name), f) // want pathjoin/archive
	})
}

// CallbackAfterCheck is called with names that the other package has checked.
func CallbackAfterCheck(dir string, z *zip.Reader) error {
	return unpack.EachLocal(z, func(name string, r io.Reader) error {
		return write(filepath.Join(dir, name), r)
	})
}

// CallbackChecks checks what it gets.
func CallbackChecks(dir string, z *zip.Reader) error {
	return unpack.Each(z, func(name string, r io.Reader) error {
		if !filepath.IsLocal(name) {
			return errName
		}
		return write(filepath.Join(dir, name), r)
	})
}

// CallbackOfOwnText is called with the other package's own text.
func CallbackOfOwnText(dir string, z *zip.Reader) error {
	return unpack.Counted(z, func(text string, n int) error {
		return os.WriteFile(filepath.Join(dir, text), nil, 0o600)
	})
}
