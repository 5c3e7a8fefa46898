// Package authmore is code on JWT libraries that bring many others along, on
// which jwtalg is tested.
package authmore

import (
	_ "github.com/go-kit/kit/auth/jwt"
	_ "github.com/go-kratos/kratos/v2/middleware/auth/jwt"
	_ "github.com/hashicorp/cap/jwt"
	_ "github.com/kataras/iris/v12/middleware/jwt"
	_ "github.com/kataras/jwt"
	_ "github.com/zitadel/oidc/v3/pkg/client/rp"
	_ "github.com/zitadel/oidc/v3/pkg/oidc"
)
