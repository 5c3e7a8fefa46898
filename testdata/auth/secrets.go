package auth

import (
	"crypto/rand"
	"log"
	"os"
	"time"

	ginjwt "github.com/appleboy/gin-jwt/v2"
	cristal "github.com/cristalhq/jwt/v4"
	"github.com/go-chi/jwtauth/v5"
	jose "github.com/go-jose/go-jose/v4"
	jwtware "github.com/gofiber/contrib/jwt"
	"github.com/golang-jwt/jwt/v5"
	kataras "github.com/kataras/jwt"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jwk"
	jwx "github.com/lestrrat-go/jwx/v2/jwt"
)

func soon() *jwt.NumericDate { return jwt.NewNumericDate(time.Now().Add(time.Minute)) }

func sign(key []byte) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()}).SignedString(key)
}

func constantSigns() (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte("signs")) // want jwtalg/hardcoded-key
}

var packageKey = []byte("a package variable")

func packageVariableVerifies(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return packageKey, nil // want jwtalg/hardcoded-key
	}, jwt.WithValidMethods([]string{"HS256"}), need)
	return err
}

func defaultOfASetting() (string, error) {
	key := os.Getenv("JWT_SECRET")
	if key == "" {
		key = "change me"
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(key)) // want jwtalg/hardcoded-key
}

// runMode says how a program runs.
type runMode struct {
	Mode   string
	Debug  bool
	stored string
}

func (s *runMode) IsDev() bool { return s.Mode == "dev" }

func constantInDevelopment(s *runMode) (string, error) {
	key := "only for development"
	if s.Mode == "prod" {
		key = s.stored
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(key))
}

func constantOfDevelopers(s *runMode) (string, error) {
	key := s.stored
	if s.IsDev() {
		key = "only for developers"
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(key))
}

func constantInProduction(s *runMode) (string, error) {
	key := "for production as well"
	if s.Debug {
		key = s.stored
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(key)) // want jwtalg/hardcoded-key
}

// shown is a copy of the settings that may be logged.
func (s *stored) shown() *stored {
	copied := *s
	copied.key = "REDACTED"
	return &copied
}

type stored struct{ key string }

func (s *stored) sign() (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(s.key))
}

func settingWithoutACheck() (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(os.Getenv("JWT_SECRET"))) // want jwtalg/empty-key
}

func settingWithACheck() (string, error) {
	key := os.Getenv("JWT_SECRET")
	if key == "" {
		log.Fatal("JWT_SECRET is not set")
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(key))
}

func shortRandomKey() (string, error) {
	key := make([]byte, 8)
	if _, err := rand.Read(key); err != nil {
		return "", err
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString(key) // want jwtalg/weak-key
}

func longRandomKey() (string, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return "", err
	}
	return sign(key)
}

func encryptsWith(key []byte) (jose.Encrypter, error) {
	return jose.NewEncrypter(jose.A128GCM, jose.Recipient{Algorithm: jose.A128KW, Key: key}, nil)
}

func encryptsWithANewKey() (jose.Encrypter, error) {
	key := make([]byte, 16)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return encryptsWith(key)
}

func constantsInOtherLibraries(raw []byte) error {
	_ = jwtauth.New("HS256", []byte("jwtauth"), nil)                                                                     // want jwtalg/hardcoded-key
	_ = echojwt.JWT([]byte("echojwt"))                                                                                   // want jwtalg/hardcoded-key
	_ = echojwt.WithConfig(echojwt.Config{SigningKey: []byte("echo config")})                                            // want jwtalg/hardcoded-key
	_ = ginjwt.GinJWTMiddleware{Key: []byte("gin")}                                                                      // want jwtalg/hardcoded-key
	_ = jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{JWTAlg: "HS256", Key: []byte("f")}})                   // want jwtalg/hardcoded-key
	_, _ = jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: []byte("jose")}, nil)                              // want jwtalg/hardcoded-key
	_, _ = jose.NewEncrypter(jose.A128GCM, jose.Recipient{Algorithm: jose.DIRECT, Key: []byte("sixteen letters.")}, nil) // want jwtalg/hardcoded-key
	_, _ = cristal.NewSignerHS(cristal.HS256, []byte("cristal"))                                                         // want jwtalg/hardcoded-key
	if _, err := kataras.Verify(kataras.HS256, []byte("kataras"), raw); err != nil {                                     // want jwtalg/hardcoded-key
		return err
	}
	_, err := jwx.Parse(raw, jwx.WithKey(jwa.HS256, []byte("jwx"))) // want jwtalg/hardcoded-key
	return err
}

