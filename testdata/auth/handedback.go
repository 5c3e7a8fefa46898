package auth

import (
	"errors"
	"net/http"

	"github.com/golang-jwt/jwt/v5"
)

// The helpers hand the token, or its claims, back with the error: what a caller does with
// it decides.

func (v *Verifier) sessionToken(r *http.Request) (*jwt.Token, error) {
	return jwt.Parse(r.Header.Get("X-Session"), v.key, hs256, need)
}

func (v *Verifier) sessionClaims(r *http.Request) (*ownClaims, error) {
	var claims ownClaims
	_, err := jwt.ParseWithClaims(r.Header.Get("X-Session"), &claims, v.key, hs256, need)
	return &claims, err
}

func (v *Verifier) mapOfClaims(r *http.Request) (jwt.MapClaims, error) {
	token, err := v.sessionToken(r)
	if token == nil {
		return nil, err
	}
	return token.Claims.(jwt.MapClaims), err
}

func (v *Verifier) nothingOnFailure(r *http.Request) (*ownClaims, error) {
	var claims ownClaims
	if _, err := jwt.ParseWithClaims(r.Header.Get("X-Session"), &claims, v.key, hs256, need); err != nil {
		return nil, err
	}
	return &claims, nil
}

func (v *Verifier) nothingUnlessValid(r *http.Request) (*ownClaims, error) {
	token, err := jwt.ParseWithClaims(r.Header.Get("X-Session"), &ownClaims{}, v.key, hs256, need)
	if token != nil {
		if claims, ok := token.Claims.(*ownClaims); ok && token.Valid {
			return claims, nil
		}
	}
	return nil, err
}

func (v *Verifier) renew(w http.ResponseWriter, r *http.Request) {
	token, _ := v.sessionToken(r) // want jwtalg/error-ignored
	subject, _ := token.Claims.GetSubject()
	v.issue(w, subject)
}

func (v *Verifier) renewIfValid(w http.ResponseWriter, r *http.Request) {
	token, _ := v.sessionToken(r)
	if token == nil || !token.Valid {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	subject, _ := token.Claims.GetSubject()
	v.issue(w, subject)
}

func (v *Verifier) profile(w http.ResponseWriter, r *http.Request) {
	claims, _ := v.sessionClaims(r) // want jwtalg/error-ignored
	w.Write([]byte(claims.Role))
}

func (v *Verifier) profileUnlessExpired(w http.ResponseWriter, r *http.Request) {
	claims, err := v.sessionClaims(r) // want jwtalg/error-ignored
	if errors.Is(err, jwt.ErrTokenExpired) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Write([]byte(claims.Role))
}

func (v *Verifier) profileChecked(w http.ResponseWriter, r *http.Request) {
	claims, err := v.sessionClaims(r)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Write([]byte(claims.Role))
}

func (v *Verifier) throughTwoHelpers(w http.ResponseWriter, r *http.Request) {
	claims, _ := v.mapOfClaims(r) // want jwtalg/error-ignored
	role, _ := claims["role"].(string)
	w.Write([]byte(role))
}

func (v *Verifier) emptyOnFailure(w http.ResponseWriter, r *http.Request) {
	claims, _ := v.nothingOnFailure(r)
	w.Write([]byte(claims.Role))
}

func (v *Verifier) emptyUnlessValid(w http.ResponseWriter, r *http.Request) {
	claims, _ := v.nothingUnlessValid(r)
	w.Write([]byte(claims.Role))
}

// onlyWhether asks whether there is a token at all.
func (v *Verifier) onlyWhether(r *http.Request) bool {
	_, err := v.sessionClaims(r)
	return err == nil
}

func (v *Verifier) issue(w http.ResponseWriter, subject string) { w.Write([]byte(subject)) }
