package sqlconcat

import (
	"strings"
	"unicode"
)

// position says where in a statement a piece stands; the message, the rule and
// the repair depend on it.
type position int

const (
	whole      position = iota // the piece is the statement, or its start
	quoted                     // between single quotes
	value                      // a bare value: after =, in VALUES, in IN
	identifier                 // a table, a column, an alias
	orderBy                    // in ORDER BY or GROUP BY
	limit                      // LIMIT, OFFSET
	comment                    // in a comment
	clause                     // somewhere that a whole clause can stand
)

var positionNames = map[position]string{
	whole: "the statement", quoted: "a quoted value", value: "a value", identifier: "an identifier",
	orderBy: "the ORDER BY", limit: "the LIMIT", comment: "a comment", clause: "the text",
}

// positionOf reads the text before a piece. Foreign pieces in it are NUL
// characters, which count as words.
func positionOf(before, after string) position {
	text := strings.TrimRight(before, " \t\r\n(")
	if strings.Trim(before, "\x00 \t\r\n(") == "" {
		return whole
	}
	switch scan(before) {
	case inSingle:
		if quotesName(before) {
			return identifier
		}
		return quoted
	case inComment:
		return comment
	case inDouble, inBacktick:
		return identifier
	}
	upper := strings.ToUpper(text)
	switch last := lastRune(text); {
	case strings.ContainsRune("=<>~|+*/", last):
		return value
	case last == '.':
		return identifier
	}
	return byKeyword(upper)
}

// quotesName says whether the single quote that is open at the end of a text
// begins the name of a table or an alias, as SQLite and MySQL allow: no text
// literal can stand there.
func quotesName(before string) bool {
	text := strings.TrimRight(before[:strings.LastIndexByte(before, '\'')], " \t\r\n")
	words := strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '_' })
	if len(words) == 0 || !strings.HasSuffix(strings.ToUpper(text), words[len(words)-1]) {
		return false
	}
	switch words[len(words)-1] {
	case "INTO", "UPDATE", "TABLE", "JOIN", "EXISTS", "AS":
		return true
	case "FROM":
		return !inCall(text)
	}
	return false
}

// inCall says whether a text ends inside the parentheses of a function, as in
// EXTRACT(year FROM, and not in those of a query.
func inCall(text string) bool {
	for depth, i := 0, len(text)-1; i >= 0; i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth < 0 {
				inner := strings.ToUpper(strings.TrimLeft(text[i+1:], " \t\r\n("))
				return !strings.HasPrefix(inner, "SELECT") && !strings.HasPrefix(inner, "WITH")
			}
		}
	}
	return false
}

type scanState int

const (
	plain scanState = iota
	inSingle
	inDouble
	inBacktick
	inComment
)

// scan says in which quotation or comment the text ends.
func scan(text string) scanState {
	state := plain
	for i := 0; i < len(text); i++ {
		ch := text[i]
		switch state {
		case plain:
			switch {
			case ch == '\'':
				state = inSingle
			case ch == '"':
				state = inDouble
			case ch == '`':
				state = inBacktick
			case ch == '-' && i+1 < len(text) && text[i+1] == '-':
				if end := strings.IndexByte(text[i:], '\n'); end >= 0 {
					i += end
				} else {
					return inComment
				}
			case ch == '/' && i+1 < len(text) && text[i+1] == '*':
				if end := strings.Index(text[i:], "*/"); end >= 0 {
					i += end + 1
				} else {
					return inComment
				}
			}
		case inSingle:
			if ch == '\'' {
				state = plain
			}
		case inDouble:
			if ch == '"' {
				state = plain
			}
		case inBacktick:
			if ch == '`' {
				state = plain
			}
		}
	}
	return state
}

func lastRune(s string) rune {
	if s == "" {
		return 0
	}
	return rune(s[len(s)-1])
}

// byKeyword finds the keyword that governs the end of the text.
func byKeyword(upper string) position {
	words := strings.FieldsFunc(upper, func(r rune) bool {
		return !unicode.IsLetter(r) && r != '_' && r != '\x00' && !unicode.IsDigit(r)
	})
	for i := len(words) - 1; i >= 0; i-- {
		last := i == len(words)-1
		switch words[i] {
		case "BY":
			return orderBy
		case "LIMIT", "OFFSET", "TOP", "FETCH":
			return limit
		case "LIKE", "ILIKE", "IN", "VALUES", "BETWEEN", "REGEXP", "RLIKE", "MATCH", "ESCAPE", "INTERVAL", "RETURN", "THEN", "ELSE":
			return value
		case "FROM", "JOIN", "INTO", "UPDATE", "TABLE", "INDEX", "VIEW", "DATABASE", "SCHEMA", "COLUMN", "USE", "TRUNCATE",
			"DESCRIBE", "SHOW", "AS", "TRIGGER", "USER", "ROLE", "PRAGMA", "CONSTRAINT", "REFERENCES", "EXISTS", "SEQUENCE",
			"TYPE", "EXTENSION", "FUNCTION", "GRANT", "TO", "ATTACH", "VACUUM", "ANALYZE", "CALL", "EXEC", "SAVEPOINT", "NOTIFY",
			"LISTEN", "RENAME", "ADD", "DROP", "ALTER", "KEYSPACE", "OWNER", "TABLESPACE", "ENGINE", "COLLATE":
			if last || words[i] != "FROM" && words[i] != "JOIN" {
				return identifier
			}
			return clause
		case "WHERE", "AND", "OR", "ON", "HAVING", "NOT", "WHEN", "INCLUDING", "EXCLUDING":
			return clause
		case "SET":
			return identifier
		case "SELECT", "DISTINCT", "RETURNING", "GROUP", "WITH", "UNION", "PARTITION":
			return identifier
		case "ASC", "DESC":
			return orderBy
		}
	}
	return clause
}
