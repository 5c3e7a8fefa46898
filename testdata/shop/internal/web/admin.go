package web

import (
	"archive/zip"
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// maxArchive is the largest archive of images that the back office takes.
const maxArchive = 64 << 20

// admin is the back office.
func (s *Server) admin() http.Handler {
	reports := http.NewServeMux()
	reports.HandleFunc("GET /admin/reports/customers", s.reportCustomers)
	reports.HandleFunc("GET /admin/reports/products", s.reportProducts)
	reports.HandleFunc("POST /admin/reports/orders", s.reportOrders)
	reports.HandleFunc("POST /admin/reports/sales", s.reportSales)
	reports.HandleFunc("GET /admin/reports/revenue", s.reportRevenue)
	reports.HandleFunc("GET /admin/reports/sizes/{table}", s.reportSize)
	reports.HandleFunc("GET /admin/reports/newest/{table}", s.reportNewest)

	images := http.NewServeMux()
	images.HandleFunc("POST /admin/images", s.importImages)
	images.HandleFunc("POST /admin/images/thumbnails", s.importThumbnails)
	images.HandleFunc("DELETE /admin/images/full/{name...}", s.deleteImage)
	images.HandleFunc("DELETE /admin/images/thumbnails/{name...}", s.deleteThumbnail)

	mux := http.NewServeMux()
	mux.Handle("/admin/reports/", s.withToken(reports))
	mux.Handle("/admin/images", s.withHeader(images))
	mux.Handle("/admin/images/", s.withHeader(images))
	return mux
}

// withHeader lets callers in that know the admin token.
func (s *Server) withHeader(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Admin-Token") != s.AdminToken { // flaw: timingcmp/secret-compare
			http.Error(w, "not for you", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// withToken does the same in constant time.
func (s *Server) withToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("X-Admin-Token")
		if subtle.ConstantTimeCompare([]byte(token), []byte(s.AdminToken)) != 1 { // right: takes the same time for every guess
			http.Error(w, "not for you", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) reportCustomers(w http.ResponseWriter, r *http.Request) {
	rows, err := s.Reports.Customers(r.Context(), r.FormValue("q"))
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, rows)
}

func (s *Server) reportProducts(w http.ResponseWriter, r *http.Request) {
	rows, err := s.Reports.Products(r.Context(), r.FormValue("q"))
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, rows)
}

func (s *Server) reportOrders(w http.ResponseWriter, r *http.Request) {
	var filter map[string]any
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		badRequest(w)
		return
	}
	rows, err := s.Reports.Orders(r.Context(), filter)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, rows)
}

func (s *Server) reportSales(w http.ResponseWriter, r *http.Request) {
	var filter map[string]any
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		badRequest(w)
		return
	}
	rows, err := s.Reports.Sales(r.Context(), filter)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, rows)
}

func (s *Server) reportRevenue(w http.ResponseWriter, r *http.Request) {
	days, err := strconv.Atoi(r.FormValue("days"))
	if err != nil || days < 1 {
		badRequest(w)
		return
	}
	rows, err := s.Reports.Revenue(r.Context(), r.FormValue("by"), days)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, rows)
}

func (s *Server) reportSize(w http.ResponseWriter, r *http.Request) {
	n, err := s.Reports.Size(r.Context(), r.PathValue("table"))
	if err != nil {
		badRequest(w)
		return
	}
	s.reply(w, n)
}

func (s *Server) reportNewest(w http.ResponseWriter, r *http.Request) {
	var id int64
	q := fmt.Sprintf("SELECT coalesce(max(id), 0) FROM %s", r.PathValue("table")) // flaw: sqlconcat/untrusted
	if err := s.DB.QueryRowContext(r.Context(), q).Scan(&id); err != nil {
		badRequest(w)
		return
	}
	s.reply(w, id)
}

func (s *Server) importImages(w http.ResponseWriter, r *http.Request) {
	archive, err := uploaded(w, r)
	if err != nil {
		badRequest(w)
		return
	}
	if err := s.Images.Import(archive); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) importThumbnails(w http.ResponseWriter, r *http.Request) {
	archive, err := uploaded(w, r)
	if err != nil {
		badRequest(w)
		return
	}
	if err := s.Images.ImportThumbnails(archive); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// uploaded reads the body of a request as a zip archive.
func uploaded(w http.ResponseWriter, r *http.Request) (*zip.Reader, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxArchive))
	if err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(body), int64(len(body)))
}

func (s *Server) deleteImage(w http.ResponseWriter, r *http.Request) {
	if err := s.Images.Delete(r.PathValue("name")); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) deleteThumbnail(w http.ResponseWriter, r *http.Request) {
	if err := s.Images.DeleteThumbnail(r.PathValue("name")); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
