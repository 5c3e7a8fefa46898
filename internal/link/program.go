package link

import "github.com/secvet/secvet/internal/finding"

// Import tells what packages import, by import path: which of them end up in one
// program. A module may hold several, and what browsers send to one of them by
// themselves says nothing about the others. Without it all packages are taken for one
// program.
func (l *Link) Import(imports map[string][]string) {
	imported := make(map[string]bool)
	for _, list := range imports {
		for _, path := range list {
			imported[path] = true
		}
	}
	ambient := make(map[string]bool)
	for _, path := range l.ambient {
		ambient[path] = true
	}
	l.beside = make(map[string]bool)
	for root := range imports {
		if imported[root] {
			continue
		}
		program, reads := map[string]bool{root: true}, false
		for next := []string{root}; len(next) > 0; next = next[1:] {
			reads = reads || ambient[next[0]]
			for _, path := range imports[next[0]] {
				if _, ours := imports[path]; ours && !program[path] {
					program[path] = true
					next = append(next, path)
				}
			}
		}
		if reads {
			for path := range program {
				l.beside[path] = true
			}
		}
	}
}

// betrays says whether a package is part of a program whose users' browsers can be made
// to speak for them.
func (l *Link) betrays(path string) bool {
	if l.beside == nil {
		return len(l.ambient) > 0
	}
	return l.beside[path]
}

// known says whether users are known by what their browsers send, where a finding is
// about: by what stands before the handlers in question, or else anywhere in the program.
func (l *Link) known(f *finding.Finding) bool {
	if f.Place != "" {
		if ambient, known := l.approach.Judge(f.Place); known {
			return ambient
		}
	}
	return l.betrays(f.Location.Package)
}
