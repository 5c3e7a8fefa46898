package report

import (
	"errors"
	"io"
)

var errSoon = errors.New("this format is not written yet")

func writeText(w io.Writer, v *view) error    { return errSoon }
func writeJSON(w io.Writer, v *view) error    { return errSoon }
func writeSARIF(w io.Writer, v *view) error   { return errSoon }
func writeHTML(w io.Writer, v *view) error    { return errSoon }
func writeGitHub(w io.Writer, v *view) error  { return errSoon }
func writeSummary(w io.Writer, v *view) error { return errSoon }
