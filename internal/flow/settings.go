package flow

import (
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// Configured says whether a value of which it is not known who chose it is a part of a
// structure that holds settings, so that whoever runs the program chose it: a structure
// that is called so, or a field that the readers of settings fill. What a form or a
// database fills is none, whatever it is called.
func (o *Origin) Configured() bool {
	if o.leaf == nil || o.Class != Parameter && o.Class != Field && o.Class != Unknown {
		return false
	}
	configured := false
	for _, e := range o.leaf.path {
		if e.owner == nil || e.field == nil {
			continue
		}
		tag := tagOf(e)
		if tagged(tag, dataTags) {
			return false
		}
		configured = configured || holdsSettings(e.owner) || tagged(tag, settingTags) || tagged(tag, []string{"yaml"}) && !tagged(tag, []string{"json"})
	}
	return configured
}

var (
	// settingTags are those of libraries that read the environment, flags and files.
	settingTags = []string{"env", "envconfig", "mapstructure", "toml", "ini", "koanf", "hcl", "split_words", "envDefault"}
	// dataTags are those of libraries that read requests and rows.
	dataTags = []string{"gorm", "db", "xorm", "bun", "sql", "bson", "form", "query", "param", "uri", "binding", "schema"}
)

func tagged(tag reflect.StructTag, keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool {
		_, ok := tag.Lookup(key)
		return ok
	})
}

func tagOf(e elem) reflect.StructTag {
	st, ok := e.owner.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for i := range st.NumFields() {
		if st.Field(i).Name() == e.field.Name() {
			return reflect.StructTag(st.Tag(i))
		}
	}
	return ""
}

// holdsSettings says whether a type, or its package, is called after settings.
func holdsSettings(t *types.Named) bool {
	obj := t.Obj()
	name := strings.ToLower(obj.Name())
	if slices.ContainsFunc([]string{"config", "configuration", "settings", "cfg"}, func(word string) bool { return strings.HasSuffix(name, word) }) {
		return true
	}
	return obj.Pkg() != nil && slices.Contains([]string{"config", "conf", "cfg", "settings", "configuration"}, obj.Pkg().Name())
}
