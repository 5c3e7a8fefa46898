package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestOutputReplacesFileWhole(t *testing.T) {
	dir := files(t, shop)
	name := filepath.Join(dir, "report.json")
	if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "taken"), 0o777); err != nil {
		t.Fatal(err)
	}
	// Who has the old report open keeps reading the old one.
	old, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()

	r := secvet{dir: dir, args: []string{"-f=json", "-o", "report.json"}}.run(t)
	r.want(t, exitClean, nil, []string{"3 findings"})
	if r.stdout != "" {
		t.Errorf("standard output has %q", r.stdout)
	}
	want := secvet{dir: dir, args: []string{"-f=json"}}.run(t).stdout
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("report: %v\n%s\nwant:\n%s", err, got, want)
	}
	text := make([]byte, 10)
	if n, _ := old.Read(text); string(text[:n]) != "old" {
		t.Errorf("the old file was changed to %q", text[:n])
	}

	secvet{dir: dir, args: []string{"-o", "taken"}}.run(t).want(t, exitFailed, nil, []string{"taken"})
	if left, _ := filepath.Glob(filepath.Join(dir, "*.tmp")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestOutputThroughSymbolicLink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", link); err != nil {
		t.Skip(err)
	}
	if err := writeFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(target); string(got) != "new" {
		t.Errorf("target has %q", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
}

func TestOutputToDevice(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no device files")
	}
	if err := writeFile(os.DevNull, []byte("x")); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s was replaced: %v %v", os.DevNull, info, err)
	}
}
