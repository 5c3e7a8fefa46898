package web

import (
	"io"
	"net/http"
	"os"
	"strconv"
)

// images serves product images by name.
func (s *Server) images() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /images/full/{name...}", s.showImage)
	mux.HandleFunc("GET /images/originals/{name...}", serveFile(s.Images.OpenOriginal))
	mux.HandleFunc("GET /images/thumbnails/{name...}", serveFile(s.Images.OpenThumbnail))
	mux.HandleFunc("GET /images/products/{id}", s.showProductImage)
	return allowImageOrigins(mux)
}

func (s *Server) showImage(w http.ResponseWriter, r *http.Request) {
	f, err := s.Images.Open(r.PathValue("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

func (s *Server) showProductImage(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		badRequest(w)
		return
	}
	f, err := s.Images.OpenForProduct(id)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

// serveFile answers with the file that open finds under the name in the path.
func serveFile(open func(name string) (*os.File, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, err := open(r.PathValue("name"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer f.Close()
		io.Copy(w, f)
	}
}
