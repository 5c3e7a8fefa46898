package engine_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"

	"github.com/secvet/secvet/testdata/engine/bounds"
	"github.com/secvet/secvet/testdata/engine/builders"
	"github.com/secvet/secvet/testdata/engine/callers"
	"github.com/secvet/secvet/testdata/engine/channels"
	"github.com/secvet/secvet/testdata/engine/closed"
	"github.com/secvet/secvet/testdata/engine/closures"
	"github.com/secvet/secvet/testdata/engine/contexts"
	"github.com/secvet/secvet/testdata/engine/decode"
	"github.com/secvet/secvet/testdata/engine/fields"
	"github.com/secvet/secvet/testdata/engine/frameworks"
	"github.com/secvet/secvet/testdata/engine/generics"
	"github.com/secvet/secvet/testdata/engine/gosec"
	"github.com/secvet/secvet/testdata/engine/guards"
	"github.com/secvet/secvet/testdata/engine/helpers"
	"github.com/secvet/secvet/testdata/engine/interfaces"
	"github.com/secvet/secvet/testdata/engine/lists"
	"github.com/secvet/secvet/testdata/engine/pointers"
	"github.com/secvet/secvet/testdata/engine/results"
	"github.com/secvet/secvet/testdata/engine/tables"
	"github.com/secvet/secvet/testdata/engine/text"
	"github.com/secvet/secvet/testdata/engine/trust"
)

// TestClaimsHold runs the handlers of the table with hostile requests and looks
// at the statements that arrive at the database: a function that is marked must
// let a hostile text through, and one that is not must not. (Paths are not
// tried.)
func TestClaimsHold(t *testing.T) {
	log.SetOutput(io.Discard)
	gin.SetMode(gin.ReleaseMode)
	gin.DefaultWriter, gin.DefaultErrorWriter = io.Discard, io.Discard

	db := new(recorder)
	table := connect(db)
	claims := readClaims(t)
	for _, name := range sortedKeys(table) {
		if !claims.has(name) {
			t.Errorf("no source for %s", name)
		}
		if untried[name] != "" {
			continue
		}
		statement := attack(db, table[name], name, claims.parameters(name))
		switch {
		case statement == "" && claims.flawed(name):
			t.Errorf("%s is marked, and no hostile request gets through", name)
		case statement != "" && !claims.reachesFlaw(name):
			t.Errorf("%s is not marked, and sends %q", name, statement)
		}
	}
}

// untried says why a handler can't be run.
var untried = map[string]string{
	"guards.fatalOnUnknown":       "ends the process",
	"guards.exitOnUnknown":        "ends the process",
	"channels.sentToWorker":       "the worker is marked, which it does not mention",
	"trust.fromStandardInput":     "reads the terminal",
	"builders.lettersWritten":     "a letter behind a quote of its own looks hostile",
	"guards.matchesWordsInQuotes": "hostile outside quotes only",
	// The binding needs a request that is good but for one field.
	"frameworks.ginBoundField":    "validates the other fields",
	"frameworks.ginBoundLength":   "validates the other fields",
	"frameworks.ginBoundWrongTag": "validates the other fields",
	// These libraries need a database to talk to.
	"frameworks.pgxQuery":            "no database",
	"frameworks.pgxBatch":            "no database",
	"frameworks.pgxTransaction":      "no database",
	"frameworks.gormWhereText":       "no database",
	"frameworks.gormOrder":           "no database",
	"frameworks.gormInlineCondition": "no database",
	"frameworks.gormRaw":             "no database",
}

// hostile matches statements that a payload changed.
var hostile = regexp.MustCompile(`['(\\;]zq| or zq`)

// payloads are hostile texts that take on the looks of what weak checks let
// through.
var payloads = []string{
	"'zq", `\zq`, "(zq", "x or zq", "%27zq", "-sort='zq",
	"name'zq", "name 'zq", "name;zq", "'zqdate", "x\nname\n'zq",
	"a'zq", "n'zq", "1'zq", "asc'zq", "date'zq",
	"fe80::1%'zq", "o'zq@example.com", "http://x/?page='zq", "'zq asc",
	base64.StdEncoding.EncodeToString([]byte("'zq")),
}

// attack returns a statement that a hostile request changed, or "".
func attack(db *recorder, h http.HandlerFunc, name string, names []string) string {
	asynchronous := strings.Contains(name, "started")
	for _, payload := range payloads {
		for _, r := range requests(payload, names) {
			send(h, r)
			statements := db.take()
			for i := 0; asynchronous && len(statements) == 0 && i < 100; i++ {
				time.Sleep(time.Millisecond)
				statements = db.take()
			}
			for _, statement := range statements {
				if hostile.MatchString(statement) {
					return statement
				}
			}
		}
	}
	return ""
}

// send runs the handler in a goroutine that may end itself.
func send(h http.HandlerFunc, r *http.Request) {
	var wg sync.WaitGroup
	wg.Go(func() {
		defer func() { _ = recover() }()
		h(httptest.NewRecorder(), r)
	})
	wg.Wait()
}

