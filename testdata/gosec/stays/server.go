// Package stays holds what is left to gosec: a function for each of its rules that
// secvet has nothing for.
package stays

import (
	"context"
	"fmt"
	"html/template"
	"log"
	"net"
	"net/http"
	"net/http/cgi" // gosec: G504
	"net/http/httputil"
	_ "net/http/pprof" // gosec: G108
	"net/smtp"
	"net/url"
	"os/exec"
	texttemplate "text/template"
	"time"
)

const password = "f62e5bcda4fae4f82370da0c6f20697b8f8447ef" // gosec: G101

func listen() (net.Listener, error) { return net.Listen("tcp", "0.0.0.0:8080") } // gosec: G102

func fetch(w http.ResponseWriter, r *http.Request) {
	answer, err := http.Get(r.FormValue("address")) // gosec: G704
	if err != nil {
		log.Printf("no answer from %s", r.FormValue("address")) // gosec: G706
		return
	}
	_ = answer.Body.Close()
}

func serve() error {
	s := &http.Server{Addr: ":8080"}                             // gosec: G112
	go func() { log.Print(http.ListenAndServe(":6060", nil)) }() // gosec: G114
	return s.ListenAndServe()
}

func background(ctx context.Context) {
	for {
		time.Sleep(time.Second) // gosec: G118
	}
}

var upstream = "https://example.com/list"

func list() (*http.Response, error) { return http.Get(upstream) } // gosec: G107

func form(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(32 << 20); err != nil { // gosec: G120
		return
	}
	fmt.Fprintf(w, "<p>%s</p>", r.FormValue("name")) // gosec: G705
}

func headers(w http.ResponseWriter) {
	w.Header().Set("Transfer-Encoding", "chunked")
	w.Header().Set("Content-Length", "10") // gosec: G113
}

func client() *http.Client {
	return &http.Client{CheckRedirect: func(r *http.Request, via []*http.Request) error {
		r.Header = via[0].Header.Clone() // gosec: G119
		return nil
	}}
}

func crossOrigin() *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern("/") // gosec: G121
	return p
}

func cookie(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "1"}) // gosec: G124
}

func page(w http.ResponseWriter, r *http.Request) {
	t := template.Must(template.New("").Parse(r.FormValue("page")))
	_ = t.Execute(w, template.HTML(r.FormValue("text"))) // gosec: G203
}

func otherPage(w http.ResponseWriter, r *http.Request) {
	t := texttemplate.Must(texttemplate.New("").Parse(r.FormValue("page"))) // gosec: G708
	_ = t.Execute(w, nil)
}

func command(r *http.Request) error {
	return exec.Command("sh", "-c", r.FormValue("command")).Run() // gosec: G204 G702
}

func mail(r *http.Request) error {
	return smtp.SendMail("localhost:25", nil, r.FormValue("from"), []string{r.FormValue("to")}, []byte("hello")) // gosec: G707
}

func away(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.FormValue("next"), http.StatusFound) // gosec: G710
}

func gateway() http.Handler { return &cgi.Handler{Path: "/srv/cgi/report"} }

func proxy(r *http.Request) *httputil.ReverseProxy {
	to, _ := url.Parse(r.FormValue("to"))
	return httputil.NewSingleHostReverseProxy(to) // gosec: G704
}
