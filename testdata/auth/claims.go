package auth

import (
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

func (v *Verifier) key(*jwt.Token) (any, error) { return v.secret, nil }

var hs256 = jwt.WithValidMethods([]string{"HS256"})

func (v *Verifier) errorDropped(raw string) string {
	token, _ := jwt.Parse(raw, v.key, hs256, need) // want jwtalg/error-ignored
	subject, _ := token.Claims.GetSubject()
	return subject
}

func (v *Verifier) errorDroppedWithClaims(raw string) string {
	var claims jwt.RegisteredClaims
	_, _ = jwt.ParseWithClaims(raw, &claims, v.key, hs256, need) // want jwtalg/error-ignored
	return claims.Subject
}

func (v *Verifier) validLookedAt(raw string) string {
	token, _ := jwt.Parse(raw, v.key, hs256, need)
	if token == nil || !token.Valid {
		return ""
	}
	subject, _ := token.Claims.GetSubject()
	return subject
}

func (v *Verifier) errorOnlyClassified(raw string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need) // want jwtalg/error-ignored
	if errors.Is(err, jwt.ErrTokenExpired) {
		return "", err
	}
	return claims.Subject, nil
}

func (v *Verifier) errorHandedOn(raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, v.key, hs256, need)
}

func (v *Verifier) outcomeNotNeeded(raw string) {
	_, _ = jwt.Parse(raw, v.key, hs256, need)
}

func claimsNotValidated(v *Verifier, raw string) error {
	parser := jwt.NewParser(hs256, jwt.WithoutClaimsValidation(), need) // want jwtalg/claims-not-validated
	_, err := parser.Parse(raw, v.key)
	return err
}

// hinted takes expired tokens where its caller asks for that: as the hint of a logout.
func hinted(v *Verifier, raw string, expiry bool) (*jwt.Token, error) {
	options := []jwt.ParserOption{hs256}
	if expiry {
		options = append(options, need)
	} else {
		options = append(options, jwt.WithoutClaimsValidation())
	}
	return jwt.Parse(raw, v.key, options...)
}

// hintedAlways does so for whatever is there.
func hintedAlways(v *Verifier, raw string) (*jwt.Token, error) {
	options := []jwt.ParserOption{hs256, need}
	if len(raw) > 0 {
		options = append(options, jwt.WithoutClaimsValidation()) // want jwtalg/claims-not-validated
	}
	return jwt.Parse(raw, v.key, options...)
}

type sessions struct{ v *Verifier }

func (s sessions) expiredOnesToo(raw string) (jwt.RegisteredClaims, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.NewParser(hs256, jwt.WithoutClaimsValidation(), need).ParseWithClaims(raw, &claims, s.v.key)
	return claims, err
}

func (s sessions) isExpired(claims *jwt.RegisteredClaims) bool {
	return claims.ExpiresAt == nil || claims.ExpiresAt.Before(time.Now())
}

func (v *Verifier) claimsValidatedByHand(raw string) error {
	var claims jwt.RegisteredClaims
	if _, err := jwt.NewParser(hs256, jwt.WithoutClaimsValidation(), need).ParseWithClaims(raw, &claims, v.key); err != nil {
		return err
	}
	return jwt.NewValidator(need).Validate(claims)
}

func (v *Verifier) expiryComparedByHand(raw string) error {
	var claims jwt.RegisteredClaims
	if _, err := jwt.NewParser(hs256, jwt.WithoutClaimsValidation(), need).ParseWithClaims(raw, &claims, v.key); err != nil {
		return err
	}
	if claims.ExpiresAt == nil || claims.ExpiresAt.Before(time.Now()) {
		return errors.New("expired")
	}
	return nil
}

func (v *Verifier) expiryNotRequired(raw string) error {
	_, err := jwt.Parse(raw, v.key, hs256) // want jwtalg/no-expiry
	return err
}

func (v *Verifier) issuedForEver(user string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{Subject: user}).SignedString(v.secret) // want jwtalg/no-expiry
}

func (v *Verifier) issuedForEverInAMap(user string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": user}).SignedString(v.secret) // want jwtalg/no-expiry
}

func (v *Verifier) issuedForAMonth(user string) (string, error) {
	claims := jwt.MapClaims{"sub": user, "exp": time.Now().Add(30 * 24 * time.Hour).Unix()}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(v.secret) // want jwtalg/no-expiry
}

func (v *Verifier) issuedForAMonthInAStruct(user string) (string, error) {
	claims := jwt.RegisteredClaims{Subject: user, ExpiresAt: jwt.NewNumericDate(time.Now().Add(30 * 24 * time.Hour))}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(v.secret) // want jwtalg/no-expiry
}

type ownClaims struct {
	Role string
	jwt.RegisteredClaims
}

func (v *Verifier) issuedForEverEmbedded(role string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, ownClaims{Role: role}).SignedString(v.secret) // want jwtalg/no-expiry
}

func (v *Verifier) issuedForMinutes(user string) (string, error) {
	claims := jwt.MapClaims{"sub": user}
	claims["exp"] = time.Now().Add(15 * time.Minute).Unix()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(v.secret)
}

