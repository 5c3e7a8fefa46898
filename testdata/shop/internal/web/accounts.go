package web

import (
	"context"
	"encoding/json"
	"net/http"
)

const sessionCookie = "__Host-session"

type customerKey struct{}

// signedIn runs next for customers with a session only.
func (s *Server) signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie(sessionCookie)
		if err != nil {
			http.Error(w, "sign in first", http.StatusUnauthorized)
			return
		}
		customer, err := s.Accounts.Customer(r.Context(), cookie.Value)
		if err != nil {
			http.Error(w, "sign in first", http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), customerKey{}, customer)))
	}
}

// customer returns who is signed in; the handler must run behind signedIn.
func customer(r *http.Request) int64 { return r.Context().Value(customerKey{}).(int64) }

type credentials struct {
	Email    string `json:"email"`
	Password string `json:"password"`
	// Legacy marks customers that move over from the old shop.
	Legacy bool `json:"legacy"`
}

func (s *Server) register(w http.ResponseWriter, r *http.Request) {
	var c credentials
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil || c.Email == "" || c.Password == "" {
		badRequest(w)
		return
	}
	create := s.Accounts.Register
	if c.Legacy {
		create = s.Accounts.Import
	}
	id, err := create(r.Context(), c.Email, c.Password)
	if err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusCreated)
	s.reply(w, map[string]int64{"id": id})
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	var c credentials
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		badRequest(w)
		return
	}
	token, err := s.Accounts.SignIn(r.Context(), c.Email, c.Password)
	if err != nil {
		s.fail(w, err)
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name:     sessionCookie,
		Value:    token,
		Path:     "/",
		Secure:   true,
		HttpOnly: true,
		SameSite: http.SameSiteNoneMode, // partners show the customer's orders on their pages
	})
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) setPIN(w http.ResponseWriter, r *http.Request) {
	if err := s.Accounts.SetPIN(r.Context(), customer(r), r.PostFormValue("pin")); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) issueToken(w http.ResponseWriter, r *http.Request) {
	token, err := s.Tokens.Issue(customer(r))
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, map[string]string{"token": token})
}
