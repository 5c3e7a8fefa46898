// Package paths leads names out of requests to other machines and into downloads.
package paths

import (
	"context"
	"net/http"
	"path"
	"path/filepath"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"
	"github.com/hashicorp/go-getter"
)

func use(...any) {}

func inContainer(ctx context.Context, c *client.Client, r *http.Request) {
	use(c.CopyToContainer(ctx, "web", path.Join("/srv", r.FormValue("a")), r.Body, container.CopyToContainerOptions{})) // want pathjoin/limited
	use(c.CopyFromContainer(ctx, "web", path.Join("/srv", r.FormValue("b"))))                                           // want pathjoin/limited
	use(c.ContainerStatPath(ctx, "web", path.Join("/srv", path.Clean("/"+r.FormValue("c")))))
	use(c.CopyFromContainer(ctx, r.FormValue("container"), "/srv/x"))
}

func downloaded(r *http.Request) {
	use(getter.Get(filepath.Join("/srv/modules", r.FormValue("a")), "https://example.com/module")) // want pathjoin/untrusted
	use(getter.GetFile("/srv/modules/x", r.FormValue("address")))                                  // no path
	use(getter.GetAny(filepath.Join("/srv/modules", filepath.Base(r.FormValue("b"))), "https://example.com/module"))
	c := &getter.Client{Src: "https://example.com/module", Dst: filepath.Join("/srv/modules", r.FormValue("c"))} // want pathjoin/untrusted
	use(c.Get())
}
