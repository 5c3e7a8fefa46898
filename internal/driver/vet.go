package driver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/record"
)

// vetted is what runs of go vet said.
type vetted struct {
	// records are those of the packages that were analysed.
	records []*finding.Unit
	// failed maps packages to the error of the analyzer that gave up on them.
	failed map[string]string
	// said is what the runs printed on standard error.
	said messages
	// progress is called with the packages that were analysed after each of them;
	// nil when nobody wants to know.
	progress func(done map[string]bool)
	// incomplete says that the go command was not content with some package.
	incomplete bool
}

// vet runs go vet over the packages with the files of the overlay.
func (r *run) vet(ctx context.Context, pkgs []*pkg, over *overlay) (*vetted, error) {
	flags, err := r.cfg.analysisFlags()
	if err != nil {
		return nil, err
	}
	args := append([]string{"vet", "-json", "-vettool=" + r.cfg.Tool}, flags...)
	args = append(args, r.outsideFlag()...)
	args = append(args, r.cfg.buildFlags()...)
	args = append(args, r.overlayFlag(over.file)...)
	args = append(args, "--")

	v := &vetted{failed: make(map[string]string), progress: r.progress(pkgs)}
	v.said.tool, v.said.downloads = r.cfg.Tool, r.cfg.Downloads
	for batch := range batches(r.names(pkgs), maxArgs()) {
		if err := r.vetBatch(ctx, v, append(args[:len(args):len(args)], batch...)); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// progress tells the user of each of the packages that is done: those that are
// imported by them leave records as well.
func (r *run) progress(pkgs []*pkg) func(done map[string]bool) {
	if r.cfg.Progress == nil {
		return nil
	}
	r.cfg.Progress(0, len(pkgs))
	return func(done map[string]bool) {
		n := 0
		for _, p := range pkgs {
			if done[p.ImportPath] {
				n++
			}
		}
		r.cfg.Progress(n, len(pkgs))
	}
}

// outsideFlag names the packages outside the main module that are reported on.
// They are analysed in full as something that is imported, and not asked for by
// name: go vet would want their tests as well, and what these import.
func (r *run) outsideFlag() []string {
	if len(r.cfg.Outside) == 0 {
		return nil
	}
	return []string{"-flow.outside=" + strings.Join(slices.Sorted(slices.Values(r.cfg.Outside)), ",")}
}

// names returns what to call the packages on the command line. These are import
// paths and not the user's patterns, so that a package that cannot be loaded is
// not asked for; only files stay what they are.
func (r *run) names(pkgs []*pkg) []string {
	if onlyFiles(r.cfg.Patterns) {
		return r.cfg.Patterns
	}
	var names []string
	for _, p := range pkgs {
		names = append(names, p.ImportPath)
	}
	return names
}

// maxArgs is how many bytes of names go on one command line: Windows takes 32
// KiB in all, Linux and macOS take 256 KiB and more, environment included.
func maxArgs() int {
	if runtime.GOOS == "windows" {
		return 24 << 10
	}
	return 128 << 10
}

// batches cuts names into pieces of about limit bytes.
func batches(names []string, limit int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		size, start := 0, 0
		for i, name := range names {
			if size += len(name) + 1; size > limit && i > start {
				if !yield(names[start:i]) {
					return
				}
				size, start = len(name)+1, i
			}
		}
		if start < len(names) {
			yield(names[start:])
		}
	}
}

func (r *run) vetBatch(ctx context.Context, v *vetted, args []string) error {
	cmd := r.tool.command(ctx, args...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = &v.said
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("running go vet: %w", err)
	}
	before := len(v.records)
	readErr := v.read(stdout)
	if readErr != nil {
		io.Copy(io.Discard, stdout) // let go vet come to its end
	}
	err = cmd.Wait()
	v.said.flush()
	if readErr != nil {
		return readErr
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && (len(v.records) > before || v.said.packages() > 0) {
		v.incomplete = true
		return nil
	}
	if err != nil && v.said.loose() != "" {
		return fmt.Errorf("running go vet: %s", v.said.loose())
	}
	return err
}

// tree is what a vet tool prints for one package: package, analyzer, and either
// a list of diagnostics or an error.
type tree map[string]map[string]json.RawMessage

type diagnostic struct {
	Category string `json:"category"`
	Message  string `json:"message"`
}

// read takes the records out of the output of go vet -json, which is a stream
// of trees.
func (v *vetted) read(stdout io.Reader) error {
	dec := json.NewDecoder(stdout)
	done := make(map[string]bool)
	for {
		var t tree
		if err := dec.Decode(&t); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading the output of go vet: %w", err)
		}
		for path, results := range t {
			if err := v.readPackage(path, results); err != nil {
				return fmt.Errorf("reading the output of go vet for %s: %w", path, err)
			}
			done[path] = true
		}
		if v.progress != nil {
			v.progress(done)
		}
	}
}

func (v *vetted) readPackage(path string, results map[string]json.RawMessage) error {
	if text := analyzerError(results); text != "" {
		v.failed[path] = text
		return nil
	}
	var diags []diagnostic
	if len(results[record.Name]) > 0 {
		if err := json.Unmarshal(results[record.Name], &diags); err != nil {
			return err
		}
	}
	for _, d := range diags {
		switch unit, ok, err := record.Parse(d.Category, d.Message); {
		case err != nil:
			v.failed[path] = err.Error()
		case ok:
			v.records = append(v.records, unit)
		}
	}
	return nil
}

// analyzerError returns the errors of analyzers, without those of analyzers that
// only miss the result of another; empty when there was none.
func analyzerError(results map[string]json.RawMessage) string {
	var causes, others []string
	for name, result := range results {
		var failure struct {
			Error string `json:"error"`
		}
		if json.Unmarshal(result, &failure) != nil || failure.Error == "" {
			continue // a list of diagnostics
		}
		text := name + ": " + failure.Error
		if strings.HasPrefix(failure.Error, "failed prerequisites:") {
			others = append(others, text)
		} else {
			causes = append(causes, text)
		}
	}
	if len(causes) == 0 {
		causes = others
	}
	slices.Sort(causes)
	return strings.Join(causes, "\n")
}
