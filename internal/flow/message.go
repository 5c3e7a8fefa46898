package flow

import (
	"go/types"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/catalog"
)

// This file tells what a message names on purpose. A program that lets others choose a
// file by its whole path has a field for it in the messages that it reads, called after
// what it holds: {"path": "/data/x"}. What a form, a query, a route or an upload calls a
// path is most often a name below some folder: browsers send these, and know nothing of the
// server's disk. So is what has the name of something else, a file, a template, an avatar.

// Keys of tags: of messages, and of what browsers send by themselves.
var (
	messageTags = []string{"json", "protobuf", "yaml", "xml", "msgpack", "cbor", "thrift", "jsonschema"}
	browserTags = []string{"form", "query", "uri", "param", "schema", "path", "header", "url", "in", "cookie", "route", "multipart"}
)

// messageProps is PathNamed for the part of a message that p leads to, if its last field
// asks for a path. Decoded says that the message was read by a decoder of documents; what
// frameworks bind may come from a form as well, and only the field's tag tells.
func (g *graph) messageProps(p path, decoded bool) Props {
	i := len(p) - 1
	for i >= 0 && p[i].isElement() {
		i--
	}
	if i < 0 || p[i].field == nil {
		return 0
	}
	key := messageField{p[i].field, p[i].owner, decoded}
	props, ok := g.messages[key]
	if !ok {
		if asksForPath(p[i]) && g.inMessage(p[i], decoded) {
			props = PathNamed
		}
		g.messages[key] = props
	}
	return props
}

// inMessage says whether a field belongs to a message that is no form.
func (g *graph) inMessage(e elem, decoded bool) bool {
	if e.owner == nil {
		return decoded // a structure without a name: it has no tags that could be looked up
	}
	tag := tagOf(e)
	if decoded {
		return tagged(tag, messageTags) || !tagged(tag, browserTags) && g.ownType(e.owner)
	}
	return tagged(tag, messageTags) && !tagged(tag, browserTags)
}

// Named says whether the value is a whole path that a message has a field for, and is used
// as it came.
func (o *Origin) Named() bool { return o.Props.Has(PathNamed) && o.asItCame() }

// asItCame says whether nobody took a path for one below some folder: it was neither put
// behind one nor compared with one.
func (o *Origin) asItCame() bool {
	return strings.Trim(o.Before, "/") == "" &&
		o.Props&(PrefixMatch|ContainsMatch|RegexpMatch|PathNoDotDot|PathBelow|PathRooted|PathElement|brokenAny) == 0
}

// messageField is a question of messageProps.
type messageField struct {
	field   *types.Var
	owner   *types.Named
	decoded bool
}

// asksForPath says whether a field is called after a whole path: its last word is one for
// paths, and none says that the path is one below something, or none of files. The files
// of settings that are sent (ConfigFile) are whole paths as well.
func asksForPath(e elem) bool {
	words := catalog.SplitName(e.field.Name())
	if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(catalog.Words("path.below"), w) }) {
		return false
	}
	last := words[len(words)-1]
	if len(words) > 1 && slices.Contains(catalog.Words("path"), words[len(words)-2]+"+"+last) {
		return true
	}
	return slices.Contains(catalog.Words("path"), last) || last == "file" && len(words) > 1 && e.owner != nil && holdsSettings(e.owner)
}
