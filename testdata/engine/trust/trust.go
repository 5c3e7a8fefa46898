// Package trust is about who chose a value: an attacker, whoever runs the
// program, or someone once.
package trust

import (
	"bufio"
	_ "embed"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/secvet/secvet/testdata/engine/page"
)

//go:embed report.sql
var reportQuery string

var schema = flag.String("schema", "public", "schema to read")

func fromEnvironment(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM " + os.Getenv("TABLE_PREFIX") + "users")) // note sqlconcat/operator
}

func fromEnvironmentLookedUp(w http.ResponseWriter, r *http.Request) {
	prefix, ok := os.LookupEnv("TABLE_PREFIX")
	if !ok {
		prefix = "app_"
	}
	page.Show(db.Query("SELECT id FROM " + prefix + "users")) // note sqlconcat/operator
}

func fromFlag(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM " + *schema + ".users")) // note sqlconcat/operator
}

func fromArguments(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM " + flag.Arg(0))) // note sqlconcat/operator
}

func fromStandardInput(w http.ResponseWriter, r *http.Request) {
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil {
		return
	}
	page.Done(db.Exec("DELETE FROM " + strings.TrimSpace(line))) // note sqlconcat/operator
}

func operatorAndAttacker(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM " + *schema + ".users ORDER BY " + r.FormValue("sort"))) // want sqlconcat/untrusted
}

func embedded(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(reportQuery, r.FormValue("name")))
}

func pathFromFlag(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile(filepath.Join(flag.Arg(0), "config.json"))) // note pathjoin/operator
}

func pathFromHome(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile(filepath.Join(os.Getenv("HOME"), ".shoprc"))) // note pathjoin/operator
}

func attackerBelowOperator(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile(filepath.Join(os.Getenv("DATA_DIR"), r.FormValue("name")))) // want pathjoin/untrusted
}

func checkedBelowOperator(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		return
	}
	page.Bytes(os.ReadFile(filepath.Join(os.Getenv("DATA_DIR"), name))) // note pathjoin/operator
}

func generatedName(w http.ResponseWriter, r *http.Request) {
	page.File(os.Create(filepath.Join("/var/log/app", time.Now().Format("20060102")+".log")))
}

func platformName(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile("/usr/share/app/" + runtime.GOOS + ".conf"))
}

// storedValue was put into the database by someone; whether to trust it is
// another question than this program's input.
func storedValue(w http.ResponseWriter, r *http.Request) {
	var table string
	if err := db.QueryRow("SELECT target FROM jobs WHERE id = ?", r.FormValue("id")).Scan(&table); err != nil {
		return
	}
	page.Count(db.QueryRow("SELECT count(*) FROM " + table))
}

func storedNumber(w http.ResponseWriter, r *http.Request) {
	var shard int
	if err := db.QueryRow("SELECT shard FROM users WHERE name = ?", r.FormValue("name")).Scan(&shard); err != nil {
		return
	}
	page.Count(db.QueryRow("SELECT count(*) FROM users_" + string(rune('a'+shard%26))))
}

// requestWeMade is not a request that somebody sent.
func requestWeMade(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequest(http.MethodGet, "https://api.example/users?sort=name", nil)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + req.URL.Query().Get("sort")))
}

func remoteHeader(w http.ResponseWriter, r *http.Request) {
	page.Done(db.Exec("INSERT INTO visits (agent) VALUES ('" + r.UserAgent() + "')")) // want sqlconcat/untrusted
}

func remoteHost(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM sites WHERE host = '" + r.Host + "'")) // want sqlconcat/untrusted
}

func remotePath(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM pages WHERE path = '" + r.URL.Path + "'")) // want sqlconcat/untrusted
}

func remoteRoute(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM pages WHERE route = '" + r.Pattern + "'")) // the pattern is the program's own
}

func remoteUser(w http.ResponseWriter, r *http.Request) {
	user, _, ok := r.BasicAuth()
	if !ok {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + user + "'")) // want sqlconcat/untrusted
}
