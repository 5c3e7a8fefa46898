package pathjoin

import (
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/flow"
)

// This file says what confines a piece of a path for which operation. The catalog
// marks
//
//	request.path SYMBOL    what is a part of the path of the request's URL: this, and
//	                       what a router takes out of it
//	path.dots SYMBOL       an operation that refuses ".." in that path

// confined says whether what is proved of a piece is enough for the operation.
func (j *judge) confined(o *flow.Origin, use *flow.Use) bool {
	p := o.Props
	if onFolders(use) && slices.Contains(p.Broken(), flow.DotsWithSlash) && !p.Has(flow.Any) && !p.Has(flow.NotDots) {
		p &^= flow.PathNoDotDot | flow.PathBelow // a trailing ".." is left
	}
	if onFolders(use) && slices.Contains(p.Broken(), flow.DotsAbove) && !p.Has(flow.Any) && !p.Has(flow.NotDots) {
		p &^= flow.PathNoDotDot | flow.PathBelow | flow.PathBeneath | flow.PathLocal // the folder above is left
	}
	switch {
	case p.Has(flow.Any), p.Has(flow.PathBeneath):
		return true
	case hardLink(use) && !joined(o):
		// The file that gets a second name is seen from the working directory, wherever the
		// name is: what was proved of it as seen from there says nothing.
		return p.Has(flow.PathLocal) || p.Has(flow.PathBelow|flow.PathSlash)
	case use.Kind == "path.link" && !joined(o):
		// Where a link leads: seen from the link's own folder.
		return p.Has(flow.PathLocal) || p.Has(flow.PathLink) || p.Has(flow.PathBelow|flow.PathRelative)
	case p.Has(flow.PathLocal):
		return true
	case p&(flow.PathBelow|flow.PathRooted|flow.PathNoDotDot) != 0 && joined(o):
		// Clean("/"+x), a path without "..": safe below a base, any file alone.
		return true
	case p.Has(flow.PathRelative) && p&(flow.PathNoDotDot|flow.PathRooted|flow.PathBelow) != 0:
		return true // below whatever folder it is seen from
	case p.Has(flow.PathElement) && elementConfined(o, use):
		return true
	}
	// The operation looks at the request's path itself, as it was before any decoding.
	return o.RequestPath && !o.Decoded && joined(o) && j.marked(use, "path.dots")
}

// hardLink says whether an operation gives a file a second name, which symbolic links
// don't: they hold a text that is looked at when they are followed.
func hardLink(use *flow.Use) bool {
	return use.Kind == "path.link" && (strings.HasSuffix(use.Callee, ".Link") || strings.HasSuffix(use.Callee, ".Linkat"))
}

// onFolders says whether an operation does harm on a folder.
func onFolders(use *flow.Use) bool {
	switch use.Kind {
	case "path.delete":
		// A folder that holds the base is never empty: only RemoveAll removes it.
		return strings.HasSuffix(use.Callee, "RemoveAll")
	case "path.info", "path.state", "path.root", "path.metadata":
		return true
	}
	// What is moved away may be a folder; a folder in the place of the new name makes
	// the call fail.
	from := 0
	if strings.HasPrefix(use.Callee, "(") {
		from = 1
	}
	return strings.HasSuffix(use.Callee, "Rename") && use.Operand == from || strings.HasSuffix(use.Callee, ".CopyFS")
}

// elementConfined is for a single element, which may still be "..", "." or empty.
func elementConfined(o *flow.Origin, use *flow.Use) bool {
	if o.Props.Has(flow.NotDots) || o.Props.Has(flow.PathNoDotDot) || fused(o) {
		return true
	}
	if strings.HasPrefix(o.After, "/..") {
		return !onFolders(use) // filepath.Dir cut the element off
	}
	if strings.HasPrefix(o.After, "/") {
		return false // base/../rest: one folder up
	}
	// The folder above is no file: opening it for writing fails, reading it too.
	return !onFolders(use)
}

// fused says whether constant text is glued to the element, so that it can't be
// "..": "user-"+x, x+".json".
func fused(o *flow.Origin) bool {
	if b := o.Before; b != "" && !strings.HasSuffix(b, "/") && !strings.HasSuffix(b, flow.Foreign) && strings.Trim(b[strings.LastIndexByte(b, '/')+1:], ".") != "" {
		return true
	}
	a := o.After
	first, _, _ := strings.Cut(a, "/")
	return a != "" && !strings.HasPrefix(a, "/") && strings.Trim(first, ".") != ""
}
