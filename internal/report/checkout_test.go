package report

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFileURI(t *testing.T) {
	for _, test := range []struct {
		name, root, checkout, file string
		uri                        string
		relative                   bool
	}{
		{"noCheckout", "/src/shop", "", "web/a.go", "web/a.go", true},
		{"belowCheckout", "/src/shop", "/src", "web/a.go", "shop/web/a.go", true},
		{"besideRoot", "/src/shop", "/src", "../lib/a.go", "lib/a.go", true},
		{"outside", "/src/shop", "/src", "../../go/a b.go", "file:///go/a%20b.go", false},
		{"outsideWithoutRoot", "", "", "../a.go", "../a.go", false},
		{"absoluteInside", "/src/shop", "/src", "/src/shop/a.go", "shop/a.go", true},
		{"absoluteOutside", "/src/shop", "/src", "/go/a.go", "file:///go/a.go", false},
		{"likeTheRoot", "/src", "", "/src2/a.go", "file:///src2/a.go", false},
		{"encoded", "/src", "", "größe &/a#1%?.go", "gr%C3%B6%C3%9Fe%20&/a%231%25%3F.go", true},
		{"colon", "/src", "", "a:b.go", "a%3Ab.go", true},
		{"drive", `C:\src\shop`, `C:\src`, "web/a.go", "shop/web/a.go", true},
		{"otherDrive", `C:\src`, `C:\src`, "D:/go/a.go", "file:///D:/go/a.go", false},
	} {
		v := newView(&Report{Root: test.root}, Options{})
		if test.checkout != "" {
			v.VersionControl = &VersionControl{Root: test.checkout}
		}
		if uri, relative := v.fileURI(test.file); uri != test.uri || relative != test.relative {
			t.Errorf("%s: got %s, %v, want %s, %v", test.name, uri, relative, test.uri, test.relative)
		}
	}
}

// TestFileURIThroughLink: git names the checkout without symbolic links, the
// shell may not.
func TestFileURIThroughLink(t *testing.T) {
	real := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.WriteFile(filepath.Join(real, "a.go"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	v := newView(&Report{Root: link, VersionControl: &VersionControl{Root: resolved(real)}}, Options{})
	if uri, relative := v.fileURI("a.go"); uri != "a.go" || !relative {
		t.Errorf("got %s, %v", uri, relative)
	}
}
