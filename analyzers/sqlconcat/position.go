package sqlconcat

import (
	"slices"
	"strings"
	"unicode"
)

// position says where in a statement a piece stands; the message, the rule and
// the repair depend on it.
type position int

const (
	whole        position = iota // the piece is the statement, or its start
	quoted                       // between single quotes
	doubleQuoted                 // between double quotes, where a name cannot stand
	value                        // a bare value: after =, in VALUES, in IN
	quotedName                   // between single quotes, where a name stands
	identifier                   // a table, a column, an alias
	orderBy                      // in ORDER BY or GROUP BY
	limit                        // LIMIT, OFFSET
	label                        // between single quotes in a list of results: what a query calls its rows
	setting                      // between single quotes, what a setting of the server is set to
	comment                      // in a comment
	clause                       // somewhere that a whole clause can stand
)

var positionNames = map[position]string{
	whole: "the statement", quoted: "a quoted value", doubleQuoted: "a quoted value", value: "a value", quotedName: "a quoted name", identifier: "an identifier",
	orderBy: "the ORDER BY", limit: "the LIMIT", label: "a quoted value", setting: "a quoted value", comment: "a comment", clause: "the text",
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
		return inQuotes(before, after)
	case inComment:
		return comment
	case inDouble:
		if quotesText(before, after) {
			return doubleQuoted
		}
		return identifier
	case inBacktick:
		return identifier
	}
	upper := strings.ToUpper(text)
	switch last := lastRune(text); {
	case last == '=' && optionOfTable(upper):
		return identifier
	case strings.ContainsRune("=<>~|+*/", last):
		return value
	case last == '.':
		return identifier
	}
	if pos := byKeyword(upper); pos != value || !endsName(before) {
		return pos
	}
	return identifier
}

// inQuotes is what stands in the single quote that is open between two texts.
func inQuotes(statement, after string) position {
	text := strings.ToUpper(strings.TrimRight(statement[:strings.LastIndexByte(statement, '\'')], " \t\r\n"))
	switch {
	case quotesName(statement):
		return quotedName
	case setsServer(text):
		return setting
	case strings.HasSuffix(statement, "'") && labelsRows(text) && endsResult(after):
		return label
	}
	return quoted
}

// setsServer says whether a text ends where a setting of the server gets its value: in SET
// SESSION time_zone =. A setting whose name has a dot is the program's own, which keeps
// there who is logged in.
func setsServer(text string) bool {
	words := wordsOf(text)
	if len(words) < 2 || words[0] != "SET" && words[0] != "PRAGMA" {
		return false
	}
	rest, ok := strings.CutSuffix(text, "=")
	if !ok {
		rest, ok = strings.CutSuffix(text, " TO")
	}
	name := rest[strings.LastIndexAny(strings.TrimRight(rest, " \t\r\n:"), " \t\r\n,")+1:]
	secret := strings.Contains(name, "PASSWORD") || strings.Contains(name, "KEY")
	return ok && !secret && (!strings.Contains(name, ".") || strings.HasPrefix(name, "@@"))
}

// labelsRows says whether a text ends in a query's list of results, where what stands in
// quotes tells the rows of several tables apart. Rows that are inserted have values there.
func labelsRows(text string) bool {
	words := wordsOf(text)
	if len(words) == 0 || slices.Contains(words, "INSERT") || slices.Contains(words, "REPLACE") {
		return false
	}
	if last := words[len(words)-1]; strings.HasSuffix(text, last) && last != "SELECT" && last != "DISTINCT" ||
		!strings.HasSuffix(text, last) && (lastRune(text) != ',' || inCall(text)) {
		return false
	}
	for i := len(words) - 1; i >= 0; i-- {
		switch words[i] {
		case "SELECT":
			return true
		case "FROM", "WHERE", "VALUES", "IN", "BY", "SET", "WHEN", "LIKE", "HAVING", "ON":
			return false
		}
	}
	return false
}

// endsResult says whether nothing more is done to what stands in quotes in a list of
// results, as far as the text behind it is known.
func endsResult(after string) bool {
	quote := strings.IndexByte(after, '\'')
	rest := strings.TrimLeft(after[quote+1:], " \t\r\n")
	if quote < 0 || rest == "" || strings.ContainsRune(",);", rune(rest[0])) {
		return true
	}
	words := wordsOf(strings.ToUpper(rest))
	return len(words) > 0 && strings.HasPrefix(strings.ToUpper(rest), words[0]) && slices.Contains([]string{"AS", "FROM", "UNION"}, words[0])
}

// optionOfTable says whether a text ends in an option of a table or a database that is
// set to a name: ENGINE=, DEFAULT CHARSET=.
func optionOfTable(text string) bool {
	words := wordsOf(strings.TrimRight(text, "= \t\r\n"))
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "ENGINE", "CHARSET", "COLLATE", "ROW_FORMAT":
		return slices.Contains(words, "CREATE") || slices.Contains(words, "ALTER")
	}
	return false
}

// endsName says whether what follows a text goes on with a name: in VALUES (col_x and
// in MATCH (n:Label of Cypher stand no values.
func endsName(before string) bool {
	if last := lastRune(before); last != '_' && last != ':' && !unicode.IsLetter(last) {
		return false
	}
	words := wordsOf(strings.ToUpper(before))
	return len(words) > 0 && byKeyword(words[len(words)-1]) != value
}