func keysFromOutsideInOtherLibraries(raw, key []byte) error {
	_ = jwtauth.New("HS256", key, nil)
	_ = echojwt.JWT(key)
	_ = ginjwt.GinJWTMiddleware{Key: key}
	_ = jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{JWTAlg: "HS256", Key: key}})
	_ = jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{Key: key}}) // want jwtalg/unpinned-hardening
	_, err := jwx.Parse(raw, jwx.WithKey(jwa.HS256, key))
	return err
}

func keyMadeOfText(raw []byte) error {
	key, err := jwk.FromRaw([]byte("sesame"))
	if err != nil {
		return err
	}
	_, err = jwx.Parse(raw, jwx.WithKey(jwa.HS256, key)) // want jwtalg/hardcoded-key
	return err
}

func keyMadeOfSetting(raw, secret []byte) error {
	key, err := jwk.FromRaw(secret)
	if err != nil {
		return err
	}
	_, err = jwx.Parse(raw, jwx.WithKey(jwa.HS256, key))
	return err
}

func ownKeyFunctions(store KeyStore) {
	_ = echojwt.Config{KeyFunc: func(t *jwt.Token) (any, error) { return store.Key(t.Raw) }}        // want jwtalg/unpinned
	_ = jwtware.Config{KeyFunc: func(t *jwt.Token) (any, error) { return []byte(partnerPEM), nil }} // want jwtalg/confusable
	_ = echojwt.Config{KeyFunc: TightKey}
}

func publicKeyAsSecret(raw []byte) error {
	_, err := jwx.Parse(raw, jwx.WithKey(jwa.HS256, []byte(partnerPEM))) // want jwtalg/confusable
	return err
}

// Settings are kept somewhere.
type Settings interface {
	Get(name, defaultValue string) (string, error)
}

func defaultArgumentOfASetting(settings Settings) (string, error) {
	key, err := settings.Get("jwt.secret", "not set yet")
	if err != nil {
		return "", err
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(key)) // want jwtalg/hardcoded-key
}

func emptyDefaultOfASetting(settings Settings) (string, error) {
	key, err := settings.Get("jwt.secret", "")
	if err != nil {
		return "", err
	}
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: soon()})
	return token.SignedString([]byte(key))
}

func secretThatNobodyFills(raw string) error {
	var secret []byte
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return secret, nil // want jwtalg/weak-key
	}, jwt.WithValidMethods([]string{"HS256"}), need)
	return err
}

func secretThatIsFilledLater(raw string, fill func([]byte) []byte) error {
	var secret []byte
	if raw != "" {
		secret = fill(nil)
	}
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return secret, nil }, jwt.WithValidMethods([]string{"HS256"}), need)
	return err
}

// settings are read from a file over the defaults.
type settings struct{ signingKey string }

func defaults() *settings { return &settings{signingKey: "shop-default"} }

func (s *settings) mask() { s.signingKey = "xxxxx" }

var current = *defaults()

func signWithTheDefault(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(current.signingKey)) // want jwtalg/hardcoded-key
}

type strictSettings struct{ signingKey string }

func strictDefaults() *strictSettings { return &strictSettings{signingKey: "change me now"} }

var strict = *strictDefaults()

func (s *strictSettings) key() []byte {
	if s.signingKey == "" || s.signingKey == "change me now" {
		panic("set a signing key")
	}
	return []byte(s.signingKey)
}

func signUnlessDefault(claims jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(strict.key())
}
