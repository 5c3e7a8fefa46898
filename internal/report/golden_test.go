package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/report/sample"
)

var update = flag.Bool("update", false, "write the golden files in testdata")

// TestGolden compares every format with the files in testdata, byte for byte.
func TestGolden(t *testing.T) {
	reports := map[string]func() *report.Report{
		"zero": sample.Zero, "one": sample.One, "many": sample.Many,
	}
	options := map[string]report.Options{
		"":            {},
		".suppressed": {Suppressed: true, Verbose: true},
		".narrow":     {Width: 60},
		".color":      {Width: 100, Color: true},
	}
	extensions := map[string]string{"text": "txt", "json": "json", "sarif": "sarif", "html": "html", "github": "github", "gitlab": "gitlab.json"}
	for _, format := range report.Formats() {
		for name, build := range reports {
			for variant, o := range options {
				if format != "text" && (o.Width > 0 || name != "many" && o.Suppressed) {
					continue // nothing that the others don't show
				}
				file := filepath.Join("testdata", name+variant+"."+extensions[format])
				t.Run(filepath.Base(file), func(t *testing.T) { compare(t, file, write(t, format, build(), o)) })
			}
		}
	}
}

func TestGoldenSummary(t *testing.T) {
	var all bytes.Buffer
	for _, r := range []*report.Report{sample.Zero(), sample.One(), sample.Many(), sample.Huge()} {
		if err := report.WriteSummary(&all, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := report.WriteSummary(&all, sample.Many(), report.Options{Suppressed: true, Color: true}); err != nil {
		t.Fatal(err)
	}
	compare(t, filepath.Join("testdata", "summary.txt"), all.Bytes())
}

func write(t *testing.T, format string, r *report.Report, o report.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.Write(&out, format, r, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test -update writes it anew, git diff shows how. Got:\n%s", file, got)
	}
}
