package main

import (
	"io"
	"os"
	"runtime"

	"golang.org/x/term"
)

// terminal is what can be shown where output goes; the zero value is a file.
type terminal struct {
	color bool
	width int // in columns; 0 when there is no limit
}

// terminalOf looks at what is behind w. Colour is left out where the user does
// not want it (https://no-color.org) or the terminal may not know it.
func terminalOf(w io.Writer) terminal {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return terminal{}
	}
	t := terminal{color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	if runtime.GOOS == "windows" && os.Getenv("WT_SESSION") == "" && os.Getenv("TERM") == "" {
		t.color = false // the old console prints colour codes as they are
	}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil {
		t.width = width
	}
	return t
}
