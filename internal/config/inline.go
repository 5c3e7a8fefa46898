package config

import (
	"errors"
	"fmt"

	"go.yaml.in/yaml/v4"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/rule"
)

// Inline decodes settings that a host program has read from a configuration of
// its own, such as those of a plugin: the same keys and complaints as in a file,
// without places. No file is read: what stands below "catalogs" are the texts of
// catalogs, which the result has in Texts. elsewhere names keys that the host has
// settings of its own for, and what these are.
func Inline(value any, elsewhere map[string]string, known []*rule.Rule) (*Settings, error) {
	d := &decoder{known: known, inline: true, elsewhere: elsewhere}
	if value != nil {
		var n yaml.Node
		if err := n.Encode(value); err != nil {
			return nil, fmt.Errorf("reading the settings: %w", err)
		}
		d.document(&n)
	}
	for _, c := range d.catalogs {
		if err := catalog.New().AddUser("catalog", []byte(c.name)); err != nil {
			d.complain(c.node, "an element of catalogs must be the text of a catalog, because no file is read here: %v", err)
			continue
		}
		d.settings.Texts = append(d.settings.Texts, c.name)
	}
	var errs []error
	for _, c := range d.complaints {
		errs = append(errs, errors.New(c.message))
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return &d.settings, nil
}
