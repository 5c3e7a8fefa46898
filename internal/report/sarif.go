package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/secvet/secvet/internal/finding"
)

const (
	// sarifSchema is the published one; the address that go-sarif writes is a
	// branch of a repository, which GitHub's rules refuse.
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	// sourceRoot stands for the checkout's root. Its value is left open, so that
	// a report is the same wherever the checkout lies.
	sourceRoot = "%SRCROOT%"
	// maxResults is how many results of a run GitHub code scanning shows.
	maxResults = 5000
)

// writeSARIF writes SARIF 2.1.0 for GitHub code scanning and other viewers. What
// go-sarif v2.3.3 gets wrong is kept out of reach here: a field that it writes as
// null is always set, results come after all rules, property bags are whole maps,
// and it never writes a file.
func writeSARIF(w io.Writer, v *view) error {
	report, err := sarif.New(sarif.Version210)
	if err != nil {
		return err
	}
	report.Schema = sarifSchema
	run := sarif.NewRunWithInformationURI("secvet", home)
	run.Tool.Driver.Version, run.Tool.Driver.SemanticVersion = sarifVersion(v.Version)
	run.ColumnKind = "utf16CodeUnits"
	// The next three are what SARIF assumes anyway. go-sarif v3 takes missing
	// ones for empty and calls a report without them invalid.
	run.Tool.Driver.Language, run.Language = new("en-US"), new("en-US")
	run.NewlineSequences = []string{"\r\n", "\n"}
	run.AutomationDetails = &sarif.RunAutomationDetails{ID: new(v.sarifCategory())}
	run.OriginalUriBaseIDs = map[string]*sarif.ArtifactLocation{
		sourceRoot: {Description: sarif.NewTextMessage("The root of the source tree.")},
	}
	run.VersionControlProvenance = v.sarifProvenance()
	rules := v.sarifRules()
	run.Tool.Driver.Rules = rules.descriptors

	shown, hidden := mostSevere(v.findings, maxResults)
	run.AddInvocations(v.sarifInvocation(rules, hidden))
	for i := range shown {
		run.Results = append(run.Results, v.sarifResult(rules, &shown[i]))
	}
	report.AddRun(run)

	var out bytes.Buffer
	if err := report.PrettyWrite(&out); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err = w.Write(out.Bytes())
	return err
}

// semver is a version as the go command writes it.
var semver = regexp.MustCompile(`^v?(\d+\.\d+\.\d+(?:[-+].*)?)$`)

// sarifVersion turns a Go version into one that starts with a digit, as SARIF
// asks for; "(devel)" becomes the lowest one.
func sarifVersion(version string) (plain, semantic *string) {
	m := semver.FindStringSubmatch(version)
	if m == nil {
		m = []string{"", "0.0.0-devel"}
	}
	return &m[1], &m[1]
}

// sarifCategory ends with a slash: what follows one would name a single run.
func (v *view) sarifCategory() string {
	return strings.TrimSuffix(cmp.Or(v.Category, "secvet"), "/") + "/"
}

func (v *view) sarifProvenance() []*sarif.VersionControlDetails {
	if v.VersionControl == nil {
		return nil
	}
	repository, err := url.Parse(v.VersionControl.Repository)
	if err != nil || !repository.IsAbs() {
		return nil
	}
	repository.User = nil
	details := &sarif.VersionControlDetails{
		RepositoryURI: new(repository.String()),
		MappedTo:      &sarif.ArtifactLocation{URIBaseId: new(sourceRoot)},
	}
	if v.VersionControl.Revision != "" {
		details.RevisionID = &v.VersionControl.Revision
	}
	if v.VersionControl.Branch != "" {
		details.Branch = &v.VersionControl.Branch
	}
	return []*sarif.VersionControlDetails{details}
}

// mostSevere returns at most n findings in their order, the worst of them, and
// how many are left out.
func mostSevere(findings []finding.Finding, n int) (shown []finding.Finding, hidden int) {
	if len(findings) <= n {
		return findings, 0
	}
	order := make([]int, len(findings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(silenced(&findings[a]), silenced(&findings[b])),
			cmp.Compare(findings[b].Severity, findings[a].Severity),
		)
	})
	order = order[:n]
	slices.Sort(order)
	for _, i := range order {
		shown = append(shown, findings[i])
	}
	return shown, len(findings) - n
}

func silenced(f *finding.Finding) int {
	if f.Suppressed != nil {
		return 1
	}
	return 0
}

// sarifInvocation says whether everything was analysed, and what a reader of the
// results must know.
func (v *view) sarifInvocation(rules *sarifRules, hidden int) *sarif.Invocation {
	inv := &sarif.Invocation{
		ExecutionSuccessful:        new(len(v.Errors) == 0),
		RuleConfigurationOverrides: v.sarifOverrides(rules),
	}
	for _, e := range v.Errors {
		inv.ToolExecutionNotifications = append(inv.ToolExecutionNotifications, &sarif.Notification{
			Level:   "error",
			Message: sarif.NewTextMessage(fmt.Sprintf("Package %s could not be analysed: %s", e.Package, e.Message)),
		})
	}
	if hidden > 0 {
		inv.ToolExecutionNotifications = append(inv.ToolExecutionNotifications, &sarif.Notification{
			Level: "warning",
			Message: sarif.NewTextMessage(fmt.Sprintf("%s left out: a report holds the %d most severe ones.",
				plural(hidden, "finding"), maxResults)),
		})
	}
	for _, notice := range v.Notices {
		notice.Location.File = slash(notice.Location.File)
		inv.ToolConfigurationNotifications = append(inv.ToolConfigurationNotifications, &sarif.Notification{
			Level:     "warning",
			Message:   sarif.NewTextMessage(cmp.Or(notice.Message, "notice")),
			Locations: []*sarif.Location{v.sarifLocation(notice.Location)},
		})
	}
	return inv
}
