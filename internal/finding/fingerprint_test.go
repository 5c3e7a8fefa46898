package finding

import "testing"

func sample() []Finding {
	return []Finding{
		{Rule: "sqlconcat/untrusted", Function: "m/db.Find", Statement: `q := "a" + x`, Location: Location{Package: "m/db", File: "db/db.go", Line: 10, Column: 2}},
		{Rule: "sqlconcat/untrusted", Function: "m/db.Find", Statement: `q := "a" + x`, Location: Location{Package: "m/db", File: "db/db.go", Line: 20, Column: 2}},
		{Rule: "sqlconcat/untrusted", Function: "m/db.Find", Statement: `q := "b" + x`, Location: Location{Package: "m/db", File: "db/db.go", Line: 30, Column: 2}},
		{Rule: "pathjoin/untrusted", Function: "m/db.Find", Statement: `q := "a" + x`, Location: Location{Package: "m/db", File: "db/db.go", Line: 10, Column: 2}},
		{Rule: "sqlconcat/untrusted", Function: "m/db.Walk$1", Statement: `q := "a" + x`, Location: Location{Package: "m/db", File: "db/db.go", Line: 50, Column: 2}},
		{Rule: "sqlconcat/untrusted", Statement: `var q = "a" + x`, Location: Location{Package: "m/a", File: "a/a.go", Line: 1, Column: 1}},
		{Rule: "sqlconcat/untrusted", Statement: `var q = "a" + x`, Location: Location{Package: "m/b", File: "b/b.go", Line: 1, Column: 1}},
	}
}

func fingerprints(findings []Finding) []string {
	SetFingerprints(findings)
	var all []string
	for _, f := range findings {
		all = append(all, f.Fingerprint)
	}
	return all
}

func TestFingerprintsTellFindingsApart(t *testing.T) {
	seen := make(map[string]int)
	for i, fp := range fingerprints(sample()) {
		if j, twice := seen[fp]; twice {
			t.Errorf("findings %d and %d have the fingerprint %s", j, i, fp)
		}
		seen[fp] = i
	}
}

// Code is moved within its file and to another one, a function literal gets
// another number, the rule gets stronger and the message better: nothing of it changes a fingerprint.
func TestFingerprintsStay(t *testing.T) {
	want := fingerprints(sample())
	moved := sample()
	for i := range moved {
		f := &moved[i]
		f.Location.File = "other/" + f.Location.File
		f.Location.Line += 100
		f.Location.Column = 9
		f.Message = "another message"
	}
	moved[2].Rule = "sqlconcat/dynamic"
	moved[4].Function = "m/db.Walk$2"
	for i, got := range fingerprints(moved) {
		if got != want[i] {
			t.Errorf("finding %d has a new fingerprint", i)
		}
	}
}

func TestContentHash(t *testing.T) {
	findings := sample()
	if findings[0].ContentHash() != findings[1].ContentHash() {
		t.Error("equal content has different hashes")
	}
	for _, i := range []int{2, 3, 4, 5} {
		if findings[0].ContentHash() == findings[i].ContentHash() {
			t.Errorf("finding %d has the hash of another content", i)
		}
	}
	if findings[5].ContentHash() == findings[6].ContentHash() {
		t.Error("declarations of two packages have one hash")
	}
}
