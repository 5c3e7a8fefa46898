package flow

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/secvet/secvet/internal/catalog"
)

// catalogFlag takes user catalogs: FILE@SHA256, so that the go command's cache
// sees a changed file as a changed flag, or text: followed by the catalog itself
// for drivers that read no files. It may be given several times.
type catalogFlag struct{}

var (
	userMu   sync.Mutex
	userArgs []string
)

func (catalogFlag) String() string { return "" }

func (catalogFlag) Set(arg string) error {
	userMu.Lock()
	defer userMu.Unlock()
	// Bazel's nogo sets the flags once for each analyzer that requires flow.
	if arg != "" && !slices.Contains(userArgs, arg) {
		userArgs = append(userArgs, arg)
	}
	return nil
}

// userCatalog returns a catalog with the user's entries.
func userCatalog() (*catalog.Catalog, error) {
	userMu.Lock()
	defer userMu.Unlock()
	cat := catalog.New()
	for _, arg := range userArgs {
		name, text, err := readCatalogArg(arg)
		if err != nil {
			return nil, err
		}
		if err := cat.AddUser(name, text); err != nil {
			return nil, err
		}
	}
	return cat, nil
}

func readCatalogArg(arg string) (name string, text []byte, err error) {
	if inline, ok := strings.CutPrefix(arg, "text:"); ok {
		return "inline catalog", []byte(inline), nil
	}
	file, want, ok := cutLast(arg, "@")
	if !ok {
		return "", nil, fmt.Errorf("-flow.catalog=%s: write FILE@SHA256, so that a changed file is analysed again", arg)
	}
	// The go command runs its tool in the folder of the package: a relative name is
	// one as seen from there or from a folder above.
	for name := file; ; name = filepath.Join("..", name) {
		text, err = os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) && !filepath.IsAbs(file) && strings.Count(name, "..") < foldersAbove {
			continue
		}
		break
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil, fmt.Errorf("there is no user catalog %s, here or in a folder above", file)
	}
	if err != nil {
		return "", nil, fmt.Errorf("reading a user catalog: %w", err)
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != want {
		return "", nil, fmt.Errorf("%s does not have the content that -flow.catalog announces (its SHA-256 is %x): run this again if it was changed just now", file, sum)
	}
	return file, text, nil
}

// foldersAbove is how many folders above a package are looked into: more than modules
// are deep.
const foldersAbove = 64

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
