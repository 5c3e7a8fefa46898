// Package paths leads names out of requests into the file operations of large web
// frameworks.
package paths

import (
	"context"
	"net/http"
	"os"
	"path/filepath"

	"github.com/99designs/gqlgen/graphql"
	"github.com/beego/beego/v2/server/web"
	beegoctx "github.com/beego/beego/v2/server/web/context"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/gogf/gf/v2/net/ghttp"
	iris "github.com/kataras/iris/v12/context"
	"github.com/zeromicro/go-zero/rest/httpx"
)

const root = "/srv/files"

func use(...any) {}

type files struct{ web.Controller }

func (c *files) Save() {
	use(c.SaveToFile("file", filepath.Join(root, c.GetString("name"))))                   // want pathjoin/untrusted
	use(c.SaveToFileWithBuffer("file", root+"/"+c.GetString("name"), make([]byte, 4096))) // want pathjoin/untrusted
	use(c.SaveToFile(c.GetString("field"), filepath.Join(root, "upload")))                // the form's field is no path
	_, header, err := c.GetFile("file")
	if err != nil {
		return
	}
	use(c.SaveToFile("file", filepath.Join(root, header.Filename))) // the base name only
	id, err := c.GetInt("id")
	if err != nil {
		return
	}
	use(os.RemoveAll(filepath.Join(root, string(rune('a'+id%26)))))
}

func beegoDownloads(c *beegoctx.Context) {
	c.Output.Download(filepath.Join(root, c.Input.Param(":name")))              // want pathjoin/untrusted
	c.Output.Download(filepath.Join(root, "terms.pdf"), c.Input.Query("shown")) // the name shown to the client
}

func irisServes(c *iris.Context) {
	use(c.ServeFile(filepath.Join(root, c.URLParam("a"))))                    // want pathjoin/untrusted
	use(c.SendFile(filepath.Join(root, c.Params().Get("b")), "x"))            // want pathjoin/untrusted
	use(c.SendFile(filepath.Join(root, "terms.pdf"), c.URLParam("shown")))    // the name shown to the client
	use(c.ServeFileWithRate(filepath.Join(root, c.GetHeader("c")), 0, 0))     // want pathjoin/untrusted
	use(c.SendFileWithRate(filepath.Join(root, c.PostValue("d")), "x", 0, 0)) // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, filepath.Base(c.URLParam("e")))))         // one element
}

func irisSaves(c *iris.Context) {
	_, header, err := c.FormFile("file")
	if err != nil {
		return
	}
	use(c.SaveFormFile(header, filepath.Join(root, header.Filename)))       // the base name only
	use(c.SaveFormFile(header, filepath.Join(root, c.PostValue("folder")))) // want pathjoin/untrusted
	use(c.UploadFormFiles(filepath.Join(root, c.URLParam("user"))))         // want pathjoin/untrusted
	use(c.UploadFormFiles(root))
}

func hertzServes(_ context.Context, c *app.RequestContext) {
	c.File(filepath.Join(root, c.Query("a")))                        // want pathjoin/untrusted
	c.FileAttachment(filepath.Join(root, c.Param("b")), "x")         // want pathjoin/untrusted
	c.FileAttachment(filepath.Join(root, "terms.pdf"), c.Query("n")) // the name shown to the client
	file, err := c.FormFile("file")
	if err != nil {
		return
	}
	use(c.SaveUploadedFile(file, filepath.Join(root, file.Filename)))      // the base name only
	use(c.SaveUploadedFile(file, filepath.Join(root, c.PostForm("name")))) // want pathjoin/untrusted
}

func goframeServes(r *ghttp.Request) {
	r.Response.ServeFile(filepath.Join(root, r.Get("a").String()))              // want pathjoin/untrusted
	r.Response.ServeFileDownload(filepath.Join(root, r.GetQuery("b").String())) // want pathjoin/untrusted
	r.Response.ServeFileDownload(filepath.Join(root, "terms.pdf"), r.GetUrl())  // the name shown to the client
	use(r.GetUploadFile("file").Save(filepath.Join(root, r.Get("c").String()))) // want pathjoin/untrusted
	use(r.GetUploadFile("file").Save(root, true))
}

type wanted struct {
	Name string `path:"name"`
	Page int    `form:"page"`
}

func zeroServes(w http.ResponseWriter, r *http.Request) {
	var in wanted
	if err := httpx.Parse(r, &in); err != nil {
		return
	}
	use(os.Open(filepath.Join(root, in.Name))) // want pathjoin/untrusted
}

// mutationResolver is what gqlgen calls.
type mutationResolver struct{}

func (mutationResolver) Upload(ctx context.Context, file graphql.Upload, folder string) (bool, error) {
	use(os.Create(filepath.Join(root, folder, "upload"))) // want pathjoin/untrusted
	use(os.Create(filepath.Join(root, file.Filename)))    // want pathjoin/untrusted
	return true, nil
}
