package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// SetFingerprints fills the Fingerprint of each finding. A fingerprint is made
// of the analyzer, the function's full name, the normalised text of the sink
// statement and the occurrence number among those that are equal in all three;
// not of the rule, the message or a line number, so that it survives moved and
// re-indented code and a better message. The findings must be those of one
// whole report, for the numbers to be right; they may be in any order, which
// is kept.
func SetFingerprints(findings []Finding) {
	order := make([]int, len(findings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return Compare(&findings[a], &findings[b]) })
	seen := make(map[string]int)
	for _, i := range order {
		f := &findings[i]
		key := strings.Join([]string{f.Analyzer(), f.Function, f.Statement}, "\x00")
		sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(seen[key])))
		seen[key]++
		f.Fingerprint = hex.EncodeToString(sum[:16])
	}
}
