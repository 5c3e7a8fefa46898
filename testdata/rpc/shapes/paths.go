package shapes

import (
	"context"
	"os"
	"path/filepath"

	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/sourcecontextpb"
)

// node is told by whoever may call it which paths of the machine to work on.
type node struct{ UnimplementedNodeServer }

// UnimplementedNodeServer is what a generator writes for a service.
type UnimplementedNodeServer struct{}

func (n *node) Read(ctx context.Context, req *fieldmaskpb.FieldMask) ([]byte, error) {
	return os.ReadFile(req.GetPaths()[0]) // want pathjoin/named
}

func (n *node) Below(ctx context.Context, req *fieldmaskpb.FieldMask) ([]byte, error) {
	return os.ReadFile(filepath.Join("/srv/volumes", req.Paths[0])) // want pathjoin/untrusted
}

func (n *node) File(ctx context.Context, req *sourcecontextpb.SourceContext) ([]byte, error) {
	return os.ReadFile(req.GetFileName()) // want pathjoin/untrusted
}
