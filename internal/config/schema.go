package config

import (
	"encoding/json"
	"maps"

	"github.com/secvet/secvet/internal/rule"
)

// schema is a JSON Schema, draft 7: the newest that editors of YAML understand
// in full.
type schema map[string]any

// Schema returns the JSON Schema of the configuration for editors, which
// complete the names of the known rules from it. What a decoder alone can tell,
// such as whether a catalog is there, it does not say.
func Schema(known []*rule.Rule) []byte {
	properties := make(map[string]schema)
	for _, k := range keys {
		s := maps.Clone(k.schema(known))
		s["description"] = k.text
		properties[k.name] = s
	}
	text, err := json.MarshalIndent(schema{
		"$schema":              "http://json-schema.org/draft-07/schema#",
		"$id":                  "https://github.com/secvet/secvet/raw/main/docs/secvet.schema.json",
		"title":                "Configuration of secvet (" + Name + ")",
		"type":                 []string{"object", "null"},
		"additionalProperties": false,
		"properties":           properties,
	}, "", "  ")
	if err != nil {
		panic(err) // strings and maps of them can be written
	}
	return append(text, '\n')
}

func rulesSchema(known []*rule.Rule) schema {
	properties := make(map[string]schema)
	for name, title := range ruleNames(known) {
		properties[name] = schema{"description": title, "enum": levels}
	}
	return schema{"type": []string{"object", "null"}, "additionalProperties": false, "properties": properties}
}

func listOf(element string) func([]*rule.Rule) schema {
	return func([]*rule.Rule) schema {
		return schema{"type": []string{"array", "null"}, "items": schema{"type": "string", "minLength": 1, "description": element}}
	}
}

func oneOfSchema(words []string) func([]*rule.Rule) schema {
	return func([]*rule.Rule) schema {
		choices := []any{nil}
		for _, w := range words {
			choices = append(choices, w)
		}
		return schema{"enum": choices}
	}
}

func truthSchema([]*rule.Rule) schema { return schema{"type": []string{"boolean", "null"}} }
