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
		key := f.content()
		f.Fingerprint = hash(key + "\x00" + strconv.Itoa(seen[key]))
		seen[key]++
	}
}

// ContentHash is the part of a fingerprint that findings with equal content
// share: it has no occurrence number, and so does not depend on other findings.
func (f *Finding) ContentHash() string { return hash(f.content()) }

// content is what a fingerprint is made of. Outside a function, where there is
// no name that has it in it, the package stands for the function. A function
// literal has the name of the function around it: its number ("$1") depends on
// others.
func (f *Finding) content() string {
	place, _, _ := strings.Cut(f.Function, "$")
	if place == "" {
		place = f.Location.Package
	}
	return strings.Join([]string{f.Analyzer(), place, f.Statement}, "\x00")
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}