// quotesName says whether the single quote that is open at the end of a text
// begins a name: that of a table or an alias, as SQLite and MySQL allow, where no
// text literal can stand; one that a function of the database looks up; or one
// that its own tables are asked for.
func quotesName(statement string) bool {
	text := strings.ToUpper(strings.TrimRight(statement[:strings.LastIndexByte(statement, '\'')], " \t\r\n"))
	if call, ok := strings.CutSuffix(text, "("); ok {
		return takesName(call) || describesItself(text)
	}
	words := wordsOf(text)
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	if !strings.HasSuffix(text, last) {
		return takesColumn(text) || describesItself(text)
	}
	switch last {
	case "INTO", "UPDATE", "TABLE", "JOIN", "EXISTS", "AS", "COLLATE", "CHARSET", "PARTITION", "PART", "SNAPSHOT", "ZKPATH":
		return true
	case "NAME":
		return before(words, "WITH")
	case "REPLICA":
		return before(words, "DROP")
	case "SET":
		return before(words, "CHARACTER")
	case "ID":
		return before(words, "PARTITION")
	case "FROM":
		return !inCall(text)
	}
	return describesItself(text)
}

// quotesText says whether the double quote that is open at the end of a text begins a
// value, as MySQL and SQLite allow: behind LIKE, in VALUES and in IN no name can stand.
// What is compared is a value as well, unless names stand in such quotes elsewhere in
// the statement.
func quotesText(statement, after string) bool {
	open := strings.LastIndexByte(statement, '"')
	text := strings.ToUpper(strings.TrimRight(statement[:open], " \t\r\n(,\""))
	if strings.HasPrefix(after, "\".") {
		return false
	}
	if strings.ContainsRune("=<>", lastRune(text)) {
		return !namesInQuotes(statement[:open])
	}
	words := wordsOf(text)
	for i := len(words) - 1; i >= 0; i-- {
		switch words[i] {
		case "LIKE", "ILIKE", "RLIKE", "REGEXP", "GLOB":
			return i == len(words)-1 && strings.HasSuffix(text, words[i])
		case "VALUES", "IN":
			return !strings.Contains(text[strings.LastIndex(text, words[i]):], ")")
		case "SELECT", "FROM", "WHERE", "SET", "AND", "OR":
			return false
		}
	}
	return false
}

// namesInQuotes says whether a text has names in double quotes.
func namesInQuotes(text string) bool {
	for i := range len(text) {
		if text[i] == '"' && scan(text[:i]) == plain && positionOf(text[:i+1], "") == identifier {
			return true
		}
	}
	return false
}

// before says whether a word stands before the last one.
func before(words []string, word string) bool {
	return len(words) > 1 && words[len(words)-2] == word
}

// nameFunctions are functions that take the name of a table or a sequence as text.
var nameFunctions = []string{"TO_REGCLASS", "NEXTVAL", "SETVAL", "CURRVAL", "PG_GET_SERIAL_SEQUENCE", "PG_RELATION_SIZE",
	"PG_TABLE_SIZE", "PG_TOTAL_RELATION_SIZE", "PG_DATABASE_SIZE", "OBJECT_ID", "COL_LENGTH", "IDENT_CURRENT",
	"CLUSTER", "CLUSTERALLREPLICAS"}

func takesName(call string) bool {
	call = strings.TrimRight(call, " ")
	words := wordsOf(call)
	if len(words) == 0 || !strings.HasSuffix(call, words[len(words)-1]) {
		return false
	}
	last := words[len(words)-1]
	return strings.HasPrefix(last, "PRAGMA_") || slices.Contains(nameFunctions, last)
}

// takesColumn says whether a text ends where a function that has been given a table takes
// the name of a column.
func takesColumn(text string) bool {
	rest, ok := strings.CutSuffix(text, ",")
	open := strings.LastIndexByte(rest, '(')
	if !ok || open < 0 || strings.ContainsAny(rest[open:], "),") {
		return false
	}
	words := wordsOf(rest[:open])
	return len(words) > 0 && (words[len(words)-1] == "PG_GET_SERIAL_SEQUENCE" || words[len(words)-1] == "COL_LENGTH")
}

// describesItself says whether the innermost query that a text ends in asks the
// database for its own tables and columns.
func describesItself(text string) bool {
	words := wordsOf(text)
	if len(words) > 1 && words[0] == "SHOW" {
		return true
	}
	for i := len(words) - 2; i >= 0; i-- {
		if words[i] == "FROM" {
			return ofItself(words[i+1])
		}
	}
	return false
}

// ofItself says whether a database keeps in a table, or in the tables of a schema, what it
// knows of itself.
func ofItself(table string) bool {
	return strings.HasPrefix(table, "PG_") || slices.Contains(ownTables, table)
}

// ownTables are tables, and schemas of tables, that describe the database; those of
// PostgreSQL begin with pg_.
var ownTables = []string{"INFORMATION_SCHEMA", "SQLITE_MASTER", "SQLITE_SCHEMA", "SYS", "SYSTEM", "SYSCAT"}

// wordsOf are the words of a text, names and keywords.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && r != '_' && r != '\x00' && !unicode.IsDigit(r)
	})
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
	words := wordsOf(upper)
	for i := len(words) - 1; i >= 0; i-- {
		last := i == len(words)-1
		switch words[i] {
		case "BY":
			return orderBy
		case "LIMIT", "OFFSET", "TOP", "FETCH":
			return limit
		case "MATCH":
			if slices.Contains(words, "REFERENCES") {
				return clause // FULL, PARTIAL or SIMPLE, of a foreign key
			}
			return value
		case "LIKE", "ILIKE", "IN", "VALUES", "BETWEEN", "REGEXP", "RLIKE", "ESCAPE", "INTERVAL", "RETURN", "THEN", "ELSE":
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
