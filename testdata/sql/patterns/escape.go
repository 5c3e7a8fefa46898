package patterns

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Text that is escaped by hand: what is written for a quote says how.

func special(c byte) (escape, drop bool) {
	if c < ' ' {
		return true, true
	}
	switch c {
	case '\'', '"', '\\':
		return true, false
	}
	return false, false
}

// doubledInBytes writes quotes and backslashes twice.
func doubledInBytes(s string) string {
	b := make([]byte, 2*len(s))
	j := 0
	for i := 0; i < len(s); i++ {
		if twice, drop := special(s[i]); drop {
			continue
		} else if twice {
			b[j] = s[i]
			j++
		}
		b[j] = s[i]
		j++
	}
	return string(b[:j])
}

func backslashes(s string) string {
	var b strings.Builder
	for _, c := range s {
		switch c {
		case '\'', '\\':
			b.WriteByte('\\')
		case 0:
			b.WriteString(`\0`)
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// backslashesBeforeQuotes forgets the backslash itself.
func backslashesBeforeQuotes(s string) string {
	var b strings.Builder
	for _, c := range s {
		if c == '\'' {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func doubledInBuilder(s string) string {
	var b strings.Builder
	for _, c := range s {
		if c == '\'' {
			b.WriteString("''")
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// unescaped takes backslashes away.
func unescaped(s string) string {
	b := make([]byte, len(s))
	j := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && (s[i+1] == '\'' || s[i+1] == '\\') {
			b[j] = s[i+1]
			i++
		} else {
			b[j] = s[i]
		}
		j++
	}
	return string(b[:j])
}

// word is a text up to a quote.
func word(s string) string {
	for i := range len(s) {
		if s[i] == '\'' || s[i] == '\\' {
			return strings.ToUpper(s[:i]) + s[i:]
		}
	}
	return s
}

var (
	withoutQuotes = strings.NewReplacer("\"", "", "'", "")
	escapes       = strings.NewReplacer(`\`, `\\`, "'", `\'`, "\x00", `\0`)
	onlyQuotes    = strings.NewReplacer("'", `\'`)
)

// Unquoted has a caller to trust for its name.
func Unquoted(db *sql.DB, name string) {
	db.Query("SELECT id FROM users WHERE name = '" + withoutQuotes.Replace(name) + "'")
	db.Query("SELECT id FROM users WHERE name = '" + strings.ReplaceAll(name, "'", "") + "'")
	db.Query("SELECT id FROM users WHERE name = '" + strings.ReplaceAll(name, `"`, "") + "'") // want sqlconcat/dynamic
}

func replacedQuotes(db *sql.DB, r *http.Request) {
	name := r.FormValue("name")
	db.Query("SELECT id FROM users WHERE name = '" + withoutQuotes.Replace(name) + "'")       // want sqlconcat/dynamic
	db.Query("SELECT id FROM users WHERE name = '" + strings.ReplaceAll(name, "'", "") + "'") // want sqlconcat/dynamic
	db.Query("SELECT id FROM users WHERE name = '" + escapes.Replace(name) + "'")
	db.Query("SELECT id FROM users WHERE name = '" + onlyQuotes.Replace(name) + "'") // want sqlconcat/untrusted
	db.Query("SELECT id FROM users ORDER BY " + escapes.Replace(name))               // want sqlconcat/untrusted
}

func escapedByHand(db *sql.DB, r *http.Request) {
	name := r.FormValue("name")
	db.Query("SELECT id FROM users WHERE name = '" + doubledInBytes(name) + "'")
	db.Query("SELECT id FROM users WHERE name LIKE '%" + strings.Trim(backslashes(name), "%") + "%'")
	db.Query("SELECT id FROM users WHERE name = '" + backslashesBeforeQuotes(name) + "'") // want sqlconcat/untrusted
	db.Query("SELECT id FROM users WHERE name = '" + doubledInBuilder(name) + "'")        // want sqlconcat/dynamic
	db.Query("SELECT id FROM users WHERE name = '" + unescaped(name) + "'")               // want sqlconcat/untrusted
	db.Query("SELECT id FROM users WHERE name = '" + word(name) + "'")                    // want sqlconcat/untrusted
	db.Query("SELECT id FROM users ORDER BY " + backslashes(name))                        // want sqlconcat/untrusted
}

// literal writes a value of any type as it stands in a statement.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'" // want sqlconcat/dynamic
	case []byte:
		return fmt.Sprintf("X'%x'", v)
	default:
		return fmt.Sprint(v)
	}
}

// number is literal, with a case for texts that forgets to escape them.
func number(v any) string {
	switch v := v.(type) {
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}

// Literals are values of any type.
func Literals(db *sql.DB, v any) {
	db.Exec("UPDATE users SET age = " + literal(v))
	db.Exec("UPDATE users SET age = " + number(v)) // want sqlconcat/dynamic
}

func literalFromBody(db *sql.DB, r *http.Request) {
	var body map[string]any
	if json.NewDecoder(r.Body).Decode(&body) == nil {
		db.Exec("UPDATE users SET tags = " + literal(body["tags"])) // want sqlconcat/untrusted
	}
}

// illegal refuses texts that end a quotation; what a backslash does it forgets.
func illegal(args ...string) bool {
	if args == nil {
		return false
	}
	for _, arg := range args {
		if strings.Contains(arg, ";") || strings.Contains(arg, "'") || strings.Contains(arg, "$") {
			return true
		}
	}
	return false
}

// odd refuses other characters.
func odd(args ...string) bool {
	for _, arg := range args {
		if strings.Contains(arg, ";") || strings.Contains(arg, "$") {
			return true
		}
	}
	return false
}

func refused(db *sql.DB, r *http.Request) {
	name, note := r.FormValue("name"), r.FormValue("note")
	if illegal(name, note) {
		return
	}
	db.Exec("UPDATE users SET name = '" + name + "' WHERE note = '" + note + "'") // want sqlconcat/dynamic sqlconcat/dynamic
	db.Exec("UPDATE users SET name = 'x' WHERE " + note)                          // want sqlconcat/untrusted
}

func refusedOther(db *sql.DB, r *http.Request) {
	name, note := r.FormValue("name"), r.FormValue("note")
	if odd(name) || illegal(note) {
		return
	}
	db.Exec("UPDATE users SET note = '" + note + "' WHERE name = '" + name + "'") // want sqlconcat/untrusted sqlconcat/dynamic
}

func refusedAtOnce(db *sql.DB, r *http.Request) {
	if name := r.FormValue("name"); !strings.ContainsAny(name, `'"`) {
		db.Exec("UPDATE users SET age = 1 WHERE name = '" + name + "'") // want sqlconcat/dynamic
	}
}

// inTwoSteps doubles backslashes first.
func inTwoSteps(text string) string {
	text = strings.ReplaceAll(text, `\`, `\\`)
	text = strings.ReplaceAll(text, "\x00", `\0`)
	return strings.ReplaceAll(text, `'`, `\'`)
}

// inWrongOrder doubles the backslashes, too, that it wrote itself.
func inWrongOrder(text string) string {
	text = strings.ReplaceAll(text, `'`, `\'`)
	return strings.ReplaceAll(text, `\`, `\\`)
}

// inOneStep leaves backslashes alone, so that one before a quote undoes what it writes.
func inOneStep(text string) string { return strings.Replace(text, `'`, `\'`, -1) }

// atFirst escapes one backslash only.
func atFirst(text string) string {
	return strings.ReplaceAll(strings.Replace(text, `\`, `\\`, 1), `'`, `\'`)
}

func inSteps(db *sql.DB, r *http.Request) {
	db.Query("SELECT id FROM users WHERE name = '" + inTwoSteps(r.FormValue("name")) + "'")
	db.Query("SELECT id FROM users WHERE name = " + inTwoSteps(r.FormValue("name")))          // want sqlconcat/untrusted
	db.Query("SELECT id FROM users WHERE name = '" + inWrongOrder(r.FormValue("name")) + "'") // want sqlconcat/untrusted
	db.Query("SELECT id FROM users WHERE name = '" + inOneStep(r.FormValue("name")) + "'")    // want sqlconcat/untrusted
	db.Query("SELECT id FROM users WHERE name = '" + atFirst(r.FormValue("name")) + "'")      // want sqlconcat/untrusted
}
