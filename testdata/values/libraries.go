//go:build libraries

// Package values is code on decoders, validators and other libraries that values pass through that the analyzers are tested on.
package values

import (
	_ "github.com/BurntSushi/toml"
	_ "github.com/asaskevich/govalidator"
	_ "github.com/bytedance/sonic"
	_ "github.com/bytedance/sonic/ast"
	_ "github.com/ghodss/yaml"
	_ "github.com/go-playground/validator/v10"
	_ "github.com/go-viper/mapstructure/v2"
	_ "github.com/goccy/go-json"
	_ "github.com/goccy/go-yaml"
	_ "github.com/gofrs/uuid/v5"
	_ "github.com/google/uuid"
	_ "github.com/hashicorp/go-uuid"
	_ "github.com/jinzhu/copier"
	_ "github.com/json-iterator/go"
	_ "github.com/matoous/go-nanoid/v2"
	_ "github.com/mitchellh/mapstructure"
	_ "github.com/oklog/ulid/v2"
	_ "github.com/pelletier/go-toml/v2"
	_ "github.com/rs/xid"
	_ "github.com/samber/lo"
	_ "github.com/satori/go.uuid"
	_ "github.com/segmentio/ksuid"
	_ "github.com/tidwall/gjson"
	_ "github.com/vmihailenco/msgpack/v5"
	_ "go.yaml.in/yaml/v2"
	_ "go.yaml.in/yaml/v3"
	_ "golang.org/x/exp/maps"
	_ "golang.org/x/exp/slices"
	_ "gopkg.in/go-playground/validator.v9"
	_ "gopkg.in/yaml.v2"
	_ "gopkg.in/yaml.v3"
	_ "sigs.k8s.io/yaml"
)
