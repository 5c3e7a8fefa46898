//go:build libraries

// Package config is code on configuration, command line and logging libraries that the analyzers are tested on.
package config

import (
	_ "github.com/caarlos0/env/v11"
	_ "github.com/golang/glog"
	_ "github.com/joho/godotenv"
	_ "github.com/kelseyhightower/envconfig"
	_ "github.com/knadh/koanf/v2"
	_ "github.com/pkg/errors"
	_ "github.com/rs/zerolog"
	_ "github.com/rs/zerolog/log"
	_ "github.com/sirupsen/logrus"
	_ "github.com/spf13/cobra"
	_ "github.com/spf13/pflag"
	_ "github.com/spf13/viper"
	_ "github.com/urfave/cli"
	_ "github.com/urfave/cli/v2"
	_ "github.com/urfave/cli/v3"
	_ "go.uber.org/zap"
	_ "k8s.io/klog/v2"
)
