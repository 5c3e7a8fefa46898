//go:build libraries

// Package heavyweb is code on web frameworks with many dependencies that the analyzers are tested on.
package heavyweb

import (
	_ "github.com/99designs/gqlgen/graphql"
	_ "github.com/beego/beego/v2/client/orm"
	_ "github.com/beego/beego/v2/server/web"
	_ "github.com/beego/beego/v2/server/web/context"
	_ "github.com/cloudwego/hertz/pkg/app"
	_ "github.com/cloudwego/hertz/pkg/protocol"
	_ "github.com/gogf/gf/v2/container/gvar"
	_ "github.com/gogf/gf/v2/database/gdb"
	_ "github.com/gogf/gf/v2/net/ghttp"
	_ "github.com/kataras/iris/v12/context"
	_ "github.com/kataras/iris/v12/core/memstore"
	_ "github.com/zeromicro/go-zero/core/stores/sqlc"
	_ "github.com/zeromicro/go-zero/core/stores/sqlx"
	_ "github.com/zeromicro/go-zero/rest/httpx"
)
