// Package auth is code on JWT libraries that the analyzers are tested on.
package auth

import (
	_ "github.com/MicahParks/keyfunc/v3"
	_ "github.com/appleboy/gin-jwt/v2"
	_ "github.com/auth0/go-jwt-middleware/v2/validator"
	_ "github.com/coreos/go-oidc/v3/oidc"
	_ "github.com/cristalhq/jwt/v4"
	_ "github.com/go-chi/jwtauth/v5"
	_ "github.com/go-jose/go-jose/v4"
	_ "github.com/go-jose/go-jose/v4/jwt"
	_ "github.com/gofiber/contrib/jwt"
	_ "github.com/golang-jwt/jwt/v5"
	_ "github.com/golang-jwt/jwt/v5/request"
	_ "github.com/kataras/jwt"
	_ "github.com/labstack/echo-jwt/v4"
	_ "github.com/lestrrat-go/jwx/v2/jwa"
	_ "github.com/lestrrat-go/jwx/v2/jwk"
	_ "github.com/lestrrat-go/jwx/v2/jws"
	_ "github.com/lestrrat-go/jwx/v2/jwt"
)
