package sqlconcat

import (
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// TestPositionOf reads a statement in which ‸ is the piece asked about and … is
// another foreign piece.
func TestPositionOf(t *testing.T) {
	for _, c := range []struct {
		statement string
		want      position
	}{
		{"‸", whole},
		{"  (‸", whole},
		{"…‸", whole},
		{"…  ‸", whole},

		// Options of tables.
		{"CREATE TABLE t (a int) ENGINE=‸ COMMENT='x'", identifier},
		{"ALTER TABLE t DEFAULT CHARSET = ‸", identifier},
		{"SELECT a FROM t WHERE engine = ‸", value},

		// Values in quotes.
		{"SELECT a FROM t WHERE b = '‸'", quoted},
		{"CREATE TABLE a (LIKE b INCLUDING DEFAULTS INCLUDING STORAGE, ‸ PRIMARY KEY (id))", clause},
		{"SELECT a FROM t WHERE b LIKE '%‸%'", quoted},
		{"SELECT a FROM t WHERE b = 'it''s' AND c = '‸'", quoted},
		{"SELECT a FROM t WHERE b = 'O''‸'", quoted},
		{"SELECT a FROM t WHERE b = '\"' AND c = '‸'", quoted},
		{"SELECT a FROM t WHERE b = '-- ‸'", quoted},
		{"SELECT a FROM t WHERE b = '/* ‸'", quoted},
		{"SELECT a FROM t WHERE b IN ('…', '‸')", quoted},
		{"INSERT INTO t VALUES ('…', '‸')", quoted},
		{"SELECT a FROM t -- it's\nWHERE b = '‸'", quoted},
		{"SELECT a FROM t /* it's */ WHERE b = '‸'", quoted},

		{"SELECT extract(year FROM '‸')", quoted},
		{"DELETE FROM 't' WHERE b = '‸'", quoted},

		// Names in single quotes.
		{"SELECT a FROM '‸'", quotedName},
		{"SELECT a FROM (SELECT b FROM '‸')", quotedName},
		{"INSERT INTO '‸' VALUES (1)", quotedName},
		{"CREATE TABLE IF NOT EXISTS '‸' (a INT)", quotedName},
		{"DELETE FROM '‸' WHERE b = 1", quotedName},
		{"SELECT a AS '‸' FROM t", quotedName},
		{"ALTER TABLE t CONVERT TO CHARACTER SET '‸'", quotedName},
		{"ALTER TABLE t CONVERT TO CHARACTER SET '…' COLLATE '‸'", quotedName},
		{"UPDATE t SET a = '‸'", quoted},
		{"ALTER TABLE t DROP PARTITION '‸'", quotedName},
		{"ALTER TABLE t ATTACH PARTITION ID '‸' FROM u", quotedName},
		{"SET TRANSACTION SNAPSHOT '‸'", quotedName},
		{"ALTER TABLE t ATTACH PART '‸'", quotedName},
		{"ALTER TABLE t FREEZE WITH NAME '‸'", quotedName},
		{"SYSTEM DROP REPLICA '‸' FROM ZKPATH '…'", quotedName},
		{"SELECT a FROM clusterAllReplicas('‸', system.tables)", quotedName},
		{"SELECT a FROM t WHERE name '‸'", quoted},
		{"SELECT pg_get_serial_sequence('‸', 'id')", quotedName},
		{"SELECT pg_get_serial_sequence('…', '‸')", quotedName},
		{"SELECT pg_get_serial_sequence('…', 'a'), lower('‸')", quoted},
		{"SYSTEM DROP REPLICA '…' FROM ZKPATH '‸'", quotedName},
		{"ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (b) MATCH ‸ ON DELETE CASCADE", clause},
		{"SELECT a FROM t WHERE MATCH (b) AGAINST (1) AND a MATCH ‸", value},
		{"SELECT a FROM t WHERE id '‸'", quoted},
		{"SELECT name FROM pragma_table_info('‸')", quotedName},
		{"SELECT to_regclass('‸')", quotedName},
		{"SELECT lower('‸')", quoted},
		{"SELECT nextval('‸')", quotedName},
		{"IF OBJECT_ID ('‸', 'U') IS NOT NULL DROP TABLE …", quotedName},

		// What the database knows of itself.
		{"SELECT 1 FROM pg_database WHERE datname = '‸'", quotedName},
		{"SELECT 1 FROM information_schema.tables WHERE table_schema = '…' AND table_name IN ('‸')", quotedName},
		{"SELECT sql FROM sqlite_master WHERE type = 'table' AND name='‸'", quotedName},
		{"SHOW TABLES LIKE '‸'", quotedName},
		{"SHOW BINLOG EVENTS IN '‸' FROM 4 LIMIT 1", quotedName},
		{"show … events in '‸' FROM 4", quotedName},
		{"SHOW VARIABLES WHERE Variable_name = '‸'", quotedName},
		{"SHOW GRANTS FOR '‸'@'‸'", quotedName},
		{"SHOWS '‸'", quoted},
		{"SELECT a FROM t WHERE b IN (SELECT 1 FROM pg_class) UNION SELECT a FROM t WHERE b = '‸'", quoted},
		{"SELECT a FROM pgtable WHERE b = '‸'", quoted},
		{"SELECT a FROM shows WHERE b LIKE '‸'", quoted},

		// Labels of rows.
		{"SELECT '‸' AS source, id FROM t", label},
		{"SELECT DISTINCT '‸', id FROM t", label},
		{"SELECT id, '‸' FROM t", label},
		{"SELECT id FROM t UNION ALL SELECT count(*), '‸' FROM u", label},
		{"SELECT a FROM (SELECT b, '‸' FROM t)", label},
		{"SELECT lower('…', '‸') FROM t", quoted},
		{"SELECT data->'‸' FROM t", quoted},
		{"SELECT '%‸' FROM t", quoted},
		{"SELECT '‸'::jsonb @> data FROM t", quoted},
		{"SELECT '‸' = secret FROM t", quoted},
		{"SELECT '‸' IN (secrets) FROM t", quoted},
		{"SELECT a = '‸', b FROM t", quoted},
		{"SELECT a FROM t, '‸'", quoted},
		{"INSERT INTO t SELECT '‸', b FROM u", quoted},
		{"REPLACE INTO t SELECT b, '‸' FROM u", quoted},

		// Settings of the server.
		{"SET SESSION time_zone = '‸'", setting},
		{"SET time_zone='‸'", setting},
		{"SET @@session.sql_mode = '‸'", setting},
		{"SET client_encoding TO '‸'", setting},
		{"SET NAMES utf8, time_zone = '‸'", setting},
		{"PRAGMA journal_mode = '‸'", setting},
		{"PRAGMA key = '‸'", quoted},
		{"SET PASSWORD = '‸'", quoted},
		{"SET app.tenant = '‸'", quoted},
		{"SET LOCAL app.tenant TO '‸'", quoted},
		{"UPDATE t SET time_zone = '‸'", quoted},

		// Bare values.
		{"SELECT a FROM t WHERE b = ‸", value},
		{"SELECT a FROM t WHERE b=‸", value},
		{"SELECT a FROM t WHERE b <> ‸", value},
		{"SELECT a FROM t WHERE b >= ‸ AND c = 1", value},
		{"SELECT a FROM t WHERE b LIKE ‸", value},
		{"SELECT a FROM t WHERE b ILIKE ‸", value},
		{"SELECT a FROM t WHERE b like ‸", value},
		{"SELECT a FROM t WHERE b IN (‸)", value},
		{"SELECT a FROM t WHERE b NOT IN (…, ‸)", value},
		{"SELECT a FROM t WHERE b BETWEEN ‸", value},
		{"INSERT INTO t (a, b) VALUES (‸", value},
		{"INSERT INTO t (a, b) VALUES (1, ‸", value},
		{"UPDATE t SET a = ‸", value},
		{"SELECT a FROM t WHERE b = (‸", value},
		{"SELECT a FROM t WHERE \"b\" = ‸", value},
		{"SELECT CASE WHEN b = 1 THEN ‸", value},

		// Values in double quotes, and names in them.
		{"SELECT a FROM t WHERE b LIKE \"‸\" ORDER BY a", doubleQuoted},
		{"SELECT a FROM t WHERE b LIKE \"%‸%\"", doubleQuoted},
		{"SELECT a FROM t WHERE b = \"‸\"", doubleQuoted},
		{"SELECT a FROM t WHERE b=\"…\" AND c = \"‸\"", doubleQuoted},
		{"INSERT INTO t (a, b) VALUES (1, \"‸\")", doubleQuoted},
		{"INSERT INTO t (a, b) VALUES (\"…\", \"‸\")", doubleQuoted},
		{"SELECT a FROM t WHERE b IN (\"…\", \"‸\")", doubleQuoted},
		{"SELECT a FROM t WHERE b IN (SELECT \"‸\" FROM u)", identifier},
		{"SELECT a FROM t WHERE b IN (1, 2) GROUP BY \"‸\"", identifier},
		{"SELECT a FROM t JOIN u ON \"t\".\"id\" = \"‸\".\"id\"", identifier},
		{"SELECT a FROM t JOIN u ON t.id = \"‸\".\"id\"", identifier},
		{"SELECT \"a\" FROM t WHERE \"b\" = \"‸\"", identifier},
		{"UPDATE t SET \"‸\" = 1", identifier},

		// Names.
		{"SELECT a FROM ‸", identifier},
		{"SELECT a FROM ‸ WHERE b = 1", identifier},
		{"SELECT a FROM s.‸", identifier},
		{"SELECT a FROM \"‸\"", identifier},
		{"SELECT a FROM `‸`", identifier},
		{"SELECT a FROM t JOIN ‸", identifier},
		{"SELECT ‸ FROM t", identifier},
		{"SELECT a, ‸ FROM t", identifier},
		{"SELECT DISTINCT ‸ FROM t", identifier},
		{"SELECT a AS ‸ FROM t", identifier},
		{"INSERT INTO ‸ VALUES (1)", identifier},
		{"INSERT INTO t (‸", identifier},
		{"UPDATE ‸ SET a = 1", identifier},
		{"UPDATE t SET ‸ = 1", identifier},
		{"DELETE FROM ‸", identifier},
		{"MATCH (n:‸)-[r]-(m) RETURN n", identifier},
		{"MATCH (n:Entity‸ {kg: 1}) RETURN n", identifier},
		{"SELECT a FROM t WHERE b LIKE lower_‸", identifier},
		{"SELECT a FROM t WHERE b LIKE lower(‸", value},
		{"INSERT INTO t VALUES‸", value},
		{"DROP TABLE ‸", identifier},
		{"CREATE DATABASE ‸", identifier},
		{"TRUNCATE ‸", identifier},

		// Sorting.
		{"SELECT a FROM t ORDER BY ‸", orderBy},
		{"SELECT a FROM t ORDER BY a, ‸", orderBy},
		{"SELECT a FROM t ORDER BY a DESC, b ‸", orderBy},
		{"SELECT a FROM t ORDER BY … ‸", orderBy},
		{"SELECT a FROM t GROUP BY ‸", orderBy},
		{"SELECT a FROM t order by a ‸", orderBy},
		{"SELECT a FROM (SELECT b FROM u ORDER BY ‸", orderBy},

		{"SELECT a FROM t LIMIT ‸", limit},
		{"SELECT a FROM t LIMIT 5 OFFSET ‸", limit},
		{"SELECT TOP ‸ a FROM t", limit},

		{"SELECT a FROM t -- by ‸", comment},
		{"/* by ‸ */ SELECT a FROM t", comment},
		{"SELECT a /* one */ FROM t /* ‸", comment},

		// Room for a whole clause.
		{"SELECT a FROM t ‸", clause},
		{"SELECT a FROM t WHERE ‸", clause},
		{"SELECT a FROM t WHERE b = 1 AND ‸", clause},
		{"SELECT a FROM t WHERE (‸", clause},
		{"SELECT a FROM t WHERE b = '…' ‸", clause},
		{"SELECT a FROM t WHERE b = (SELECT max(b) FROM u WHERE ‸", clause},
		{"SELECT a FROM t JOIN u ON ‸", clause},
		{"SELECT a FROM t GROUP BY a HAVING ‸", clause},
	} {
		before, after, _ := strings.Cut(strings.ReplaceAll(c.statement, "…", "\x00"), "‸")
		if got := positionOf(before, after); got != c.want {
			t.Errorf("%s: %s, want %s", c.statement, positionNames[got], positionNames[c.want])
		}
	}
}

// TestTable is the table of the package's documentation.
func TestTable(t *testing.T) {
	columns := []struct {
		name      string
		positions []position
	}{
		{"value", []position{quoted, value}},
		{"LIMIT", []position{limit}},
		{"ORDER BY", []position{orderBy, comment, label, setting}},
		{"clause", []position{clause}},
		{"name", []position{identifier, quotedName}},
		{"statement", []position{whole}},
	}
	for _, row := range []struct {
		name   string
		origin flow.Origin
		want   [6]*rule.Rule
	}{
		{"untrusted", flow.Origin{Class: flow.Untrusted}, [6]*rule.Rule{Untrusted, Untrusted, Untrusted, Untrusted, Untrusted, Untrusted}},
		{"untrusted, through unknown code", flow.Origin{Class: flow.Untrusted, Unsure: true}, [6]*rule.Rule{Dynamic, Dynamic, Dynamic, Dynamic, Dynamic, Dynamic}},
		{"operator", flow.Origin{Class: flow.Operator}, [6]*rule.Rule{Operator, Operator, Operator, Operator, Operator, nil}},
		{"stored", flow.Origin{Class: flow.Stored}, [6]*rule.Rule{Dynamic, Dynamic}},
		{"the database's own table", flow.Origin{Class: flow.Stored, Asked: "SELECT table_name FROM information_schema.tables WHERE a = ?"}, [6]*rule.Rule{}},
		{"a setting of the database", flow.Origin{Class: flow.Stored, Asked: "select @@global.time_zone"}, [6]*rule.Rule{}},
		{"found by its words", flow.Origin{Class: flow.Stored, Asked: "SELECT name FROM users WHERE words @@ to_tsquery($1)"}, [6]*rule.Rule{Dynamic, Dynamic}},
		{"stored of known tables", flow.Origin{Class: flow.Stored, Asked: "SELECT name FROM users WHERE t IN (SELECT table_name FROM information_schema.tables)"}, [6]*rule.Rule{Dynamic, Dynamic}},
		{"stored beside it", flow.Origin{Class: flow.Stored, Asked: "SELECT name FROM users"}, [6]*rule.Rule{Dynamic, Dynamic}},
		{"exported parameter", flow.Origin{Class: flow.Parameter, Exported: true}, [6]*rule.Rule{Dynamic, Dynamic, Dynamic}},
		{"closed parameter", flow.Origin{Class: flow.Parameter}, [6]*rule.Rule{}},
		{"unresolved field", flow.Origin{Class: flow.Field}, [6]*rule.Rule{Dynamic, Dynamic}},
		{"unknown call", flow.Origin{Class: flow.Unknown, Expr: "f()"}, [6]*rule.Rule{Dynamic}},
		{"global of another package", flow.Origin{Class: flow.Global}, [6]*rule.Rule{}},
		{"constant", flow.Origin{Class: flow.Constant}, [6]*rule.Rule{}},
		{"confined", flow.Origin{Class: flow.Confined}, [6]*rule.Rule{}},
		{"one of known values", flow.Origin{Class: flow.Untrusted, Props: flow.Any}, [6]*rule.Rule{}},
	} {
		for i, column := range columns {
			for _, pos := range column.positions {
				if got := ruleFor(&row.origin, pos, &flow.Use{Kind: "sql.query"}); got != row.want[i] {
					t.Errorf("%s in %s: %s, want %s", row.name, positionNames[pos], id(got), id(row.want[i]))
				}
			}
		}
	}
}

func id(r *rule.Rule) string {
	if r == nil {
		return "silence"
	}
	return r.ID
}

// TestConfined says where what is proved of an untrusted text suffices.
func TestConfined(t *testing.T) {
	for _, c := range []struct {
		props flow.Props
		in    []position
	}{
		{flow.Any, []position{whole, quoted, doubleQuoted, value, quotedName, identifier, orderBy, limit, label, setting, comment, clause}},
		{flow.SQLLiteral, []position{quoted, doubleQuoted, quotedName, label, setting}},
		{flow.SQLIdentifier, []position{whole, doubleQuoted, value, identifier, orderBy, limit, comment, clause}},
	} {
		for pos := whole; pos <= clause; pos++ {
			want := false
			for _, p := range c.in {
				want = want || p == pos
			}
			if got := confined(&flow.Origin{Class: flow.Untrusted, Props: c.props}, pos); got != want {
				t.Errorf("%s in %s: %v, want %v", c.props, positionNames[pos], got, want)
			}
		}
	}
}

// TestSlotOf tries where a placeholder can stand for a value: "" is nowhere, else
// the statement with the placeholder and the wildcards that go with the value.
func TestSlotOf(t *testing.T) {
	for statement, want := range map[string]string{
		"WHERE a = '‸'":                            "WHERE a = ?",
		"WHERE a='‸' AND b = 1":                    "WHERE a=? AND b = 1",
		"WHERE a = ‸":                              "WHERE a = ?",
		"WHERE (a = ‸)":                            "WHERE (a = ?)",
		"WHERE a <> '‸'":                           "WHERE a <> ?",
		"WHERE a >= ‸ AND b = 1":                   "WHERE a >= ? AND b = 1",
		"WHERE a LIKE '%‸_'":                       "WHERE a LIKE ? %_",
		"WHERE a between '‸' AND 'z'":              "WHERE a between ? AND 'z'",
		"WHERE a BETWEEN ? AND '‸'":                "WHERE a BETWEEN ? AND ?",
		"INSERT INTO t (a, b) VALUES ('‸', 1)":     "INSERT INTO t (a, b) VALUES (?, 1)",
		"INSERT INTO t (a, b) VALUES (1, '‸')":     "INSERT INTO t (a, b) VALUES (1, ?)",
		"INSERT INTO t VALUES (upper('‸'), now())": "INSERT INTO t VALUES (upper(?), now())",
		"UPDATE t SET a = '‸', b = 1":              "UPDATE t SET a = ?, b = 1",
		"WHERE a = 'Mr ‸'":                         "",
		"WHERE a = '‸ Jr'":                         "",
		"WHERE a = '‸''s'":                         "",
		"WHERE a = '‸":                             "",
		"WHERE a = ‸x":                             "",
		"WHERE a = -‸":                             "",
		"WHERE a = E'‸'":                           "",
		"WHERE a = DATE '‸'":                       "",
		"WHERE a IN ('‸')":                         "",
		"WHERE a IN (1, ‸)":                        "",
		"WHERE a -> '‸' = 1":                       "",
		"WHERE a @> '‸'":                           "",
		"WHERE ‸":                                  "",
		"FROM ‸":                                   "",
		"ORDER BY ‸":                               "",
		"LIMIT ‸":                                  "",
		"SELECT '‸'":                               "",
		"WHERE a = \"‸\"":                          "",
		"-- a = ‸":                                 "",
		"INSERT INTO t VALUES (1) RETURNING (‸":    "",
	} {
		before, after, _ := strings.Cut(statement, "‸")
		got := ""
		if s, ok := slotOf(before, after); ok {
			got = s.head + "?" + s.tail
			if s.before+s.after != "" {
				got += " " + s.before + s.after
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", statement, got, want)
		}
	}
}

func TestCountPlaceholders(t *testing.T) {
	for _, c := range []struct {
		text, style string
		want        int
	}{
		{"a = ? AND b = ?", "question", 2},
		{"a = '?' AND b = ? -- ?", "question", 1},
		{"a = $1", "question", -1},
		{"a = :name", "question", -1},
		{"a = $1 AND b = $2 AND c = $1", "dollar", 2},
		{"a = $2::text AND b ? 'c'", "dollar", 2},
		{"a = @name", "dollar", -1},
		{"a = @p1 AND b = @p2", "at", 2},
		{"a = @name", "at", -1},
		{"a = :1", "colon", 1},
		{"a = 1", "question", 0},
	} {
		if got := countPlaceholders(c.text, c.style); got != c.want {
			t.Errorf("%s in %s: %d, want %d", c.style, c.text, got, c.want)
		}
	}
}
