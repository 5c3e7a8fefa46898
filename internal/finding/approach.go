package finding

import "strings"

// This file is about what a request passes before a function sees it: the middleware of
// the route, the function that calls the function, what these ask. What stands before a
// handler is often registered in another package than the handler's own, so that packages
// leave what they see of it to the link.

// Access says what code tells requests apart by.
type Access uint8

const (
	// Ambient: by what browsers send by themselves, whoever makes them send it.
	Ambient Access = 1 << iota
	// Presented: by a token that a script has to add, which a foreign website does not
	// know.
	Presented
	// Hidden: by something that is not seen.
	Hidden
	// Served: nothing stands before this place; it is a server's, or a router that a
	// library made.
	Served
	// Handed: it is a router that somebody hands in, who may have told it what stands
	// before all of its handlers.
	Handed
	// Opens: it opens a websocket.
	Opens
	// Compares: it looks at where a request comes from, and answers no browser that asks.
	Compares
	// Told: by a token in a message that arrives once the websocket stands.
	Told
)

// Inside marks the place of what a function or a variable holds, as opposed to those
// that hand it in: a middleware asks what it returns, and what it is given does not.
const Inside = "!"

// Dispatched and what identifies a method of an interface are the place of whatever method
// may stand behind it.
const Dispatched = "method "

// Approach maps places to those that stand before them. A place is the full name of a
// function, a parameter of it (name#0), what it returns (name@), a variable, a field, or
// a value that only its package can name.
type Approach struct {
	// Before are the places that a request has passed when it arrives.
	Before map[string][]string `json:"before,omitempty"`
	// Asks are the places that decide about a request on behalf of another one.
	Asks map[string][]string `json:"asks,omitempty"`
	// Access is what a place itself tells requests apart by.
	Access map[string]Access `json:"access,omitempty"`
}

// Add adds what another package sees.
func (a *Approach) Add(b *Approach) {
	if b == nil {
		return
	}
	if a.Before == nil {
		a.Before, a.Asks, a.Access = make(map[string][]string), make(map[string][]string), make(map[string]Access)
	}
	for place, list := range b.Before {
		a.Before[place] = append(a.Before[place], list...)
	}
	for place, list := range b.Asks {
		a.Asks[place] = append(a.Asks[place], list...)
	}
	for place, access := range b.Access {
		a.Access[place] |= access
	}
}

// maxApproach bounds the places of one question: what leads through more of them is a
// whole program, and says nothing about one handler.
const maxApproach = 2000

// Judge says whether a foreign website can open a websocket for users who are told apart
// by what browsers send by themselves, and whether that is known. Place is what holds the setting that lets
// every website in: the functions that open a websocket with it are judged each by what
// it asks itself, and only then by what stands before it.
func (a *Approach) Judge(place string) (ambient, known bool) {
	if a == nil {
		return false, false
	}
	openers := a.openers(place)
	known = len(openers) > 0
	for _, opener := range openers {
		access := a.ask(opener, make(map[string]bool))
		if access&(Ambient|Presented|Hidden) != Presented {
			access |= a.whole(opener)
		}
		switch {
		case access&(Compares|Told) != 0:
		case access&Ambient != 0:
			return true, true
		case access&Hidden != 0:
			known = false
		}
	}
	return false, known
}

// Asking says whether all functions that open a websocket with a setting ask for a token
// themselves, and for nothing that browsers send by themselves.
func (a *Approach) Asking(place string) bool {
	if a == nil {
		return false
	}
	openers := a.openers(place)
	for _, opener := range openers {
		if a.ask(opener, make(map[string]bool))&(Ambient|Presented|Hidden) != Presented {
			return false
		}
	}
	return len(openers) > 0
}

// openers are the functions that open websockets by what a place holds.
func (a *Approach) openers(place string) []string {
	var found []string
	a.climb(place, func(place string) bool {
		if a.Access[place]&Opens != 0 {
			found = append(found, place)
			return false
		}
		return true
	})
	return found
}

// whole is what stands before a place together with what it asks itself. Hidden says
// that no way leads to a server, or one to a router that nobody is seen to hand in.
func (a *Approach) whole(place string) Access {
	asked := make(map[string]bool)
	access, served := Access(0), false
	all := a.climb(place, func(place string) bool {
		access |= a.ask(place, asked)
		served = served || a.Access[place]&Served != 0
		if len(a.Before[place]) == 0 && a.Access[place]&Handed != 0 {
			access |= Hidden
		}
		return true
	})
	switch {
	case !all || len(asked) > maxApproach:
		return Hidden
	case !served:
		access |= Hidden
	}
	return access
}

// climb visits a place and those before it, as far as visit says; false when there are
// too many.
func (a *Approach) climb(place string, visit func(place string) bool) bool {
	passed := map[string]bool{place: true}
	for next := []string{place}; len(next) > 0; next = next[1:] {
		if !visit(next[0]) {
			continue
		}
		for _, before := range a.Before[next[0]] {
			if !passed[before] {
				passed[before] = true
				next = append(next, before)
			}
		}
		if len(passed) > maxApproach {
			return false
		}
	}
	return true
}

// ask is what a place tells requests apart by, with all that it asks. What it holds is
// asked where it is itself asked by another, see [Inside].
func (a *Approach) ask(first string, asked map[string]bool) Access {
	var access Access
	for next := []string{first}; len(next) > 0; next = next[1:] {
		place := next[0]
		if asked[place] {
			continue
		}
		asked[place] = true
		access |= a.Access[place]
		if strings.HasPrefix(place, Dispatched) && !strings.ContainsAny(place, "#@!") && len(a.Asks[place]) == 0 {
			access |= Hidden // nobody is seen behind it
		}
		for _, other := range a.Asks[place] {
			next = append(next, other)
			if !strings.HasSuffix(other, Inside) {
				next = append(next, other+Inside)
			}
		}
	}
	return access
}
