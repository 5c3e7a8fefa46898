// Package domains knows the websites of the program's own.
package domains

import "net/url"

// Domain is one of them.
type Domain struct{ Host string }

// Find is the domain that an address belongs to; nil when it is none of them.
func Find(address string, domains []Domain) *Domain {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	for i := range domains {
		if domains[i].Host == u.Hostname() {
			return &domains[i]
		}
	}
	return nil
}

// Parse reads an address; nil when it is none.
func Parse(address string) *Domain {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	return &Domain{Host: u.Hostname()}
}

// Settings are read from a file.
type Settings struct {
	Server struct{ Scheme Scheme }
	Policy struct{ Origins []string }
}

// Scheme is that of the addresses.
type Scheme string

func (s Scheme) String() string { return string(s) }