// requests returns requests that carry a payload: in every place at once, and in
// one parameter with good values in the others.
func requests(payload string, names []string) []*http.Request {
	var list []*http.Request
	everywhere := url.Values{}
	for _, n := range names {
		everywhere.Set(n, payload)
	}
	for _, body := range bodies(payload) {
		list = append(list, request(payload, everywhere, body))
	}
	for _, good := range []string{"", "name", "asc"} {
		for _, hit := range names {
			query := url.Values{}
			for _, n := range names {
				if good != "" {
					query.Set(n, good)
				}
			}
			query[hit] = append(query[hit], payload)
			list = append(list, request(payload, query, ""))
			query.Set(hit, payload)
			list = append(list, request(payload, query, ""))
		}
	}
	return list
}

func request(payload string, query url.Values, body string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/"+url.PathEscape(payload)+"?"+query.Encode(), strings.NewReader(body))
	r.Host = payload
	for _, name := range []string{"X-Request-Id", "X-Schema", "X-Region", "User-Agent"} {
		r.Header.Set(name, payload)
	}
	r.Header.Set("Content-Type", "application/json")
	if strings.HasPrefix(body, url.QueryEscape(payload)+"=") {
		r.Method = http.MethodPost
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.SetBasicAuth(payload, "")
	r.Header.Add("Cookie", "theme="+payload)
	return r
}

// bodies are documents of all shapes that the table decodes.
func bodies(payload string) []string {
	list := []string{
		"",
		payload,
		"<search><sort>" + payload + "</sort></search>",
		url.Values{payload: {"1"}}.Encode(),
	}
	for _, v := range []any{
		payload,
		[]string{payload},
		map[string]string{"name": payload},
		map[string]string{payload: "x", "name": payload, "sort": payload},
		map[string]any{"page": map[string]string{"sort": payload}},
		map[string]any{
			"sort":   payload,
			"tags":   []string{payload},
			"where":  map[string]string{"column": payload},
			"parent": map[string]string{"sort": payload},
			"filter": payload,
		},
	} {
		text, _ := json.Marshal(v)
		list = append(list, string(text))
	}
	return list
}

// connect gives all packages the same database and returns their handlers.
func connect(r *recorder) map[string]http.HandlerFunc {
	db := sql.OpenDB(r)
	for _, use := range []func(*sql.DB){
		bounds.Use, builders.Use, callers.Use, channels.Use, closed.Use, closures.Use, contexts.Use, decode.Use,
		fields.Use, frameworks.Use, generics.Use, gosec.Use, guards.Use, helpers.Use, interfaces.Use, lists.Use, pointers.Use,
		results.Use, tables.Use, text.Use, trust.Use,
	} {
		use(db)
	}
	interfaces.Begin(db)
	frameworks.Connect(sqlx.NewDb(db, "sqlite3"), nil, nil)
	go channels.Work()
	go channels.Tick()

	table := map[string]http.HandlerFunc{
		"closures.ClosureHandler":            closures.ClosureHandler(db),
		"closures.ClosureHandlerOfConstants": closures.ClosureHandlerOfConstants(db),
	}
	for _, h := range slices.Concat(
		bounds.Handlers, builders.Handlers, callers.Handlers, channels.Handlers, closed.Handlers, closures.Handlers,
		contexts.Handlers, decode.Handlers, fields.Handlers, frameworks.Handlers, generics.Handlers, gosec.Handlers,
		guards.Handlers, helpers.Handlers, interfaces.Handlers, lists.Handlers, pointers.Handlers, results.Handlers, tables.Handlers,
		text.Handlers, trust.Handlers,
	) {
		table[functionName(h)] = h
	}
	for name, middleware := range map[string]func(http.Handler) http.Handler{
		"contexts.behindMiddleware":      contexts.Schema,
		"contexts.behindCleanMiddleware": contexts.Region,
	} {
		table[name] = middleware(table[name]).ServeHTTP
	}
	for _, h := range frameworks.GinHandlers {
		table[functionName(h)] = func(w http.ResponseWriter, r *http.Request) {
			c, _ := gin.CreateTestContext(w)
			c.Request = r
			h(c)
		}
	}
	return table
}

// functionName returns "package.function".
func functionName(f any) string {
	name := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()
	return name[strings.LastIndex(name, "/")+1:]
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// recorder is a database that takes down statements and answers none.
type recorder struct {
	mu         sync.Mutex
	statements []string
}

var errNoAnswer = errors.New("this database only listens")

func (r *recorder) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	taken := r.statements
	r.statements = nil
	return taken
}

func (r *recorder) add(statement string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.statements = append(r.statements, statement)
}

func (r *recorder) Connect(context.Context) (driver.Conn, error) { return connection{r}, nil }
func (r *recorder) Driver() driver.Driver                        { return nil }

type connection struct{ *recorder }

func (c connection) Close() error                             { return nil }
func (c connection) Begin() (driver.Tx, error)                { return nil, errNoAnswer }
func (c connection) CheckNamedValue(*driver.NamedValue) error { return nil }
func (c connection) Prepare(q string) (driver.Stmt, error)    { c.add(q); return nil, errNoAnswer }
func (c connection) QueryContext(_ context.Context, q string, _ []driver.NamedValue) (driver.Rows, error) {
	c.add(q)
	return nil, errNoAnswer
}

func (c connection) ExecContext(_ context.Context, q string, _ []driver.NamedValue) (driver.Result, error) {
	c.add(q)
	return nil, errNoAnswer
}
