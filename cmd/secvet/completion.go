package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/report"
)

// shells are those that can be told what to complete.
func shells() []string { return []string{"bash", "fish", "zsh"} }

// completion is what can be typed behind secvet.
type completion struct {
	commands []command
	flags    []*flag.Flag
	rules    []string
}

// completionCommand prints a script that a shell reads.
func (a *app) completionCommand(ctx context.Context, args []string) int {
	if len(args) != 1 || !slices.Contains(shells(), args[0]) {
		return a.failf("usage: secvet completion %s", strings.Join(shells(), "|"))
	}
	c := &completion{commands: commands()}
	runFlags(new(options)).VisitAll(func(f *flag.Flag) { c.flags = append(c.flags, f) })
	for _, r := range a.rules {
		c.rules = append(c.rules, r.ID)
	}
	switch args[0] {
	case "bash":
		writeBash(a.stdout, c)
	case "fish":
		writeFish(a.stdout, c)
	case "zsh":
		writeZsh(a.stdout, c)
	}
	return exitClean
}

// values lists what can follow a flag; nil for anything.
func values(name string) []string {
	switch name {
	case "f":
		return report.Formats()
	case "severity":
		return []string{"note", "warning", "error"}
	case "mod":
		return []string{"readonly", "vendor", "mod"}
	}
	return nil
}

// isFile says whether what follows a flag is a file, which the flag's usage calls so.
func isFile(f *flag.Flag) bool {
	value, _ := flag.UnquoteUsage(f)
	return value == "file" || value == "dir"
}

// arguments lists what can follow a command; nil for nothing.
func (c *completion) arguments(name string) []string {
	switch name {
	case "explain":
		return c.rules
	case "list":
		return []string{"-json"}
	case "config":
		return []string{"verify"}
	case "debug":
		return []string{"origins", "summary"}
	case "help":
		return c.commandNames()
	case "completion":
		return shells()
	}
	return nil
}

func (c *completion) commandNames() []string {
	var names []string
	for _, command := range c.commands {
		names = append(names, command.name)
	}
	return names
}

func (c *completion) flagNames() []string {
	var names []string
	for _, f := range c.flags {
		names = append(names, "-"+f.Name)
	}
	return names
}

func writeBash(w io.Writer, c *completion) {
	fmt.Fprint(w, `# Completes secvet in bash: source <(secvet completion bash)
_secvet() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  # "-f=sarif" arrives as three words.
  if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi
  case $before in
`)
	for _, f := range c.flags {
		if all := values(f.Name); all != nil {
			fmt.Fprintf(w, "  -%s) COMPREPLY=($(compgen -W %q -- \"$word\")); return ;;\n", f.Name, strings.Join(all, " "))
		} else if isFile(f) {
			fmt.Fprintf(w, "  -%s) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n", f.Name)
		}
	}
	fmt.Fprint(w, "  esac\n  case ${COMP_WORDS[1]} in\n")
	for _, name := range c.commandNames() {
		fmt.Fprintf(w, "  %s) ((COMP_CWORD > 1)) && { COMPREPLY=($(compgen -W %q -- \"$word\")); return; } ;;\n", name, strings.Join(c.arguments(name), " "))
	}
	fmt.Fprintf(w, `  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W %q -- "$word"))
  else
    COMPREPLY=($(compgen -d -- "$word"))
    ((COMP_CWORD > 1)) || COMPREPLY+=($(compgen -W %q -- "$word"))
  fi
}
complete -F _secvet secvet
`, strings.Join(c.flagNames(), " "), strings.Join(c.commandNames(), " "))
}

func writeFish(w io.Writer, c *completion) {
	fmt.Fprint(w, "# Completes secvet in fish: secvet completion fish | source\ncomplete -c secvet -e\n")
	for _, command := range c.commands {
		fmt.Fprintf(w, "complete -c secvet -n __fish_use_subcommand -a %s -d %s\n", command.name, quote(command.short))
	}
	for _, name := range c.commandNames() {
		if all := c.arguments(name); all != nil {
			fmt.Fprintf(w, "complete -c secvet -f -n '__fish_seen_subcommand_from %s' -a %s\n", name, quote(strings.Join(all, " ")))
		}
	}
	noCommand := "not __fish_seen_subcommand_from " + strings.Join(c.commandNames(), " ")
	for _, f := range c.flags {
		value, text := flag.UnquoteUsage(f)
		more := ""
		if all := values(f.Name); all != nil {
			more = " -x -a " + quote(strings.Join(all, " "))
		} else if value != "" {
			more = " -r"
		}
		fmt.Fprintf(w, "complete -c secvet -n %s -o %s%s -d %s\n", quote(noCommand), f.Name, more, quote(text))
	}
}

func writeZsh(w io.Writer, c *completion) {
	fmt.Fprint(w, `#compdef secvet
# Completes secvet in zsh: source <(secvet completion zsh), or a file _secvet in $fpath
_secvet() {
  if ((CURRENT > 2)); then
    case $words[2] in
`)
	for _, name := range c.commandNames() {
		fmt.Fprintf(w, "    %s) compadd -- %s; return ;;\n", name, strings.Join(c.arguments(name), " "))
	}
	fmt.Fprint(w, "    esac\n  else\n    local -a commands=(\n")
	for _, command := range c.commands {
		fmt.Fprintf(w, "      %s\n", quote(command.name+":"+command.short))
	}
	fmt.Fprint(w, "    )\n    _describe command commands\n  fi\n  _arguments -S")
	for _, f := range c.flags {
		value, text := flag.UnquoteUsage(f)
		spec := fmt.Sprintf("-%s[%s]", f.Name, strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`).Replace(text))
		switch all := values(f.Name); {
		case all != nil:
			spec += ":" + value + ":(" + strings.Join(all, " ") + ")"
		case isFile(f):
			spec += ":" + value + ":_files"
		case value != "":
			spec += ":" + value + ": "
		}
		fmt.Fprintf(w, " \\\n    %s", quote(spec))
	}
	fmt.Fprint(w, " \\\n    '*:package:_files -/'\n}\ncompdef _secvet secvet\n")
}

// quote makes one word of a text, in each of the shells.
func quote(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'"'"'`) + "'"
}
