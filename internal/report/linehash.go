package report

import (
	"strconv"
	"unicode/utf16"
)

const (
	// hashBlock and hashBase are those of the fingerprints that the upload
	// action of GitHub code scanning computes (github/codeql-action,
	// src/fingerprints.ts); any other value makes it track alerts badly.
	hashBlock = 100
	hashBase  = 37
	// hashEnd stands for the end of the file.
	hashEnd = 0xffff
)

// lineHashes returns GitHub's primaryLocationLineHash of each line: a hash of
// the hashBlock UTF-16 code units from the line's start, and how often it came
// up so far. Spaces and tabs don't count, every line ending is a line feed, and
// the text is followed by hashEnd and zeros.
func lineHashes(text string) []string {
	units, starts := hashUnits(text)
	hashes := make([]string, len(starts))
	seen := make(map[uint64]int)
	for i, start := range starts {
		var hash uint64
		for _, unit := range units[start : start+hashBlock] {
			hash = hash*hashBase + uint64(unit)
		}
		seen[hash]++
		hashes[i] = strconv.FormatUint(hash, 16) + ":" + strconv.Itoa(seen[hash])
	}
	return hashes
}

// hashUnits returns what is hashed, with room for a whole block behind the last
// line, and where in it each line starts.
func hashUnits(text string) (units []uint16, starts []int) {
	lineStart, afterCR := true, false
	add := func(unit uint16) {
		if lineStart {
			starts = append(starts, len(units))
		}
		lineStart = unit == '\n'
		units = append(units, unit)
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		// A line feed counts as part of a carriage return only right behind it:
		// skipped white space in between makes two lines of them.
		if unit == ' ' || unit == '\t' || afterCR && unit == '\n' {
			afterCR = false
			continue
		}
		if afterCR = unit == '\r'; afterCR {
			unit = '\n'
		}
		add(unit)
	}
	add(hashEnd)
	return append(units, make([]uint16, hashBlock)...), starts
}

// lineHash returns the hash of a line, counted from 1; empty when the file can't
// be read.
func (s *source) lineHash(file string, line int) string {
	f := s.file(file)
	if f == nil {
		return ""
	}
	if f.hashes == nil {
		f.hashes = lineHashes(f.text)
	}
	if line < 1 || line > len(f.hashes) {
		return ""
	}
	return f.hashes[line-1]
}
