package catalog

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
)

//go:embed words.txt
var wordText string

// Words is a list of words.txt by its name, in the order of the file: words by which code
// says what it is about. A list that is not there is a mistake of whoever asks, and
// panics. The result is shared and must not be changed.
func Words(list string) []string {
	found, ok := wordLists()[list]
	if !ok {
		panic(fmt.Sprintf("catalog: words.txt has no list %q", list))
	}
	return found
}

var wordLists = sync.OnceValue(func() map[string][]string { return parseWords(wordText) })

// parseWords reads the format of words.txt.
func parseWords(text string) map[string][]string {
	lists := make(map[string][]string)
	name := ""
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "":
		case line[0] != ' ':
			name = strings.TrimSpace(line)
			lists[name] = nil
		default:
			lists[name] = append(lists[name], strings.Fields(line)...)
		}
	}
	return lists
}

// SplitName cuts a name into its words in lower case: "clientSecretID",
// "client_secret_id" and "Client-Secret-Id" have three.
func SplitName(name string) []string {
	var found []string
	runes := []rune(name)
	start := -1
	end := func(i int) {
		if start >= 0 {
			found = append(found, strings.ToLower(string(runes[start:i])))
		}
		start = -1
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r):
			end(i)
		case start < 0:
			start = i
		case unicode.IsUpper(r) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			end(i)
			start = i
		}
	}
	end(len(runes))
	return found
}
