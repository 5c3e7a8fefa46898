package hashes

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"

	"golang.org/x/crypto/bcrypt"
)

type accounts struct{ db *sql.DB }

func (a *accounts) loginInSQL(r *http.Request) (id int, err error) {
	row := a.db.QueryRow("SELECT id FROM users WHERE name = ? AND password = ?", r.FormValue("name"), r.FormValue("password")) // want weakhash/clear-text-password
	return id, row.Scan(&id)
}

func (a *accounts) loginInSQLNumbered(r *http.Request) (id int, err error) {
	name, password, _ := r.BasicAuth()
	row := a.db.QueryRowContext(r.Context(), `SELECT id FROM users WHERE "password" = $2 AND name = $1`, name, password) // want weakhash/clear-text-password
	return id, row.Scan(&id)
}

func (a *accounts) register(r *http.Request) error {
	var in account
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return err
	}
	_, err := a.db.Exec("INSERT INTO users (created, name, password) VALUES (now(), ?, ?)", in.Name, in.Password) // want weakhash/clear-text-password
	return err
}

func (a *accounts) registerHashed(r *http.Request) error {
	hash, err := bcrypt.GenerateFromPassword([]byte(r.FormValue("password")), 12)
	if err != nil {
		return err
	}
	_, err = a.db.Exec("INSERT INTO users (name, password) VALUES (?, ?)", r.FormValue("name"), string(hash))
	return err
}

func (a *accounts) changeToken(r *http.Request) error {
	_, err := a.db.Exec("UPDATE users SET hint = ? WHERE name = ?", r.FormValue("password_hint"), r.FormValue("name"))
	return err
}

func (a *accounts) hashedByHelper(r *http.Request, hash func(string) string) error {
	_, err := a.db.Exec("UPDATE users SET password = ? WHERE name = ?", hash(r.FormValue("password")), r.FormValue("name"))
	return err
}

func (a *accounts) wrongColumn(r *http.Request) error {
	_, err := a.db.Exec("UPDATE log SET name = ?, seen = ? WHERE password_age > ?", r.FormValue("password"), 1, 2)
	return err
}

func (a *accounts) comparedInProgram(r *http.Request) bool {
	var password string
	if err := a.db.QueryRow("SELECT password FROM users WHERE name = ?", r.FormValue("name")).Scan(&password); err != nil {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(password), []byte(r.FormValue("password"))) == 1 // want weakhash/clear-text-password
}

func (a *accounts) hashComparedInProgram(r *http.Request) bool {
	var password string
	if err := a.db.QueryRow("SELECT password FROM users WHERE name = ?", r.FormValue("name")).Scan(&password); err != nil {
		return false
	}
	return bcrypt.CompareHashAndPassword([]byte(password), []byte(r.FormValue("password"))) == nil
}

// upgraded accepts an old hash once more, and replaces it.
func (a *accounts) upgraded(r *http.Request, stored string) bool {
	if bcrypt.CompareHashAndPassword([]byte(stored), []byte(r.FormValue("password"))) == nil {
		return true
	}
	old := md5.Sum([]byte(r.FormValue("password")))
	return hex.EncodeToString(old[:]) == stored
}

func saltBefore(id, password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(id+password), 12) // want weakhash/bcrypt-long-input
}

func saltBeforeChecked(id, password string, hash []byte) error {
	return bcrypt.CompareHashAndPassword(hash, []byte(id+":"+password)) // want weakhash/bcrypt-long-input
}

func hexOfSHA512(password string) ([]byte, error) {
	sum := sha512.Sum512([]byte(password))
	return bcrypt.GenerateFromPassword([]byte(hex.EncodeToString(sum[:])), 12) // want weakhash/bcrypt-long-input
}

func hexOfSHA256(password string) ([]byte, error) {
	sum := sha256.Sum256([]byte(password))
	return bcrypt.GenerateFromPassword([]byte(hex.EncodeToString(sum[:])), 12)
}

func base64OfSHA384(password string) ([]byte, error) {
	sum := sha512.Sum384([]byte(password))
	return bcrypt.GenerateFromPassword([]byte(base64.StdEncoding.EncodeToString(sum[:])), 12)
}

func pepperedFirst(pepper []byte, password string) ([]byte, error) {
	mac := hmac.New(sha256.New, pepper)
	mac.Write([]byte(password))
	return bcrypt.GenerateFromPassword([]byte(base64.StdEncoding.EncodeToString(mac.Sum(nil))), 12)
}
