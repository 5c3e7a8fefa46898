//go:build libraries

// Package heavycloud is code on cloud libraries with many dependencies that the analyzers are tested on.
package heavycloud

import (
	_ "cloud.google.com/go/bigquery"
	_ "cloud.google.com/go/spanner"
	_ "github.com/docker/docker/client"
	_ "github.com/go-kratos/kratos/v2/transport/http"
	_ "github.com/go-kratos/kratos/v2/transport/http/binding"
	_ "github.com/hashicorp/go-getter"
)
