// Package downloads writes files under names that another server answers.
package downloads

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

type asset struct {
	Name   string `json:"name"`
	Digest string `json:"digest"`
	Size   int64  `json:"size"`
}

type release struct {
	Version string  `json:"version"`
	Assets  []asset `json:"assets"`
}

func latest(url string) (*release, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var r release
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return nil, fmt.Errorf("release: %w", err)
	}
	return &r, nil
}

func save(name string, r io.Reader) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}

func nameOfAsset(dir, url string, content io.Reader) error {
	r, err := latest(url)
	if err != nil {
		return err
	}
	for _, a := range r.Assets {
		if err := save(filepath.Join(dir, a.Name), content); err != nil { // want pathjoin/download
			return err
		}
	}
	return nil
}

func baseOfAsset(dir, url string, content io.Reader) error {
	r, err := latest(url)
	if err != nil {
		return err
	}
	for _, a := range r.Assets {
		if err := save(filepath.Join(dir, path.Base(a.Name)), content); err != nil {
			return err
		}
	}
	return nil
}

func localAsset(dir, url string, content io.Reader) error {
	r, err := latest(url)
	if err != nil {
		return err
	}
	for _, a := range r.Assets {
		if !filepath.IsLocal(a.Name) {
			return fmt.Errorf("asset %q leads out of the folder", a.Name)
		}
		if err := save(filepath.Join(dir, a.Name), content); err != nil {
			return err
		}
	}
	return nil
}

func sizeOfAsset(dir, url string, content io.Reader) error {
	r, err := latest(url)
	if err != nil || len(r.Assets) == 0 {
		return err
	}
	return save(filepath.Join(dir, fmt.Sprintf("asset-%d", r.Assets[0].Size)), content)
}

// blob is where a layer is kept.
func blob(dir, digest string) string {
	return filepath.Join(dir, "blobs", strings.ReplaceAll(digest, ":", "-")) // want pathjoin/download
}

func digestAsName(dir, url string, content io.Reader) error {
	r, err := latest(url)
	if err != nil || len(r.Assets) == 0 {
		return err
	}
	return save(blob(dir, r.Assets[0].Digest), content)
}

var sha256Digest = regexp.MustCompile(`^sha256[:-][0-9a-f]{64}$`)

func checkedBlob(dir, digest string) (string, error) {
	if !sha256Digest.MatchString(digest) {
		return "", fmt.Errorf("invalid digest %q", digest)
	}
	return filepath.Join(dir, "blobs", strings.ReplaceAll(digest, ":", "-")), nil
}

func checkedDigestAsName(dir, url string, content io.Reader) error {
	r, err := latest(url)
	if err != nil || len(r.Assets) == 0 {
		return err
	}
	file, err := checkedBlob(dir, r.Assets[0].Digest)
	if err != nil {
		return err
	}
	return save(file, content)
}

func attachment(dir, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, params, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition"))
	if err != nil {
		return err
	}
	return save(filepath.Join(dir, params["filename"]), resp.Body) // want pathjoin/download
}

func nameOfAddress(dir, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return save(filepath.Join(dir, path.Base(url)), resp.Body)
}

// A version that is only compared does no harm.
func onlyRead(dir, url string) ([]byte, error) {
	r, err := latest(url)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, r.Version+".txt"))
}

func oldVersion(dir, url string) error {
	r, err := latest(url)
	if err != nil {
		return err
	}
	return os.RemoveAll(filepath.Join(dir, r.Version)) // want pathjoin/download
}

// The check forgets the separator.
func brokenCheck(dir, url string, content io.Reader) error {
	r, err := latest(url)
	if err != nil || len(r.Assets) == 0 {
		return err
	}
	file := filepath.Join(dir, r.Assets[0].Name)
	if !strings.HasPrefix(file, dir) { // want pathjoin/broken-guard
		return errors.New("asset leads out of the folder")
	}
	return save(file, content)
}
