package guards

import (
	"io"
	"os"
	"path/filepath"

	"github.com/pkg/sftp"
)

// store serves a folder by SFTP: the library cleans a request's paths behind a slash,
// except that of a symbolic link's target.
type store struct{ base string }

func (s *store) Fileread(r *sftp.Request) (io.ReaderAt, error) {
	return os.Open(filepath.Join(s.base, r.Filepath))
}

func (s *store) Filewrite(r *sftp.Request) (io.WriterAt, error) {
	return os.Create(r.Filepath) // want pathjoin/untrusted
}

func (s *store) Filecmd(r *sftp.Request) error {
	switch r.Method {
	case "Rename":
		return os.Rename(filepath.Join(s.base, r.Filepath), filepath.Join(s.base, r.Target))
	case "Symlink":
		return os.Symlink(r.Filepath, filepath.Join(s.base, r.Target)) // want pathjoin/untrusted
	}
	return nil
}
