// Package callers uses helpers of other packages: what they build, what they
// hand on, and what their checks stand for arrive as facts.
package callers

import (
	"net/http"
	"os"
	"strconv"

	"github.com/secvet/secvet/testdata/engine/page"
	"github.com/secvet/secvet/testdata/engine/remote/checks"
	"github.com/secvet/secvet/testdata/engine/remote/dbutil"
)

const root = "/srv/files"

func helperBuilds(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users" + dbutil.OrderBy(r.FormValue("sort")))) // reaches sqlconcat/untrusted
}

func helperBuildsFromConstant(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users" + dbutil.OrderBy("name") + dbutil.Direction(r.FormValue("desc") != "")))
}

func helperHandsOn(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + dbutil.Trim(r.FormValue("sort")))) // want sqlconcat/untrusted
}

func helperHandsOnConstant(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + dbutil.Trim(" name ")))
}

func placeholdersOfHelper(w http.ResponseWriter, r *http.Request) {
	ids := r.URL.Query()["id"]
	args := make([]any, len(ids))
	for i := range ids {
		args[i] = ids[i]
	}
	page.Show(db.Query("SELECT id FROM users WHERE id IN ("+dbutil.Placeholders(len(ids))+")", args...))
	page.Show(db.Query("SELECT id FROM users WHERE id IN ("+dbutil.Dollars(len(ids))+")", args...))
}

func conditionHoldsValue(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users WHERE " + dbutil.Like("name", r.FormValue("name")))) // reaches sqlconcat/untrusted
}

func conditionWithArgument(w http.ResponseWriter, r *http.Request) {
	cond, arg := dbutil.LikeArg("name", r.FormValue("name"))
	page.Show(db.Query("SELECT id FROM users WHERE "+cond, arg))
}

func wrapperOfSink(w http.ResponseWriter, r *http.Request) {
	page.Ok(wrapped.Run(r.Context(), "DELETE FROM users WHERE name = '"+r.FormValue("name")+"'")) // want sqlconcat/untrusted
}

func wrapperOfSinkWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	page.Ok(wrapped.Run(r.Context(), "DELETE FROM users WHERE name = ?", r.FormValue("name")))
}

func promotedSink(w http.ResponseWriter, r *http.Request) {
	page.Done(wrapped.Exec("DELETE FROM " + r.FormValue("table"))) // want sqlconcat/untrusted
}

func methodBuilds(w http.ResponseWriter, r *http.Request) {
	_, err := wrapped.Count(r.Context(), r.FormValue("table")) // reaches sqlconcat/untrusted
	page.Ok(err)
}

func methodBuildsFromNumber(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.FormValue("id"), 10, 64)
	_, err := wrapped.Rows(r.Context(), "users", id)
	page.Ok(err)
}

func functionBuilds(w http.ResponseWriter, r *http.Request) {
	page.Count(dbutil.Find(r.Context(), db, r.FormValue("name"))) // reaches sqlconcat/untrusted
}

func functionBinds(w http.ResponseWriter, r *http.Request) {
	page.Count(dbutil.FindByArg(r.Context(), db, r.FormValue("name")))
}

func filterWithForeignColumn(w http.ResponseWriter, r *http.Request) {
	q, args := new(dbutil.Filter).Equal(r.FormValue("column"), 1).SQL()
	page.Show(db.Query(q, args...)) // reaches sqlconcat/untrusted
}

func filterWithForeignValue(w http.ResponseWriter, r *http.Request) {
	f := dbutil.Filter{Table: "users"}
	f.Equal("name", r.FormValue("name"))
	q, args := f.SQL()
	page.Show(db.Query(q, args...))
}

func filterWithKnownColumn(w http.ResponseWriter, r *http.Request) {
	q, args := dbutil.New().Known(r.FormValue("column"), 1).SQL()
	page.Show(db.Query(q, args...))
}

func optionOfConstant(w http.ResponseWriter, r *http.Request) {
	q, args := dbutil.New(dbutil.InTable("orders")).Known("name", r.FormValue("name")).SQL()
	page.Show(db.Query(q, args...))
}

func filledByHelper(w http.ResponseWriter, r *http.Request) {
	var sort string
	dbutil.Fill(&sort, r.FormValue("sort"))
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func filledByHelperWithConstant(w http.ResponseWriter, r *http.Request) {
	var sort string
	dbutil.Fill(&sort, "name")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func checkedByBool(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !checks.IsColumn(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func checkedForLength(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !checks.IsShort(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func checkedByError(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if err := checks.Identifier(sort); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func checkedForPresence(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if err := checks.Present(sort); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func checkedValue(w http.ResponseWriter, r *http.Request) {
	sort, err := checks.Column(r.FormValue("sort"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func checkedStruct(w http.ResponseWriter, r *http.Request) {
	p := checks.Page{Sort: r.FormValue("sort"), Name: r.FormValue("name")}
	if err := p.Validate(); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+p.Sort, p.Name))
}

func checkedStructOtherField(w http.ResponseWriter, r *http.Request) {
	p := checks.Page{Sort: r.FormValue("sort"), Name: r.FormValue("name")}
	if err := p.Validate(); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + p.Name + "' ORDER BY " + p.Sort)) // want sqlconcat/untrusted
}

func checkedName(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if checks.Local(name) != nil {
		return
	}
	page.Bytes(os.ReadFile(root + "/" + name))
}

func checkedJoin(w http.ResponseWriter, r *http.Request) {
	path, err := checks.Join(root, r.FormValue("name"))
	if err != nil {
		return
	}
	page.Bytes(os.ReadFile(path))
}

func checkedJoinErrorIgnored(w http.ResponseWriter, r *http.Request) {
	path, _ := checks.Join(root, r.FormValue("name"))
	page.Bytes(os.ReadFile(path)) // an error comes with an empty path
}

func laxJoin(w http.ResponseWriter, r *http.Request) {
	path, err := checks.LaxJoin(root, r.FormValue("name")) // reaches pathjoin/broken-guard
	if err != nil {
		return
	}
	page.Bytes(os.ReadFile(path))
}

// columnAsFileName: an identifier is a good column; as a whole path it is a
// name in the current folder.
func columnAsFileName(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if checks.Identifier(name) != nil {
		return
	}
	page.Bytes(os.ReadFile(root + "/" + name + ".txt"))
}

// localNameAsColumn: a local path may hold quotes and blanks.
func localNameAsColumn(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if checks.Local(name) != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + name)) // want sqlconcat/untrusted
}

func filteredElsewhere(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + checks.Letters(r.FormValue("sort"))))
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + checks.Lowered(r.FormValue("name")) + "'"))
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + checks.Visible(r.FormValue("name")) + "'")) // want sqlconcat/untrusted
}

func builderElsewhere(w http.ResponseWriter, r *http.Request) {
	page.Show(dbutil.Select("id").Where("name = ?", r.FormValue("name")).Order(r.FormValue("sort")).Do(db)) // reaches sqlconcat/untrusted
}

func builderElsewhereBound(w http.ResponseWriter, r *http.Request) {
	q := dbutil.Select("id").Where("name = ?", r.FormValue("name"))
	if r.FormValue("sorted") != "" {
		q.Order("name")
	}
	page.Show(q.Do(db))
}
