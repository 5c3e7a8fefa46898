package flow

// statementOf is the text of the statement that a stored value is the answer to: that of
// the call which reads it, as Get(&name, query) does, or of the call that made the rows
// which it is read from. It is "" when there may be several.
func (g *graph) statementOf(n *node) string {
	if text := g.statementRun(n); text != "" || len(n.kids) == 0 {
		return text
	}
	text := ""
	for rows := range choices(n.kids[0]) {
		for rows.op == opForeign {
			rows = rows.kids[0]
		}
		if rows.isZero() {
			continue
		}
		one := g.statementRun(rows)
		if one == "" || text != "" && text != one {
			return ""
		}
		text = one
	}
	return text
}

// statementRun is the text of the statement that the call behind a node runs.
func (g *graph) statementRun(n *node) string {
	if n.call == nil {
		return ""
	}
	c := g.callee(n.call)
	ops := operandsOf(n.call.Common())
	for _, e := range c.entries {
		if e.Verb != "sink" || e.Word != "sql.query" {
			continue
		}
		for _, place := range e.Places {
			if i := c.operand(place.Index); i < len(ops) {
				return g.render(g.value(ops[i], nil, n.call))
			}
		}
	}
	return ""
}
