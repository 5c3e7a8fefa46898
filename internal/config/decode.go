package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"go.yaml.in/yaml/v4"

	"github.com/secvet/secvet/internal/rule"
	"github.com/secvet/secvet/internal/suggest"
)

// decoder reads one file. It goes on after a complaint, so that all of them are
// told at once.
type decoder struct {
	file, dir string
	known     []*rule.Rule
	inline    bool              // see Inline
	elsewhere map[string]string // see Inline

	settings   Settings
	catalogs   []catalogFile
	complaints []complaint
}

// catalogFile is a file named in the configuration, and where. Inline, the text
// itself stands in place of the name.
type catalogFile struct {
	name string
	node *yaml.Node
}

type complaint struct {
	line, column int
	message      string
}

func (d *decoder) complain(n *yaml.Node, format string, args ...any) {
	d.complaints = append(d.complaints, complaint{n.Line, n.Column, fmt.Sprintf(format, args...)})
}

// result returns the settings, or all complaints as one error.
func (d *decoder) result() (*Settings, error) {
	slices.SortStableFunc(d.complaints, func(a, b complaint) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column))
	})
	var errs []error
	for _, c := range d.complaints {
		errs = append(errs, fmt.Errorf("%s:%d:%d: %s", d.file, c.line, c.column, c.message))
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return &d.settings, nil
}

// decode reads the text. An empty one says nothing.
func (d *decoder) decode(text []byte) {
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		d.syntax(err)
		return
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); err != nil {
		d.syntax(err)
		return
	}
	if len(doc.Content) > 0 {
		d.document(doc.Content[0])
	}
	if err := loader.Load(&second); err == nil {
		d.complain(&second, "a configuration is one YAML document, and here a second one begins")
	} else {
		d.syntax(err)
	}
}

// syntax takes an error of the YAML library. The end of the text is none.
func (d *decoder) syntax(err error) {
	var load *yaml.LoadError
	switch {
	case errors.Is(err, io.EOF):
	case errors.As(err, &load):
		d.complaints = append(d.complaints, complaint{load.Mark.Line, load.Mark.Column, "this is not YAML: " + load.Message})
	default:
		d.complaints = append(d.complaints, complaint{1, 1, "this is not YAML: " + err.Error()})
	}
}

func (d *decoder) document(n *yaml.Node) {
	d.entries(n, "the configuration", func(k, v *yaml.Node) {
		i := slices.IndexFunc(keys, func(key key) bool { return key.name == k.Value })
		if i < 0 {
			d.complain(k, "unknown key %q%s", k.Value, suggest.DidYouMean(k.Value, keyNames()))
			return
		}
		if instead, ok := d.elsewhere[k.Value]; ok {
			d.complain(k, "%s is not set here: use %s", k.Value, instead)
			return
		}
		keys[i].decode(d, v)
	})
}

// resolved follows an alias to its anchor.
func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// absent says whether a key has no value, which is as if it were not there.
func absent(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// entries visits the keys and values of a mapping.
func (d *decoder) entries(n *yaml.Node, what string, visit func(k, v *yaml.Node)) {
	m := resolved(n)
	if absent(m) {
		return
	}
	if m.Kind != yaml.MappingNode {
		d.complain(n, "%s must be a mapping (key: value), not %s", what, kind(m))
		return
	}
	first := make(map[string]int)
	for i := 0; i+1 < len(m.Content); i += 2 {
		k, v := m.Content[i], m.Content[i+1]
		switch line, twice := first[k.Value]; {
		case k.Kind != yaml.ScalarNode || k.Tag != "!!str":
			d.complain(k, "a key must be a word, not %s", kind(k))
		case twice:
			d.complain(k, "%q is there twice; first in line %d", k.Value, line)
		default:
			first[k.Value] = k.Line
			visit(k, v)
		}
	}
}

// words returns the elements of a list of strings.
func (d *decoder) words(n *yaml.Node, what string) []*yaml.Node {
	list := resolved(n)
	if absent(list) {
		return nil
	}
	if list.Kind != yaml.SequenceNode {
		d.complain(n, "%s must be a list (- value), not %s", what, kind(list))
		return nil
	}
	var words []*yaml.Node
	for _, e := range list.Content {
		if d.isWord(e, "an element of "+what) {
			words = append(words, resolved(e))
		}
	}
	return words
}

func (d *decoder) isWord(n *yaml.Node, what string) bool {
	v := resolved(n)
	if v.Kind != yaml.ScalarNode || v.Tag != "!!str" {
		d.complain(n, "%s must be a string, not %s", what, kind(v))
		return false
	}
	return true
}

// choice reads one of some words.
func (d *decoder) choice(n *yaml.Node, what string, choices []string) string {
	v := resolved(n)
	if v.Kind != yaml.ScalarNode || v.Tag != "!!str" || !slices.Contains(choices, v.Value) {
		near := ""
		if v.Kind == yaml.ScalarNode {
			near = suggest.DidYouMean(v.Value, choices)
		}
		d.complain(n, "%s must be %s, not %s%s", what, oneOf(choices), kind(v), near)
		return ""
	}
	return v.Value
}

func (d *decoder) truth(n *yaml.Node, what string) *bool {
	v := resolved(n)
	if absent(v) {
		return nil
	}
	var truth bool
	if v.Kind != yaml.ScalarNode || v.Tag != "!!bool" || v.Decode(&truth) != nil {
		d.complain(n, "%s must be true or false, not %s", what, kind(v))
		return nil
	}
	return &truth
}

// kind says what a node is, for a complaint.
func kind(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	switch n.Tag {
	case "!!str":
		return fmt.Sprintf("%q", n.Value)
	case "!!null":
		return "nothing"
	}
	return n.Value
}

// oneOf is "a, b or c".
func oneOf(words []string) string {
	text := words[0]
	for i, w := range words[1:] {
		if i == len(words)-2 {
			text += " or " + w
		} else {
			text += ", " + w
		}
	}
	return text
}
