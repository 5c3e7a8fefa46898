package pathjoin

import "github.com/secvet/secvet/internal/rule"

const how = "Open the folder once with `os.OpenRoot` and use the methods of `os.Root` (Go 1.24 and 1.25), or `os.OpenInRoot` for a single " +
	"read: they refuse names and links that lead out. Or refuse names for which `filepath.IsLocal` is false before they are joined. " +
	"Where a name only identifies something, generate it, or look it up in a list."

var examples = []rule.Example{{
	Before: `f, err := os.Open(filepath.Join("/srv/files", r.FormValue("name")))`,
	After:  `f, err := os.OpenInRoot("/srv/files", r.FormValue("name"))`,
}, {
	Before: `name := r.FormValue("name")
err := os.Remove(filepath.Join("/srv/files", name))`,
	After: `name := r.FormValue("name")
if !filepath.IsLocal(name) {
	http.Error(w, "invalid name", http.StatusBadRequest)
	return
}
err := os.Remove(filepath.Join("/srv/files", name))`,
}}

// Untrusted: an attacker chooses a piece of the path.
var Untrusted = &rule.Rule{
	ID: "pathjoin/untrusted", Name: "PathTraversal",
	Title:    "Untrusted data becomes part of a file path",
	Severity: rule.Error, Score: 8.6, Precision: rule.High,
	CWE: []int{22, 23, 36}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "A piece of the path comes from a request or a message, and nothing on the way confines it. Whoever sends `../../etc/passwd` " +
		"reads, writes or deletes files outside the folder that was meant. `filepath.Join` cleans the path and thereby resolves the `..`; " +
		"it does not keep the result below its first element.",
	Fix: how, Examples: examples,
	Limits: "Links inside the folder are not looked at; only `os.Root` confines those.",
}

// Archive: the name of an archive's entry is part of the path.
var Archive = &rule.Rule{
	ID: "pathjoin/archive", Name: "ZipSlip",
	Title:    "The name of an archive entry becomes part of a file path",
	Severity: rule.Error, Score: 8.1, Precision: rule.High,
	CWE: []int{22, 23, 36}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "Names in archives are whatever their maker wrote: `../../home/user/.ssh/authorized_keys` is one. An archive with such " +
		"a name overwrites files outside the folder that it is extracted to (zip slip).",
	Fix: "Refuse entries whose name is not `filepath.IsLocal` before anything is made of them, folders included; or write through `os.Root`; " +
		"or let `os.CopyFS(dir, zipReader)` do the work (Go 1.23).",
	Examples: []rule.Example{{
		Before: `for _, f := range z.File {
	err := write(filepath.Join(dir, f.Name), f)`,
		After: `for _, f := range z.File {
	if !filepath.IsLocal(f.Name) {
		return fmt.Errorf("invalid entry %q", f.Name)
	}
	err := write(filepath.Join(dir, f.Name), f)`,
	}},
}

// BrokenGuard: a check does not hold what it promises.
var BrokenGuard = &rule.Rule{
	ID: "pathjoin/broken-guard", Name: "PathCheckWithoutEffect",
	Title:    "A check of a path does not hold what it promises",
	Severity: rule.Warning, Score: 7.0, Precision: rule.High,
	CWE: []int{22, 23, 36, 180}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "The path is checked or cleaned, and an input that leads out passes all the same. `strings.HasPrefix(path, \"/data\")` lets " +
		"`/data-evil/x` pass; `filepath.Rel` answers `../x` without an error; `strings.ReplaceAll(x, \"../\", \"\")` makes `../` out of `....//`; " +
		"`filepath.Clean` keeps `../x` as it is; a check before an unescape does not see `%2e%2e%2f`. Code like this is worse than none: it " +
		"passes a review.",
	Fix: how,
	Examples: []rule.Example{{
		Before: `if !strings.HasPrefix(path, base) {`,
		After:  `if !strings.HasPrefix(path, base+string(os.PathSeparator)) {`,
	}, {
		Before: `if _, err := filepath.Rel(base, path); err != nil {`,
		After:  `if rel, err := filepath.Rel(base, path); err != nil || !filepath.IsLocal(rel) {`,
	}},
}

// LinkTarget: an extracted link leads anywhere.
var LinkTarget = &rule.Rule{
	ID: "pathjoin/link-target", Name: "ArchiveLinkTarget",
	Title:    "A link is made from an archive without a look at where it leads",
	Severity: rule.Warning, Score: 7.0, Precision: rule.High,
	CWE: []int{59, 61, 22}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "An archive may hold a link `out -> /etc` and, behind it, a file `out/passwd`. The second name is local, but the file is " +
		"written through the link. Checking the names alone does not see it.",
	Fix: "Skip links; or refuse targets that are absolute or for which `filepath.IsLocal(filepath.Join(filepath.Dir(name), target))` is " +
		"false; best, write everything through `os.Root`, which follows no link that leads out.",
	Examples: []rule.Example{{
		Before: `case tar.TypeSymlink:
	err = os.Symlink(h.Linkname, filepath.Join(dir, h.Name))`,
		After: `case tar.TypeSymlink:
	if filepath.IsAbs(h.Linkname) || !filepath.IsLocal(filepath.Join(filepath.Dir(h.Name), h.Linkname)) {
		return fmt.Errorf("invalid link %q", h.Linkname)
	}
	err = os.Symlink(h.Linkname, filepath.Join(dir, h.Name))`,
	}},
}

