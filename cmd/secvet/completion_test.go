package main

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"testing"
)

func script(t *testing.T, shell string) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{suite: testSuite(), stdout: &out, stderr: &errs}
	if code := a.main(context.Background(), []string{"completion", shell}); code != exitClean {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	return out.String()
}

// TestBashCompletion types words into the script; the last is what the cursor
// stands behind.
func TestBashCompletion(t *testing.T) {
	text := script(t, "bash")
	for typed, want := range map[string]string{
		"secvet expl":             "explain",
		"secvet explain flaw/f":   "flaw/found",
		"secvet -sev":             "-severity",
		"secvet -severity e":      "error",
		"secvet -f = sa":          "sarif",
		"secvet -tests -f =":      "text json sarif html github gitlab",
		"secvet config v":         "verify",
		"secvet completion z":     "zsh",
		"secvet ./... -new":       "-new-from",
		"secvet -config comple":   "completion.go completion_test.go",
		"secvet version anything": "",
	} {
		words := strings.Fields(typed)
		var typing strings.Builder
		for _, word := range words {
			typing.WriteString(" " + quote(word))
		}
		cmd := exec.Command("bash", "-c", text+"\nCOMP_WORDS=("+typing.String()+")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_secvet\necho \"${COMPREPLY[*]}\"")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", typed, err, out)
		}
		if got := strings.TrimSpace(string(out)); got != want {
			t.Errorf("%s: completes to %q, want %q", typed, got, want)
		}
	}
}

// TestOtherShells: every flag and command is there.
func TestOtherShells(t *testing.T) {
	for _, shell := range []string{"fish", "zsh"} {
		text := script(t, shell)
		for _, want := range append(strings.Fields("severity new-from write-baseline flaw/found sarif"), (&completion{commands: commands()}).commandNames()...) {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", shell, want)
			}
		}
	}
	var errs bytes.Buffer
	a := &app{suite: testSuite(), stderr: &errs}
	if code := a.main(context.Background(), []string{"completion", "csh"}); code != exitFailed || !strings.Contains(errs.String(), "bash|fish|zsh") {
		t.Errorf("csh: exit code %d, %q", code, &errs)
	}
}
