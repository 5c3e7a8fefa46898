// Package cors has the signatures of github.com/jub0bs/cors.
package cors

type Config struct {
	Origins         []string
	Credentialed    bool
	Methods         []string
	RequestHeaders  []string
	MaxAgeInSeconds int
	ResponseHeaders []string
	ExtraConfig
}

type ExtraConfig struct {
	PreflightSuccessStatus                        int
	PrivateNetworkAccess                          bool
	DangerouslyTolerateInsecureOrigins            bool
	DangerouslyTolerateSubdomainsOfPublicSuffixes bool
}

type Middleware struct{}

func NewMiddleware(cfg Config) (*Middleware, error) { return nil, nil }
