// Package words judges names: whether that of a variable, a field, a function or
// a form key says that a secret is behind it. A name is a hint and never a proof;
// the analyzers use it where the origin of a value leaves the question open.
package words

import (
	"slices"
	"strings"
	"sync"

	"github.com/secvet/secvet/internal/catalog"
)

// Split cuts a name into its words, see [catalog.SplitName].
func Split(name string) []string { return catalog.SplitName(name) }

// Sense is what a name says.
type Sense int

const (
	// Denied: the name says that it is something about a secret, or something
	// that only shares its word.
	Denied Sense = iota - 1
	// Nothing: the name says nothing of a secret.
	Nothing
	// Hint: a word that has harmless meanings as well (hash, code, key): it counts
	// beside evidence of another kind.
	Hint
	// Secret: a word that is used for secrets.
	Secret
)

// lists are those that names are judged by.
type lists struct {
	secrets, passwords         []string
	secretPairs, passwordPairs [][2]string
	hints, about, never        []string
}

// known are the catalog's lists, in words.txt.
var known = sync.OnceValue(func() *lists {
	l := &lists{hints: catalog.Words("secret.hint"), about: catalog.Words("secret.about"), never: catalog.Words("secret.not")}
	l.secrets, l.secretPairs = together(catalog.Words("secret"))
	l.passwords, l.passwordPairs = together(catalog.Words("password"))
	return l
})

// together tells the words of a list that stand alone from those that are one together.
func together(list []string) (single []string, pairs [][2]string) {
	for _, w := range list {
		if a, b, ok := strings.Cut(w, "+"); ok {
			pairs = append(pairs, [2]string{a, b})
		} else {
			single = append(single, w)
		}
	}
	return single, pairs
}

// paired is the index of the last word that is one of the pairs with the word before it;
// -1 when none is.
func paired(w []string, pairs [][2]string) int {
	last := -1
	for i := range w {
		if i > 0 && slices.Contains(pairs, [2]string{w[i-1], w[i]}) {
			last = i
		}
	}
	return last
}

// State says whether a name tells one state of a thing from another.
func State(name string) bool { return In(name, "state") }

// Judge says what a name tells about the value behind it.
func Judge(name string) Sense { return JudgeWords(Split(name)) }

// JudgeWords is [Judge] for a name that is split already.
func JudgeWords(w []string) Sense {
	w = withoutPlace(w)
	sense := Nothing
	pair := paired(w, known().secretPairs)
	if pair >= 0 {
		sense = Secret
	}
	for _, x := range w {
		switch {
		case slices.Contains(known().secrets, x):
			sense = max(sense, Secret)
		case slices.Contains(known().hints, x):
			sense = max(sense, Hint)
		}
	}
	last := pair
	for i, x := range w {
		if slices.Contains(known().secrets, x) || slices.Contains(known().hints, x) && (sense == Hint || x != "key") {
			last = max(last, i)
		}
	}
	for i, x := range w {
		if i == pair || i == pair-1 || sense == Nothing || i == last {
			continue
		}
		if i > last && slices.Contains(known().about, x) || slices.Contains(known().never, x) {
			return Denied
		}
	}
	return sense
}

// withoutPlace leaves out of a name where its thing comes from, or is kept: of
// tokenFromHeader and passwordInFile, what stands before the preposition.
func withoutPlace(w []string) []string {
	for i, x := range w {
		if i > 0 && i+1 < len(w) && (x == "from" || x == "in") &&
			slices.ContainsFunc(w[:i], func(x string) bool { return slices.Contains(known().secrets, x) }) {
			return w[:i]
		}
	}
	return w
}

// Plain says whether a name is that of something ordinary, whatever it is a part
// of: a prefix, a name, an address.
func Plain(name string) bool {
	w := withoutPlace(Split(name))
	return len(w) > 0 && w[len(w)-1] != "key" && slices.Contains(known().about, w[len(w)-1])
}

// Has says whether one of the words of a name is among those given.
func Has(name string, any ...string) bool {
	return slices.ContainsFunc(Split(name), func(w string) bool { return slices.Contains(any, w) })
}

// In says whether one of the words of a name is in a list of the catalog's.
func In(name, list string) bool { return Has(name, catalog.Words(list)...) }

// Password says whether a name is that of a password in clear.
func Password(name string) bool {
	w := withoutPlace(Split(name))
	found := paired(w, known().passwordPairs) >= 0 || slices.ContainsFunc(w, func(x string) bool { return slices.Contains(known().passwords, x) })
	return found && !slices.ContainsFunc(w, func(x string) bool {
		return slices.Contains(catalog.Words("password.not"), x) || slices.Contains(known().about, x) && !slices.Contains(catalog.Words("password.still"), x)
	})
}
