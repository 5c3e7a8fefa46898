package servers

import (
	"context"
	"os"
	"path/filepath"

	"github.com/container-storage-interface/spec/lib/go/csi"
)

// volumes is the node's half of a storage driver.
type volumes struct {
	csi.UnimplementedNodeServer
	work string
}

// NodePublishVolume mounts where the orchestrator says.
func (v *volumes) NodePublishVolume(ctx context.Context, req *csi.NodePublishVolumeRequest) (*csi.NodePublishVolumeResponse, error) {
	if err := os.MkdirAll(req.GetTargetPath(), 0o750); err != nil {
		return nil, err
	}
	// Whoever writes the volume's object chooses the context.
	share := filepath.Join(v.work, req.GetVolumeContext()["share"]) // want pathjoin/untrusted
	return &csi.NodePublishVolumeResponse{}, os.Symlink(share, req.TargetPath)
}

// NodeUnpublishVolume removes what the identifier means as well.
func (v *volumes) NodeUnpublishVolume(ctx context.Context, req *csi.NodeUnpublishVolumeRequest) (*csi.NodeUnpublishVolumeResponse, error) {
	if err := os.RemoveAll(filepath.Join(v.work, req.GetVolumeId())); err != nil { // want pathjoin/untrusted
		return nil, err
	}
	return &csi.NodeUnpublishVolumeResponse{}, os.Remove(req.GetTargetPath())
}

// NodeGetVolumeStats looks at what is mounted.
func (v *volumes) NodeGetVolumeStats(ctx context.Context, req *csi.NodeGetVolumeStatsRequest) (*csi.NodeGetVolumeStatsResponse, error) {
	if _, err := os.ReadDir(req.GetVolumePath()); err != nil {
		return nil, err
	}
	return &csi.NodeGetVolumeStatsResponse{}, nil
}
