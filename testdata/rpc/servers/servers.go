// Package servers is code that servers of other protocols than HTTP call with what
// their clients ask for.
package servers

import (
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	fork "github.com/charmbracelet/ssh"
	"github.com/emersion/go-smtp"
	davserver "github.com/emersion/go-webdav"
	"github.com/gliderlabs/ssh"
	"github.com/pin/tftp/v3"
	channels "golang.org/x/crypto/ssh"
	"golang.org/x/net/webdav"
)

const root = "/srv/files"

func use(...any) {}

// folder serves a folder by WebDAV.
type folder struct{ base string }

func (f *folder) Mkdir(ctx context.Context, name string, perm os.FileMode) error {
	return os.Mkdir(filepath.Join(f.base, name), perm) // want pathjoin/untrusted
}

func (f *folder) OpenFile(ctx context.Context, name string, flag int, perm os.FileMode) (webdav.File, error) {
	return os.OpenFile(filepath.Join(f.base, path.Clean("/"+name)), flag, perm)
}

func (f *folder) RemoveAll(ctx context.Context, name string) error {
	if !filepath.IsLocal(strings.TrimPrefix(name, "/")) {
		return errors.New("invalid name")
	}
	return os.RemoveAll(filepath.Join(f.base, strings.TrimPrefix(name, "/")))
}

func (f *folder) Rename(ctx context.Context, from, to string) error {
	return os.Rename(
		filepath.Join(f.base, path.Clean("/"+from)),
		filepath.Join(f.base, to)) // want pathjoin/untrusted
}

func (f *folder) Stat(ctx context.Context, name string) (os.FileInfo, error) {
	return os.Stat(filepath.Join(f.base, name)) // a probe
}

// Open is no method of the interface.
func (f *folder) Open(name string) (*os.File, error) {
	return os.Open(filepath.Join(f.base, name))
}

// drawer has one method of the interface: nobody calls it.
type drawer struct{ base string }

func (d *drawer) Mkdir(ctx context.Context, name string, perm os.FileMode) error {
	return os.Mkdir(filepath.Join(d.base, name), perm)
}

type library struct {
	davserver.FileSystem
	base string
}

func (l library) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	return os.Open(filepath.Join(l.base, name)) // want pathjoin/untrusted
}

// mailbox keeps a file for each recipient.
type mailbox struct {
	smtp.Session
	to string
}

func (m *mailbox) Rcpt(to string) error {
	m.to = to
	return os.MkdirAll(filepath.Join(root, to), 0o755) // want pathjoin/untrusted
}

func (m *mailbox) Data(r io.Reader) error {
	return os.MkdirAll(filepath.Join(root, filepath.Base(m.to)), 0o755)
}

func boot() *tftp.Server {
	read := func(name string, to io.ReaderFrom) error {
		f, err := os.Open(name) // want pathjoin/untrusted
		if err != nil {
			return err
		}
		_, err = to.ReadFrom(f)
		return err
	}
	write := func(name string, from io.WriterTo) error {
		f, err := os.OpenInRoot(root, name)
		if err != nil {
			return err
		}
		_, err = from.WriteTo(f)
		return err
	}
	return tftp.NewServer(read, write)
}

func command(s ssh.Session) {
	if args := s.Command(); len(args) == 2 {
		use(os.Open(filepath.Join(root, args[1]))) // want pathjoin/untrusted
	}
}

func commandOfFork(s fork.Session) {
	if args := s.Command(); len(args) == 2 {
		use(os.Open(filepath.Join(root, args[1]))) // want pathjoin/untrusted
		use(os.Open(filepath.Join(root, filepath.Base(args[1]))))
	}
}

func payload(requests <-chan *channels.Request) {
	for r := range requests {
		var msg struct{ Command string }
		if err := channels.Unmarshal(r.Payload, &msg); err != nil {
			continue
		}
		use(os.Open(filepath.Join(root, strings.TrimPrefix(msg.Command, "get ")))) // want pathjoin/untrusted
	}
}