// Named: a message has a field for the whole path, in a program that people log in to.
var Named = &rule.Rule{
	ID: "pathjoin/named", Name: "PathNamedByRequest",
	Title:    "A request names the whole path of a file that is read or changed",
	Severity: rule.Warning, Score: 6.5, Precision: rule.Medium,
	CWE: []int{22, 36, 73}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "A message has a field for a path (`{\"path\": \"/etc/passwd\"}`), and the program opens what it says: no folder stands before it that " +
		"it could leave. That is meant where whoever may send the message may use the whole machine. In a program that people log in to " +
		"from a browser most of them may not: with the rights of the program they read its keys or overwrite its settings (CVE-2023-39964).",
	Fix: "Let the message name something below a folder, and open it with `os.OpenInRoot` or `os.Root`; or look the path up in a list of those that " +
		"may be used; or make sure that only administrators of the machine can send it.",
	Examples: []rule.Example{{
		Before: `data, err := os.ReadFile(request.Path)`,
		After: `root, err := os.OpenRoot(dataDir)
...
data, err := root.ReadFile(request.Name)`,
	}},
	Limits: "Only fields of messages that are called after paths (`path`, `targetDir`, `mountPoint`) count as named on purpose. A whole path out of a form, " +
		"a query or a route, or out of a field with another name, is `pathjoin/untrusted`. That people log in is told by cookies, sessions and " +
		"passwords that browsers send.",
}

// NamedAsked: the same in a program that nobody logs in to, or where little is done.
var NamedAsked = &rule.Rule{
	ID: "pathjoin/named-asked", Name: "PathNamedOnPurpose",
	Title:    "A message names the whole path of a file, and is asked to",
	Severity: rule.Note, Score: 3.1, Precision: rule.Medium,
	CWE: []int{22, 36, 73}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "A field of a message is called after a path and used as one. Daemons, agents and drivers of storage are told that way where to work, " +
		"by callers that are trusted with the machine. It is a flaw only where others can send the message.",
	Fix: "Make sure that only those reach the interface who may use the machine: a socket with file permissions, client certificates, a token.",
	Examples: []rule.Example{{
		Before: `err = os.MkdirAll(request.TargetPath, 0o750)`,
		After: `if !filepath.IsLocal(request.Target) {
	return nil, status.Error(codes.InvalidArgument, "invalid target")
}
err = os.MkdirAll(filepath.Join(volumes, request.Target), 0o750)`,
	}},
}

// Limited: untrusted, in an operation that does little harm.
var Limited = &rule.Rule{
	ID: "pathjoin/limited", Name: "PathLimited",
	Title:    "Untrusted data becomes part of a path that lies on another machine, or in a file system of the program's own",
	Severity: rule.Warning, Score: 4.3, Precision: rule.Medium,
	CWE: []int{22, 200}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "A piece of the path comes from outside. The operation acts on a server with rights of its own, or on a file system of which " +
		"nothing is known but its methods.",
	Fix: how, Examples: examples,
}

// Probe: untrusted data decides what is asked about, and nothing more.
var Probe = &rule.Rule{
	ID: "pathjoin/probe", Name: "PathProbed",
	Title:    "Untrusted data becomes part of a path that is only probed",
	Severity: rule.Note, Score: 3.1, Precision: rule.Medium,
	CWE: []int{22, 200}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "A piece of the path comes from outside. The operation tells whether a file exists, how large it is or where a link leads: little, " +
		"and often told anyway by the answer to a request for the file.",
	Fix: how, Examples: examples,
}

// Download: another server chooses a piece of the path of what is written.
var Download = &rule.Rule{
	ID: "pathjoin/download", Name: "PathFromDownload",
	Title:    "A name that another server answers becomes part of the path of a file that is written",
	Severity: rule.Warning, Score: 6.3, Precision: rule.Medium,
	CWE: []int{22, 23, 36}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "A name, a digest or a Content-Disposition header in a server's answer says where a file is written or removed. Whoever runs that " +
		"server, has broken into it or can pose as it answers `../../.ssh/authorized_keys`. The digests in a model registry's manifest " +
		"(CVE-2024-37032) led to code execution that way.",
	Fix: "Where it must be one name, take `filepath.Base` of it; where it has a known form (a digest, a version), check that form; otherwise " +
		"refuse what is not `filepath.IsLocal`, or write through `os.Root`.",
	Examples: []rule.Example{{
		Before: `err = os.WriteFile(filepath.Join(dir, asset.Name), data, 0o644)`,
		After:  `err = os.WriteFile(filepath.Join(dir, filepath.Base(asset.Name)), data, 0o644)`,
	}},
	Limits: "Only what an `http.Response` brings is known to be an answer.",
}

// Operator: the operator's settings are part of the path.
var Operator = &rule.Rule{
	ID: "pathjoin/operator", Name: "PathFromSettings",
	Title:    "A setting of the operator becomes part of a file path",
	Severity: rule.Note, Score: 1.0, Precision: rule.Low,
	CWE: []int{22}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "A flag, an environment variable or a configuration entry names a file. That is what they are for; it is a flaw only where " +
		"the program runs with more rights than the operator.",
	Fix: how, Examples: examples,
}

// Parameter: callers decide.
var Parameter = &rule.Rule{
	ID: "pathjoin/parameter", Name: "PathFromParameter",
	Title:    "A parameter of an exported function becomes part of a file path",
	Severity: rule.Note, Score: 1.0, Precision: rule.Low,
	CWE: []int{22}, OWASP: []string{"A01:2021", "A01:2025"},
	Why: "The function opens what its callers name. Callers in the same program are looked at; others are not known.",
	Fix: how, Examples: examples,
}

// Rules are the analyzer's rules, the strongest first.
var Rules = []*rule.Rule{Untrusted, Archive, BrokenGuard, LinkTarget, Download, Named, Limited, NamedAsked, Probe, Operator, Parameter}
