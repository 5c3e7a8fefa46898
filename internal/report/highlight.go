package report

import (
	"go/scanner"
	"go/token"
	"strings"
)

// class is what a byte of Go source is part of.
type class byte

const (
	classNone class = iota
	classKeyword
	classString
	classNumber
	classComment
	classCall
)

// cssClass is the name of a class in the page's style sheet.
var cssClass = [...]string{classKeyword: "k", classString: "s", classNumber: "n", classComment: "c", classCall: "f"}

// classes returns the class of each byte of a file, nil for files that aren't
// Go. Text that doesn't scan has no class.
func (s *source) classes(name string) []class {
	f := s.file(name)
	if f == nil || !strings.HasSuffix(name, ".go") {
		return nil
	}
	if f.classes == nil {
		f.classes = classify(f.text)
	}
	return f.classes
}

// goToken is a token's class and where it starts.
type goToken struct {
	start int
	class class
}

func classify(text string) []class {
	classes := make([]class, len(text))
	tokens := scan(text)
	for i, t := range tokens {
		end := len(text)
		if i+1 < len(tokens) {
			end = tokens[i+1].start
		}
		// Only white space lies between tokens. (The scanner's literals are no
		// measure of length: they lack carriage returns.)
		end = t.start + len(strings.TrimRight(text[t.start:end], " \t\r\n"))
		for j := t.start; j < end; j++ {
			classes[j] = t.class
		}
	}
	return classes
}

func scan(text string) []goToken {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), func(token.Position, string) {}, scanner.ScanComments)
	var tokens []goToken
	last := token.ILLEGAL
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return tokens
		}
		if tok == token.SEMICOLON && lit == "\n" {
			last = tok
			continue // made up
		}
		if tok == token.LPAREN && last == token.IDENT {
			tokens[len(tokens)-1].class = classCall
		}
		tokens = append(tokens, goToken{file.Offset(pos), classOf(tok)})
		last = tok
	}
}

func classOf(tok token.Token) class {
	switch {
	case tok.IsKeyword():
		return classKeyword
	case tok == token.STRING || tok == token.CHAR:
		return classString
	case tok == token.INT || tok == token.FLOAT || tok == token.IMAG:
		return classNumber
	case tok == token.COMMENT:
		return classComment
	}
	return classNone
}
