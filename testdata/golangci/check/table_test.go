package check

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/platforms"
)

// programs are the columns of the tables in docs/drivers.md.
var programs = []string{"secvet", "go vet", "golangci-lint", "nogo", "checker", "analysistest"}

// TestTable compares what all programs report with the tables in docs/drivers.md.
func TestTable(t *testing.T) {
	secvet := platforms.Build(t, root, "./cmd/secvet")
	nogo := &platforms.Nogo{Program: platforms.Build(t, root, "./internal/platforms/nogo")}
	reports := map[string][]platforms.Finding{
		"secvet":        platforms.Secvet(t, secvet, drivers, "./..."),
		"go vet":        platforms.GoVet(t, secvet, drivers, "./..."),
		"golangci-lint": found(t, drivers, lint(t, drivers, config(map[string]string{"secvet": "{}"}, ""), "./...")),
		"nogo":          nogo.Run(t, drivers, "./..."),
		"checker":       platforms.Checker(t, drivers, "./..."),
		"analysistest":  platforms.AnalysisTest(t, drivers, "./..."),
	}
	counts := make(map[platforms.Place]map[string]int)
	for program, list := range reports {
		for _, p := range platforms.Places(list) {
			if counts[p] == nil {
				counts[p] = make(map[string]int)
			}
			counts[p][program]++
		}
	}
	got := make(map[platforms.Place]string)
	for p, byProgram := range counts {
		row := row(byProgram)
		got[p] = row
		if strings.HasPrefix(p.File, "agree/") && row != everywhere {
			t.Errorf("%s:%d: %s: reported %s times by %v, want once by each", p.File, p.Line, p.Rule, row, programs)
		}
	}
	compare(t, got, documentedRows(t))
}

func row(byProgram map[string]int) string {
	var cells []string
	for _, program := range programs {
		if n := byProgram[program]; n > 0 {
			cells = append(cells, strconv.Itoa(n))
		} else {
			cells = append(cells, "-")
		}
	}
	return strings.Join(cells, " ")
}

// everywhere is the row of a finding that all programs report once.
const everywhere = "1 1 1 1 1 1"

// tableRow matches a row about a place: six numbers, and a reason where they differ.
var tableRow = regexp.MustCompile(`(?m)^\| (\S+):(\d+) \| (\S+) \|((?: [\d-]+ \|){6})(?: (.+) \|)?$`)

// documentedRows reads the rows of both tables. One that differs has a reason.
func documentedRows(t *testing.T) map[platforms.Place]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "docs", "drivers.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := make(map[platforms.Place]string)
	for _, m := range tableRow.FindAllStringSubmatch(string(text), -1) {
		line, _ := strconv.Atoi(m[2])
		numbers := strings.Join(strings.Fields(strings.ReplaceAll(m[4], "|", " ")), " ")
		rows[platforms.Place{File: m[1], Line: line, Rule: m[3]}] = numbers
		if numbers != everywhere && m[5] == "" {
			t.Errorf("docs/drivers.md gives no reason for %s:%s", m[1], m[2])
		}
	}
	return rows
}

func compare(t *testing.T, got, documented map[platforms.Place]string) {
	t.Helper()
	all := maps.Clone(got)
	maps.Copy(all, documented)
	places := slices.SortedFunc(maps.Keys(all), func(a, b platforms.Place) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule))
	})
	for _, p := range places {
		if got[p] != documented[p] {
			t.Errorf("%s:%d: %s: reported %q times by %v, in docs/drivers.md %q", p.File, p.Line, p.Rule, got[p], programs, documented[p])
		}
	}
}
