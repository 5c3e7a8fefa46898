package main

import (
	"io"
	"os"
	"runtime"

	"golang.org/x/term"
)

// terminal is what can be shown where output goes; the zero value is a file.
type terminal struct {
	tty   bool
	color bool
	moves bool // the cursor can be put back to draw a line anew
	width int  // in columns; 0 when there is no limit
}

// terminalOf looks at what is behind w. Colour is left out where the user does
// not want it (https://no-color.org) or the terminal may not know it.
func terminalOf(w io.Writer) terminal {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return terminal{}
	}
	t := terminal{tty: true, moves: os.Getenv("TERM") != "dumb"}
	if runtime.GOOS == "windows" && os.Getenv("WT_SESSION") == "" && os.Getenv("TERM") == "" {
		t.moves = false // the old console prints control sequences as they are
	}
	t.color = t.moves && os.Getenv("NO_COLOR") == ""
	if width, _, err := term.GetSize(int(f.Fd())); err == nil {
		t.width = width
	}
	return t
}
