package report

import (
	"crypto/sha256"
	"fmt"

	"github.com/secvet/secvet/internal/finding"
)

// guid is a name-based UUID (RFC 9562, version 5 in form) of a finding, so that
// the same finding has the same one in every report.
func guid(f *finding.Finding) string {
	b := sha256.Sum256([]byte(home + "\x00" + f.Rule + "\x00" + f.Fingerprint))
	b[6] = b[6]&0x0f | 0x50
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}
