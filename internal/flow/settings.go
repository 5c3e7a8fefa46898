package flow

import (
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// Configured says whether a value of which it is not known who chose it is a part of a
// structure that holds settings, so that whoever runs the program chose it: a structure
// that is called so, by its type or by the field or parameter that it is in, or a field
// that the readers of settings fill. What a form or a database fills is none, whatever
// it is called.
func (o *Origin) Configured() bool {
	if o.leaf == nil || o.Class != Parameter && o.Class != Field && o.Class != Unknown {
		return false
	}
	configured := o.Param != nil && len(o.leaf.path) > 0 && o.leaf.path[0].field != nil && namesSettings(o.Param.Name())
	for i, e := range o.leaf.path {
		if e.owner == nil || e.field == nil {
			continue
		}
		tag := tagOf(e)
		if tagged(tag, dataTags) {
			return false
		}
		within := i+1 < len(o.leaf.path) && o.leaf.path[i+1].field != nil
		configured = configured || within && namesSettings(e.field.Name()) || holdsSettings(e.owner) || tagged(tag, settingTags) || tagged(tag, []string{"yaml"}) && !tagged(tag, []string{"json"}) || besideSettings(e)
	}
	return configured
}

// besideSettings says whether a field without a name of its own in settings is in a
// structure whose other fields have one: the readers of settings fill it by its own.
func besideSettings(e elem) bool {
	st, ok := e.owner.Underlying().(*types.Struct)
	if !ok || !e.field.Exported() || tagged(tagOf(e), []string{"json", "yaml", "xml"}) {
		return false
	}
	for i := range st.NumFields() {
		if tagged(reflect.StructTag(st.Tag(i)), settingTags) {
			return true
		}
	}
	return false
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
	return namesSettings(obj.Name()) || obj.Pkg() != nil && slices.Contains([]string{"config", "conf", "cfg", "settings", "configuration"}, obj.Pkg().Name())
}

// namesSettings says whether a type, a field or a parameter is called after settings.
func namesSettings(name string) bool {
	name = strings.ToLower(name)
	return name == "conf" || slices.ContainsFunc([]string{"config", "configuration", "settings", "cfg"}, func(word string) bool { return strings.HasSuffix(name, word) })
}
