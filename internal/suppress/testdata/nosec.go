// Package nosec says what a #nosec comment covers: what it does in gosec.
package nosec

func silent(args ...any) string { return "" }
func loud(args ...any) string   { return "" }
func use(args ...any) string    { return "" }

func rules() {
	silent() // #nosec
	silent() //#nosec G201
	silent() // #nosec G104 G202 -- it is safe
	silent() //gosec:disable G701 -- it is safe
	loud()   // #nosec G304
	loud()   // #nosec G104
	loud()   // this says something about #nosec
	loud()   //gosec:disabled
}

func statement() {
	// #nosec G201 -- the statement
	use(
		silent(),
		func() { silent() },
	)
	loud()
}

// #nosec G201 -- the function
func function() {
	silent()
}

func next() {
	loud()
}
