package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/rule"
)

// start runs the command in this process.
func start(t *testing.T, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	s := suite{rules: []*rule.Rule{
		{ID: "sqlconcat/untrusted", Title: "Untrusted data becomes SQL", Severity: rule.Error, Score: 9.3, Precision: rule.High,
			CWE: []int{89, 564}, OWASP: []string{"A03:2021"}, Why: "Because `DROP`.", Fix: "Don't.",
			Examples: []rule.Example{{Before: "bad()", After: "good()"}}},
		{ID: "sqlconcat/dynamic", Title: "Text becomes SQL", Severity: rule.Warning},
		{ID: "pathjoin/untrusted", Title: "Untrusted data becomes a path", Severity: rule.Error},
	}}
	code := (&app{suite: s, stdout: &stdout, stderr: &stderr}).main(t.Context(), args)
	return result{stdout.String(), stderr.String(), code}
}

func TestList(t *testing.T) {
	r := start(t, "list")
	r.want(t, exitClean, []string{"sqlconcat/untrusted  error    CWE-89 CWE-564  Untrusted data becomes SQL\n", "sqlconcat/dynamic    warning  -"}, nil)

	r = start(t, "list", "-json")
	var all []map[string]any
	if err := json.Unmarshal([]byte(r.stdout), &all); err != nil || len(all) != 3 || r.code != exitClean {
		t.Fatalf("%v, code %d:\n%s", err, r.code, r.stdout)
	}
	for key, want := range map[string]string{
		"id": `"sqlconcat/untrusted"`, "title": `"Untrusted data becomes SQL"`, "analyzer": `"sqlconcat"`,
		"severity": `"error"`, "score": "9.3", "precision": `"high"`, "cwe": "[89,564]", "owasp": `["A03:2021"]`,
		"url": `"https://github.com/secvet/secvet/blob/main/docs/rules/sqlconcat/untrusted.md"`,
	} {
		if got, _ := json.Marshal(all[0][key]); string(got) != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if got, _ := json.Marshal(all[1]["cwe"]); string(got) != "[]" {
		t.Errorf("no CWE is %s", got)
	}
	start(t, "list", "x").want(t, exitFailed, nil, []string{"takes no arguments"})
	start(t, "list", "-jsn").want(t, exitFailed, nil, []string{"did you mean -json?"})
}

func TestExplain(t *testing.T) {
	start(t, "explain", "sqlconcat/untrusted").want(t, exitClean,
		[]string{"sqlconcat/untrusted  error\n", "CWE-89, CWE-564, OWASP A03:2021, security severity 9.3, precision high", "Because DROP.", "How to fix it\n  Don't.\n", "Before\n  bad()\n", "After\n  good()\n", "//secvet:ignore sqlconcat/untrusted -- REASON"}, nil)
	r := start(t, "explain", "sqlconcat")
	r.want(t, exitClean, []string{"sqlconcat/untrusted", "sqlconcat/dynamic"}, nil)
	if strings.Contains(r.stdout, "pathjoin") {
		t.Errorf("another analyzer is explained:\n%s", r.stdout)
	}
	for name, want := range map[string]string{
		"sqlconcat/untrustd": "(did you mean sqlconcat/untrusted?)",
		"dynamic":            "(did you mean sqlconcat/dynamic?)",
		"untrusted":          "(did you mean sqlconcat/untrusted or pathjoin/untrusted?)",
		"zzz":                `there is no rule "zzz": secvet list shows them`,
		"-x":                 "usage: secvet explain rule",
	} {
		start(t, "explain", name).want(t, exitFailed, nil, []string{want})
	}
	start(t, "explain").want(t, exitFailed, nil, []string{"usage: secvet explain rule"})
}
