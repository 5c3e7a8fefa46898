// Package authold is code on old major versions of JWT libraries that the
// analyzers are tested on.
package authold

import (
	_ "github.com/MicahParks/keyfunc"
	_ "github.com/MicahParks/keyfunc/v2"
	_ "github.com/auth0/go-jwt-middleware"
	_ "github.com/coreos/go-oidc"
	_ "github.com/dgrijalva/jwt-go"
	_ "github.com/dgrijalva/jwt-go/request"
	_ "github.com/dgrijalva/jwt-go/v4"
	_ "github.com/form3tech-oss/jwt-go"
	_ "github.com/form3tech-oss/jwt-go/request"
	_ "github.com/go-jose/go-jose/v3"
	_ "github.com/go-jose/go-jose/v3/jwt"
	_ "github.com/gofiber/jwt/v3"
	_ "github.com/golang-jwt/jwt"
	_ "github.com/golang-jwt/jwt/request"
	_ "github.com/golang-jwt/jwt/v4"
	_ "github.com/lestrrat-go/jwx/jwa"
	_ "github.com/lestrrat-go/jwx/jwk"
	_ "github.com/lestrrat-go/jwx/jws"
	_ "github.com/lestrrat-go/jwx/jwt"
	_ "github.com/lestrrat-go/jwx/v3/jwk"
	_ "github.com/lestrrat-go/jwx/v3/jws"
	_ "github.com/lestrrat-go/jwx/v3/jwt"
	_ "gopkg.in/square/go-jose.v2"
	_ "gopkg.in/square/go-jose.v2/jwt"
)
