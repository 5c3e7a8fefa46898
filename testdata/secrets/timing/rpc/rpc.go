// Package rpc compares secrets that come with calls.
package rpc

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"os"
	"strings"

	"github.com/gofiber/fiber/v2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

var unauthenticated = status.Error(codes.Unauthenticated, "token")

func tokenOfMetadata(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	values := md.Get("authorization")
	if len(values) == 0 || values[0] != "Bearer "+os.Getenv("API_TOKEN") { // want timingcmp/secret-compare
		return nil, unauthenticated
	}
	return handler(ctx, req)
}

type interceptor struct{ token string }

func (i *interceptor) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	md, ok := metadata.FromIncomingContext(ss.Context())
	if !ok || len(md["x-token"]) != 1 || md["x-token"][0] != i.token { // want timingcmp/secret-compare
		return unauthenticated
	}
	return handler(srv, ss)
}

func (i *interceptor) constantTime(ctx context.Context) error {
	values := metadata.ValueFromIncomingContext(ctx, "x-token")
	if len(values) != 1 || subtle.ConstantTimeCompare([]byte(values[0]), []byte(i.token)) != 1 {
		return unauthenticated
	}
	return nil
}

func (i *interceptor) version(ctx context.Context, supported string) bool {
	values := metadata.ValueFromIncomingContext(ctx, "x-version")
	return len(values) == 1 && values[0] == supported
}

func fiberHeader(c *fiber.Ctx) error {
	if c.Get("X-Api-Key") != os.Getenv("API_KEY") { // want timingcmp/secret-compare
		return fiber.ErrUnauthorized
	}
	return c.Next()
}

func fiberSignature(c *fiber.Ctx) error {
	mac := hmac.New(sha256.New, []byte(os.Getenv("WEBHOOK_SECRET")))
	mac.Write(c.Body())
	if strings.TrimPrefix(c.Get("X-Hub-Signature-256"), "sha256=") != hex.EncodeToString(mac.Sum(nil)) { // want timingcmp/mac-compare
		return fiber.ErrUnauthorized
	}
	return c.Next()
}

func fiberCookie(c *fiber.Ctx, session struct{ CSRFToken string }) error {
	if c.FormValue("csrf_token") != session.CSRFToken { // want timingcmp/secret-compare
		return fiber.ErrForbidden
	}
	return c.Next()
}

func fiberRegion(c *fiber.Ctx) bool { return c.Query("region") == os.Getenv("REGION") }
