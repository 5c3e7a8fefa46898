// Package nolint says what a nolint comment covers: what it does in
// golangci-lint.
package nolint

func silent(args ...any) string { return "" }
func loud(args ...any) string   { return "" }
func use(args ...any) string    { return "" }

func theLine() {
	silent() //nolint
	silent() //nolint:all
	silent() //nolint:secvet
	silent() //nolint:sqlconcat // it is safe
	silent() // nolint:errcheck,SQLConcat
	silent() //nolint // everything
	loud()   //nolint:errcheck
	loud()   //nolint:sqlconcat it is safe
	loud()   //nolintlint
	loud()   /* nolint */
}

func notTheRestOfTheStatement() {
	use(silent(), //nolint:secvet
		loud())
	use(loud(),
		silent()) //nolint:secvet
}

//nolint:secvet
func wholeFunction() {
	silent()
	use(func() {
		silent()
	})
}

func wholeStatement() {
	loud()
	//nolint:sqlconcat // the whole block
	if silent() == "" {
		silent()
	} else {
		silent()
	}
	loud()
	// Words.
	//nolint:sqlconcat
	// More words.
	use(
		silent(),
		func() { silent() },
	)
	loud()
}

func otherColumn() {
	if loud() == "" { //nolint:errcheck
		loud()
	}
	use(
		//nolint:sqlconcat
		silent(),
		loud(),
	)
}
