package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// parseLines parses text as the catalog of an import path and returns each
// entry in one line.
func parseLines(t *testing.T, text string) []string {
	t.Helper()
	s, err := parseBuiltin("lib/p.txt", "p", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range s.entries {
		lines = append(lines, describe(e))
	}
	return lines
}

func describe(e *Entry) string {
	s := fmt.Sprintf("%s %s(%s) %v", e.Verb, e.Word, e.Symbol, e.Places)
	if e.From != nil {
		s += fmt.Sprintf(" from %v", e.From)
	}
	if e.Append {
		s += " append"
	}
	if e.String {
		s += " string"
	}
	if e.As != "" {
		s += " as " + e.As
	}
	if e.When != "" {
		s += " when " + e.When
	}
	if e.Args != nil {
		s += fmt.Sprintf(" %v", e.Args)
	}
	return s
}

func TestEntries(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"source remote Request.FormValue result", "source remote(Request.FormValue) [result]"},
		{"source remote Request.FormFile result0 result1", "source remote(Request.FormFile) [result0 result1]"},
		{"source stored Rows.Scan 0[*]", "source stored(Rows.Scan) [0[*]]"},
		{"source remote Request.URL field", "source remote(Request.URL) [field]"},
		{"source flag Args var", "source flag(Args) [var]"},
		{"source queue Start 0.param1.Body[key]", "source queue(Start) [0.param1.Body[key]]"},
		{"sink sql.query DB.Query 0 binds=1", "sink sql.query(DB.Query) [0] map[binds:1]"},
		{"sink sql.fragment DB.Where 0 string", "sink sql.fragment(DB.Where) [0] string"},
		{"sink path.write Rename 0 1", "sink path.write(Rename) [0 1]"},
		{"sink sql.fragment Expr.SQL field", "sink sql.fragment(Expr.SQL) [field]"},
		{"sink sql.fragment Model.Wheref 0 format", "sink sql.fragment(Model.Wheref) [0] as format"},
		{"sink path.root Dir conversion", "sink path.root(Dir) [conversion]"},
		{"flow Join 0[*],1 -> result as=concat", "flow (Join) [result] from [0[*] 1] as concat"},
		{"flow Fprintf 1,2[*] -> 0 append as=format=1", "flow (Fprintf) [0] from [1 2[*]] append as format=1"},
		{"flow Cut 0 -> result0,result1", "flow (Cut) [result0 result1] from [0]"},
		{"clean any Itoa result", "clean any(Itoa) [result]"},
		{"clean path.local,path.element F result0 1", "clean path.local,path.element(F) [result0] from [1]"},
		{"clean path.element FileHeader.Filename field", "clean path.element(FileHeader.Filename) [field]"},
		{"clean path.element F result 0 since=1.17", "clean path.element(F) [result] from [0] map[since:1.17]"},
		{"clean path.nodotdot F result by=New unless=T.Raw", "clean path.nodotdot(F) [result] map[by:New unless:T.Raw]"},
		{"guard path.local IsLocal 0 when=true", "guard path.local(IsLocal) [0] when true"},
		{"guard member Contains 1 of=0 when=true", "guard member(Contains) [1] from [0] when true"},
		{"noreturn Exit", "noreturn (Exit) []"},
		{`mark kdf New cost=0 kind="a b # c"`, "mark kdf(New) [] map[cost:0 kind:a b # c]"},
		{"noreturn Exit# not Goexit", "noreturn (Exit) []"},
		{"\tnoreturn  Exit \r\n\n  # nothing\n", "noreturn (Exit) []"},
	} {
		got := strings.Join(parseLines(t, test.text), "\n")
		if got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestBracesExpandInOrder(t *testing.T) {
	got := expand("{T,B}.{Fatal,Skip}{,f}")
	want := []string{"T.Fatal", "T.Fatalf", "T.Skip", "T.Skipf", "B.Fatal", "B.Fatalf", "B.Skip", "B.Skipf"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSections(t *testing.T) {
	sections, err := parseUser("my.txt", []byte("package a/b\nnoreturn X\nsame c\npackage d\nsummarise\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(sections) != 2 {
		t.Fatalf("got %d sections, want 2", len(sections))
	}
	ab, d := sections[0], sections[1]
	if ab.path != "a/b" || len(ab.entries) != 1 || ab.entries[0].Pos != "my.txt:2" || ab.same[0] != "c" || ab.summarise {
		t.Errorf("a/b: %+v", ab)
	}
	if d.path != "d" || len(d.entries) != 0 || !d.summarise {
		t.Errorf("d: %+v", d)
	}
}

func TestErrors(t *testing.T) {
	const places = `write recv, an argument's number, result, resultN, each with [0], [*], [key], .Field, .param0 or .result0 behind it as needed`
	for _, test := range []struct{ text, want string }{
		{"skin sql.query F 0", `1:1: unknown verb "skin": use source, sink, flow, clean, guard, noreturn, mark, summarise, same or package`},
		{"source evil F result", `1:8: unknown class "evil": use remote, queue, archive, flag, environment, config, stored, download, secret, forwarding`},
		{"source", `1:7: the class is missing: write source CLASS SYMBOL PLACE..., with field or var as the place of a field or variable`},
		{"source remote F", `1:16: the place that holds the data is missing: write source CLASS SYMBOL PLACE..., with field or var as the place of a field or variable`},
		{"source remote F out", `1:17: bad place "out": ` + places},
		{"source remote F 0[x]", `1:17: bad place "0[x]": ` + places},
		{"source remote F 0[1", `1:17: bad place "0[1": ` + places},
		{"source remote F 0.", `1:17: bad place "0.": ` + places},
		{"source remote F -1", `1:17: bad place "-1": ` + places},
		{"source remote F field[0]", `1:17: bad place "field[0]": nothing can follow field`},
		{"source remote F result field", `1:24: field beside other places: give it a line of its own`},
		{"source remote F conversion", `1:17: source's place can't be "conversion": use recv or an argument's number, result or resultN, field, var`},
		{"sink sql.query F result", `1:18: sink's place can't be "result": use recv or an argument's number, field, conversion`},
		{"sink sql.query F string", `1:24: the place that is used is missing: write sink KIND SYMBOL PLACE... [string] [binds=N] [format] [promoted] [unless-then=METHOD,...], or field or conversion as the place`},
		{"sink SQL F 0", `1:6: unknown kind "SQL": use sql.query, sql.fragment, sql.order, sql.identifier, path.read, path.serve, path.load, path.write, path.delete, path.link, path.root, path.metadata, path.info, path.state, path.probe, path.remote, jwt.verified, jwt.maybe, jwt.unverified, hash.fast, hash.slow, x509.algorithm, header.name`},
		{"sink sql.qurey F 0", `1:6: unknown kind "sql.qurey" (did you mean sql.query?): use sql.query, sql.fragment, sql.order, sql.identifier, path.read, path.serve, path.load, path.write, path.delete, path.link, path.root, path.metadata, path.info, path.state, path.probe, path.remote, jwt.verified, jwt.maybe, jwt.unverified, hash.fast, hash.slow, x509.algorithm, header.name`},
		{"sink sql.query F 0 binds=x", `1:20: bad "binds=x": write binds=N with the argument's number, counted from 0`},
		{"flow F 0 result", `1:10: -> expected instead of "result": write flow SYMBOL FROM[,FROM] -> TO[,TO] [append] [as=HOW]`},
		{"flow F 0", `1:9: -> is missing: write flow SYMBOL FROM[,FROM] -> TO[,TO] [append] [as=HOW]`},
		{"flow F 0,x -> result", `1:10: bad place "x": ` + places},
		{"flow F result -> 0", `1:8: flow's place can't be "result": use recv or an argument's number`},
		{"flow F 0 -> result as=join2", `1:20: unknown as=join2: use format=N or one of fold, trim, clean, join, base, rel, concat, replace, split, unescape, quote, encode, decode, element, find, digest, filter, reject, copy, object, parent, unpack, template, variant`},
		{"flow F 0 -> result as=format=x", `1:20: unknown as=format=x: use format=N or one of fold, trim, clean, join, base, rel, concat, replace, split, unescape, quote, encode, decode, element, find, digest, filter, reject, copy, object, parent, unpack, template, variant`},
		{"flow F 0 -> result twice", `1:20: unexpected "twice": write flow SYMBOL FROM[,FROM] -> TO[,TO] [append] [as=HOW]`},
		{"clean path.local F result when=true", `1:27: unknown condition "when=true": use since=, by=, unless=`},
		{"clean path.local F result unless=T.Raw", `1:39: unless= needs by=: say what sets the library up`},
		{"clean sql F result", `1:7: unknown property "sql": use any, sql.literal, sql.identifier, path.local, path.element, path.nodotdot, path.beneath, path.rooted, path.relative, path.slash`},
		{"clean any,sql F result", `1:7: unknown property "sql": use any, sql.literal, sql.identifier, path.local, path.element, path.nodotdot, path.beneath, path.rooted, path.relative, path.slash`},
		{"guard safe F 0 when=true", `1:7: unknown property "safe": use any, sql.literal, sql.identifier, path.local, path.element, path.nodotdot, path.beneath, path.rooted, path.relative, path.slash, member, chosen, every, none, equal, prefix, suffix, contains, containsany, match, glob`},
		{"guard path.local F 0 when=yes", `1:22: unknown when=yes: use when=true, when=false, when=nil, when=found`},
		{"guard path.local F 0", `1:21: when= is missing: say on which outcome the guard holds, with when=true, when=false, when=nil, when=found`},
		{"guard member F 0 when=true", `1:27: of= is missing: say with of=PLACE what the subject is compared with`},
		{"guard member F 0 of=y when=true", `1:21: bad place "y": ` + places},
		{"noreturn {T,B.Fatal", `1:10: unbalanced braces in "{T,B.Fatal": each { needs one }, without { or spaces between them`},
		{"noreturn {T, B}.Fatal", `1:10: unbalanced braces in "{T,": each { needs one }, without { or spaces between them`},
		{"noreturn T}.Fatal", `1:10: unbalanced braces in "T}.Fatal": each { needs one }, without { or spaces between them`},
		{"noreturn {T,{B}}.Fatal", `1:10: unbalanced braces in "{T,{B}}.Fatal": each { needs one }, without { or spaces between them`},
		{"noreturn log.T.Fatal", `1:10: bad symbol "log.T.Fatal": write Func, Type, Type.Method or Type.Field, without the package`},
		{"noreturn T. Fatal", `1:10: bad symbol "T.": write Func, Type, Type.Method or Type.Field, without the package`},
		{"noreturn Exit 0", `1:15: unexpected "0": write noreturn SYMBOL`},
		{"mark kfd F", `1:6: unknown tag "kfd" (did you mean kdf?)`},
		{"mark kdf F x", `1:12: bad "x": write KEY=VALUE`},
		{"mark kdf F iteratoins=2", `1:12: unknown key "iteratoins" of kdf (did you mean iterations?): use cost, hash, iterations, kind, log, memory, mode, n, p, password, r, threads, time`},
		{"mark look F kind=x", `1:13: unknown key "kind" of look: it has none`},
		{`mark kdf F why="x`, `1:16: quote without end: close it with " on the same line`},
		{"summarise all", `1:11: unexpected "all": write summarise alone on its line`},
		{"same", `1:5: the import path is missing: write same IMPORT/PATH`},
		{"package q", `1:1: package stands in a user's catalog only: this file is about p; remove the line`},
	} {
		_, err := parseBuiltin("lib/p.txt", "p", []byte(test.text))
		if err == nil {
			t.Errorf("%s: no error", test.text)
			continue
		}
		if want := "lib/p.txt:" + test.want; err.Error() != want {
			t.Errorf("%s\n got %s\nwant %s", test.text, err, want)
		}
	}
}

func TestEntryBeforePackageLine(t *testing.T) {
	_, err := parseUser("my.txt", []byte("# mine\n\nnoreturn Exit\n"))
	want := "my.txt:3:1: entry before the first package line: say which import path it is about with package IMPORT/PATH above it"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestErrorsOfAllLinesAreReported(t *testing.T) {
	s, err := parseBuiltin("lib/p.txt", "p", []byte("nonsense\nnoreturn Exit\nsame\n"))
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("want two errors in two lines, got %v", err)
	}
	if len(s.entries) != 1 {
		t.Errorf("got %d entries beside the errors, want 1", len(s.entries))
	}
}

func FuzzParse(f *testing.F) {
	f.Add("flow {A,B}.C 0[*],1.param0 -> result0 append as=format=1 # x\nmark a B c=\"d e\"")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := parseBuiltin("f", "p", []byte(text)); err == nil {
			_, _ = parseUser("f", []byte("package p\n"+text))
		}
	})
}

// TestBuiltin reads every built-in file.
func TestBuiltin(t *testing.T) {
	for _, path := range Paths() {
		file := "lib/" + path + ".txt"
		text, err := lib.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s, err := parseBuiltin(file, path, text)
		if err != nil {
			t.Error(err)
		}
		for _, other := range s.same {
			if fileOf(other) == "" {
				t.Errorf("%s: same %s: there is no such file", file, other)
			}
		}
	}
}
