package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen keeps what is written to it.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func TestProgress(t *testing.T) {
	var s screen
	p := &progress{w: &s}
	p.show(0, 40)
	io.WriteString(p, "go: downloading example.com/early\n")
	if got := s.String(); got != "go: downloading example.com/early\n" {
		t.Errorf("at once: %q", got)
	}
	s.waitFor(t, "analysed 0 of 40 packages")
	io.WriteString(p, "go: downloading example.com/late\n")
	s.waitFor(t, "example.com/late")
	p.show(17, 40)
	s.waitFor(t, "analysed 17 of 40 packages")
	p.end()
	p.end() // once more does no harm
}

func (s *screen) waitFor(t *testing.T, text string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(s.String(), text); {
		if time.Now().After(deadline) {
			t.Fatalf("%q is not shown: %q", text, s.String())
		}
		time.Sleep(progressDelay / 10)
	}
}

// What is done sooner than progress is shown shows none.
func TestNoProgressOfShortRuns(t *testing.T) {
	var s screen
	p := &progress{w: &s}
	p.show(0, 2)
	p.show(2, 2)
	p.end()
	time.Sleep(progressDelay * 3 / 2)
	if got := s.String(); got != "" {
		t.Errorf("%q", got)
	}
}

// Only a terminal gets colour and progress.
func TestFilesAreNoTerminals(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/f")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := terminalOf(f); got != (terminal{}) {
		t.Errorf("a file: %+v", got)
	}
	if got := terminalOf(new(bytes.Buffer)); got != (terminal{}) {
		t.Errorf("no file: %+v", got)
	}
}
