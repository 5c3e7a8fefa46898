//go:build libraries

// Package files is code on libraries for files and archives that the analyzers are tested on.
package files

import (
	_ "github.com/bodgit/sevenzip"
	_ "github.com/cyphar/filepath-securejoin"
	_ "github.com/cyphar/filepath-securejoin/pathrs-lite"
	_ "github.com/go-git/go-billy/v5"
	_ "github.com/go-git/go-billy/v5/osfs"
	_ "github.com/go-git/go-billy/v5/util"
	_ "github.com/go-git/go-git/v5"
	_ "github.com/google/renameio/v2"
	_ "github.com/google/uuid"
	_ "github.com/klauspost/compress/zip"
	_ "github.com/mholt/archives"
	_ "github.com/nwaples/rardecode"
	_ "github.com/nwaples/rardecode/v2"
	_ "github.com/otiai10/copy"
	_ "github.com/pkg/sftp"
	_ "github.com/spf13/afero"
	_ "golang.org/x/sys/unix"
	_ "gorm.io/driver/sqlite"
)
