package corswild

import (
	"go/types"
	"slices"
	"strings"

	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// This file looks for what a browser sends by itself. A foreign website that opens a
// websocket gains by it only what the user's browser brings along: a cookie, or the
// password of an Authorization: Basic that was typed in before. Everybody can send
// the rest without the user's browser. A package that shows no sign of it leaves the
// question to the link, which sees the program; where nobody links, the finding stands.

// knowsCookies says whether the package tells users by their cookies, as far as it
// shows: it reads one, asks for the session or the basic authentication of a request,
// or uses a library or a package of its module that is there for sessions.
func (f *finder) knowsCookies() bool {
	if f.cookies == nil {
		found := slices.ContainsFunc(f.unit.Calls(), readsCookie) || keepsSessions(f.pass.Pkg)
		f.cookies = &found
	}
	return *f.cookies
}

// readsCookie says whether a call takes a cookie, a session or the user of a basic
// authentication out of a request.
func readsCookie(call *flow.Call) bool {
	if call.Object == nil {
		return false
	}
	name := call.Object.Name()
	if words.Has(name, "set", "delete", "clear", "new", "add") {
		return false
	}
	sig := call.Object.Signature()
	asked := sig.Recv() != nil && carriesRequest(sig.Recv().Type())
	for i := range sig.Params().Len() {
		asked = asked || carriesRequest(sig.Params().At(i).Type())
	}
	if !asked {
		return false
	}
	if name == "BasicAuth" && sig.Results().Len() > 0 || words.Has(name, "cookie", "cookies", "session", "sessions") {
		return true
	}
	return call.Object.Pkg() != nil && sessionPackage(call.Object.Pkg().Path())
}

// keepsSessions says whether a package, or one of its module that it imports, imports
// a package for sessions.
func keepsSessions(pkg *types.Package) bool {
	module := rootOf(pkg.Path())
	for _, imp := range pkg.Imports() {
		if sessionPackage(imp.Path()) {
			return true
		}
		if rootOf(imp.Path()) == module && slices.ContainsFunc(imp.Imports(), func(p *types.Package) bool { return sessionPackage(p.Path()) }) {
			return true
		}
	}
	return false
}

// sessionPackage says whether a package is there for the sessions or cookies of web
// users, by an element of its path. Others have sessions of their own: databases, and
// clouds.
func sessionPackage(path string) bool {
	elements := strings.Split(path, "/")
	if slices.ContainsFunc(elements, func(e string) bool { return strings.HasPrefix(e, "aws") || strings.HasPrefix(e, "mongo") || e == "ssh" }) {
		return false
	}
	return slices.ContainsFunc(elements, func(e string) bool {
		return e == "scs" || e == "securecookie" || e == "cookiestore" || words.Has(e, "session", "sessions", "cookie", "cookies")
	})
}

// rootOf is the start of an import path that packages of a module share, as a rule:
// the host, the owner and the repository, or the first element alone.
func rootOf(path string) string {
	elements := strings.SplitN(path, "/", 4)
	if strings.Contains(elements[0], ".") && len(elements) > 3 {
		elements = elements[:3]
	} else if !strings.Contains(elements[0], ".") {
		elements = elements[:1]
	}
	return strings.Join(elements, "/")
}