func (v *Verifier) issuedForMinutesEmbedded(role string) (string, error) {
	claims := ownClaims{Role: role, RegisteredClaims: jwt.RegisteredClaims{ExpiresAt: soon()}}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(v.secret)
}

// A token is not nil once it could be decoded.
func (v *Verifier) tokenComparedWithNil(raw string) (string, error) {
	var claims ownClaims
	token, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need) // want jwtalg/error-ignored
	if token != nil {
		return claims.Role, nil
	}
	return "", err
}

func (v *Verifier) validBesideNil(raw string) (string, error) {
	var claims ownClaims
	token, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need)
	if token != nil && token.Valid {
		return claims.Role, nil
	}
	return "", err
}

func (v *Verifier) anyKindOfErrorPasses(raw string, grant func(string)) error {
	claims := new(ownClaims)
	_, err := jwt.ParseWithClaims(raw, claims, v.key, hs256, need) // want jwtalg/error-ignored
	renew := false
	if err != nil {
		var broken *keyError
		if !errors.As(err, &broken) {
			return err
		}
		renew = broken.expired
	}
	grant(claims.Role)
	if renew {
		grant("renew")
	}
	return nil
}

type keyError struct{ expired bool }

func (*keyError) Error() string { return "key" }

func (v *Verifier) expiredPasses(raw string, grant func(string)) error {
	claims := new(ownClaims)
	_, err := jwt.ParseWithClaims(raw, claims, v.key, hs256, need)
	if err != nil && !errors.Is(err, jwt.ErrTokenExpired) {
		return err
	}
	grant(claims.Role)
	return nil
}

func (v *Verifier) claimsOfAnAssertion(raw string) (*ownClaims, error) {
	token, err := jwt.ParseWithClaims(raw, &ownClaims{}, v.key, hs256, need)
	if claims, ok := token.Claims.(*ownClaims); ok && token.Valid {
		return claims, nil
	}
	return nil, err
}

func (v *Verifier) assertionIsNoCheck(raw string) (*ownClaims, error) {
	token, err := jwt.ParseWithClaims(raw, &ownClaims{}, v.key, hs256, need) // want jwtalg/error-ignored
	if claims, ok := token.Claims.(*ownClaims); ok {
		return claims, nil
	}
	return nil, err
}

func (v *Verifier) audienceBeforeTheError(raw string) error {
	var claims ownClaims
	_, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need)
	if claims.Role != "admin" {
		return errors.New("not for you")
	}
	if err != nil {
		return err
	}
	return nil
}

func (v *Verifier) keysInTurn(raw string, older []*Verifier, grant func(string)) error {
	var claims ownClaims
	_, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need)
	for _, o := range older {
		if err == nil {
			break
		}
		_, err = jwt.ParseWithClaims(raw, &claims, o.key, hs256, need)
	}
	if err != nil {
		return err
	}
	grant(claims.Role)
	return nil
}

func (v *Verifier) checkedByAFunction(raw string, grant func(string)) {
	var claims ownClaims
	_, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need)
	must(err)
	grant(claims.Role)
}

func (v *Verifier) nameOfTheRejected(raw string, deny func(string, error)) *ownClaims {
	claims := new(ownClaims)
	if _, err := jwt.ParseWithClaims(raw, claims, v.key, hs256, need); err != nil {
		deny(claims.Subject, err)
		return nil
	}
	return claims
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (v *Verifier) usedBetweenTwoParses(raw string, other *Verifier, grant func(string)) error {
	var claims ownClaims
	_, _ = jwt.ParseWithClaims(raw, &claims, v.key, hs256, need) // want jwtalg/error-ignored
	grant(claims.Role)
	_, err := jwt.ParseWithClaims(raw, &claims, other.key, hs256, need)
	return err
}

func (v *Verifier) filledAgain(raw string, other *Verifier) (string, error) {
	var claims ownClaims
	if _, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need); err == nil {
		return claims.Role, nil
	}
	_, err := jwt.ParseWithClaims(raw, &claims, other.key, hs256, need)
	if err != nil {
		return "", err
	}
	return claims.Role, nil
}

// secondTry fetches the keys anew when none fits, and asks once more.
func (v *Verifier) secondTry(raw string) (string, error) {
	var claims jwt.RegisteredClaims
	token, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need)
	if err != nil {
		if err = v.refresh(); err != nil {
			return "", err
		}
		token, err = jwt.ParseWithClaims(raw, &claims, v.key, hs256, need)
		if err != nil {
			return "", err
		}
	}
	if !token.Valid {
		return "", errSignature
	}
	return claims.Subject, nil
}

// lastTry believes what the second answer leaves behind.
func (v *Verifier) lastTry(raw string) (string, error) {
	var claims jwt.RegisteredClaims
	if _, err := jwt.ParseWithClaims(raw, &claims, v.key, hs256, need); err != nil { // want jwtalg/error-ignored
		if err = v.refresh(); err != nil {
			return "", err
		}
		_, _ = jwt.ParseWithClaims(raw, &claims, v.key, hs256, need)
	}
	return claims.Subject, nil
}

func (v *Verifier) refresh() error { return nil }
