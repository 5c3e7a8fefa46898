// Package units says what a secvet:ignore comment covers: a call of silent
// carries a finding that a comment silences, a call of loud one that none does.
package units

func silent(args ...any) string { return "" }
func loud(args ...any) string   { return "" }
func use(args ...any) *chain    { return nil }

type chain struct{}

func (*chain) Where(args ...any) *chain { return nil }

type route struct {
	Path, Name string
	Handler    func() string
}

func endOfLine() {
	silent() //secvet:ignore sqlconcat/untrusted -- it is safe
	loud()
}

func lineBefore() {
	//secvet:ignore sqlconcat/untrusted -- it is safe
	silent()
	loud()
}

func lineBeforeWithWords() {
	// Some words,
	//secvet:ignore sqlconcat/untrusted -- it is safe
	// and more of them.
	silent()
	loud()
}

func nameOfAnalyzer() {
	silent() //secvet:ignore sqlconcat -- it is safe
	silent() //secvet:ignore pathjoin, sqlconcat/untrusted -- it is safe -- and known to be
}

func otherRule() {
	loud() //secvet:ignore sqlconcat/dynamic -- another rule
	loud() //secvet:ignore pathjoin -- another analyzer
}

func multiLineCallBefore() {
	//secvet:ignore sqlconcat/untrusted -- it is safe
	use(
		silent(),
		"text"+
			silent(),
	)
	loud()
}

func multiLineCallAtItsEnd() {
	loud()
	use(
		silent(),
		"text"+
			silent(),
	) //secvet:ignore sqlconcat/untrusted -- it is safe
}

func multiLineCallAtItsBeginning() {
	_ = use( //secvet:ignore sqlconcat/untrusted -- it is safe
		silent(),
		silent(),
	)
	loud()
}

func multiLineCallInside() {
	loud()
	use(
		silent(), //secvet:ignore sqlconcat/untrusted -- it is safe
		//secvet:ignore pathjoin -- another one
		silent(),
	)
	use(
		silent(),
		//secvet:ignore sqlconcat/untrusted -- it is safe
		silent(),
	)
}

func methodChain() {
	use(silent()).
		Where(silent()).
		Where(
			silent(),
		) //secvet:ignore sqlconcat/untrusted -- it is safe
	use(silent()).
		Where(silent()). //secvet:ignore sqlconcat/untrusted -- it is safe
		Where(silent())
	loud()
}

func compositeLiteral() {
	//secvet:ignore sqlconcat/untrusted -- it is safe
	_ = []route{
		{Path: silent()},
		{
			Path: silent(),
			Name: silent(),
		},
	}
}

func elementOfCompositeLiteral() {
	_ = []route{
		{Path: silent()}, //secvet:ignore sqlconcat/untrusted -- it is safe
		{Path: loud()},
		//secvet:ignore sqlconcat/untrusted -- it is safe
		{
			Path: silent(),
			Name: silent(),
		},
		{
			Path: silent() +
				silent(), //secvet:ignore sqlconcat/untrusted -- it is safe
			Name: loud(),
		},
		{Path: loud()},
	}
	_ = []route{{
		Path: silent(),
	}, {
		Path: silent(),
	}} //secvet:ignore sqlconcat/untrusted -- the statement
	_ = []route{{
		Path: loud(),
	}, { //secvet:ignore sqlconcat/untrusted -- the element that begins here
		Path: silent(),
	}}
	_ = map[string]string{"a": silent(), "b": silent()} //secvet:ignore sqlconcat/untrusted -- it is safe
}

func closureInCall() {
	//secvet:ignore sqlconcat/untrusted -- of the call, not of the body
	use(silent(), func() {
		loud()
	}, silent())

	use(loud(), func() {
		silent() //secvet:ignore sqlconcat/untrusted -- of the body
		loud()
	})

	use(silent(), func() { //secvet:ignore sqlconcat/untrusted -- of the call
		loud()
	}, silent())

	use(func() {
		loud()
	}, silent()) //secvet:ignore sqlconcat/untrusted -- of the call

	use(func() { silent() }, silent()) //secvet:ignore sqlconcat/untrusted -- all on this line
	go func() { silent() }()           //secvet:ignore sqlconcat/untrusted -- all on this line

	use(func() { silent() }, //secvet:ignore sqlconcat/untrusted -- this line, and the call
		silent(), func() {
			loud()
		})
}

func closureInElement() {
	_ = route{
		//secvet:ignore sqlconcat/untrusted -- of the element, not of the body
		Handler: func() string {
			//secvet:ignore sqlconcat/untrusted -- of the body
			x := silent()
			return x + loud()
		},
		Path: loud(),
	}
}

func headerOfIf() {
	//secvet:ignore sqlconcat/untrusted -- the header
	if x := silent(); x == silent() {
		loud()
	} else if loud() == "" {
		loud()
	} else {
		loud()
	}
	if loud() == "" {
		loud()
	} else if silent() == "" { //secvet:ignore sqlconcat/untrusted -- the second header
		loud()
	} else {
		loud()
	}
	if silent() == "" &&
		//secvet:ignore sqlconcat/untrusted -- inside the header
		silent() == "" {
		loud()
	}
	if loud() == "" { // nothing
		silent() //secvet:ignore sqlconcat/untrusted -- only this
	}
}

func headerOfLoop(xs []string) {
	for i := silent(); i < silent(); i += silent() { //secvet:ignore sqlconcat/untrusted -- the header
		loud()
	}
	//secvet:ignore sqlconcat/untrusted -- the header
	for range silent() {
		loud()
	}
outer:
	for range loud() {
		continue outer
	}
	//secvet:ignore sqlconcat/untrusted -- the header
label:
	for range silent() {
		break label
	}
}

func cases(x string, ch chan string) {
	//secvet:ignore sqlconcat/untrusted -- the header of the switch
	switch silent() {
	case loud():
		loud()
	}
	switch x {
	case silent(): //secvet:ignore sqlconcat/untrusted -- the header of the case
		loud()
	//secvet:ignore sqlconcat/untrusted -- the header of the case
	case silent(),
		silent():
		loud()
	case "c":
		//secvet:ignore sqlconcat/untrusted -- the statement
		silent()
		loud()
	case "d":
		loud()
		silent() //secvet:ignore sqlconcat/untrusted -- the last statement of the case
	case loud():
	}
	select {
	case ch <- silent(): //secvet:ignore sqlconcat/untrusted -- the header of the case
		loud()
	//secvet:ignore sqlconcat/untrusted -- the header of the case
	case x = <-func() chan string { loud(); return ch }():
	}
}

func braces() {
	{ //secvet:ignore sqlconcat/untrusted -- nothing
		loud()
	}
	//secvet:ignore sqlconcat/untrusted -- the statement behind the empty line is not covered

	loud()
	for {
		if silent() == "" {
			loud()
		} //secvet:ignore sqlconcat/untrusted -- the header of the if that ends here
		loud()
		//secvet:ignore sqlconcat/untrusted -- nothing follows
	}
}

func declarations() {
	//secvet:ignore sqlconcat/untrusted -- all of it
	var (
		a = silent()
		b = silent()
	)
	var (
		//secvet:ignore sqlconcat/untrusted -- one of them
		c = silent() +
			silent()
		d = loud()
		e = silent() //secvet:ignore sqlconcat/untrusted -- one of them
	)
	var f = silent() //secvet:ignore sqlconcat/untrusted -- it is safe
	use(a, b, c, d, e, f)
}

//secvet:ignore sqlconcat/untrusted -- it is safe
var one, two = silent(), silent()

var (
	three = silent() //secvet:ignore sqlconcat/untrusted -- it is safe
	four  = loud()

	// Five is a function whose body has comments of its own.
	//secvet:ignore sqlconcat/untrusted -- of the declaration
	five = use(silent(), func() { loud() })
)

// OnlyHeader is a function; a comment before it does not silence it.
//
//secvet:ignore sqlconcat/untrusted -- the header
func OnlyHeader(x [len("abc")]int) {
	loud()
}

func oneLine() { silent() } //secvet:ignore sqlconcat/untrusted -- all on this line

func noReason() {
	loud() //secvet:ignore sqlconcat/untrusted
	loud() //secvet:ignore sqlconcat/untrusted --
	loud() //secvet:ignore -- no rule
	loud() //secvet:ignore sqlconcat/untrusted because it is safe
	loud() // secvet:ignore sqlconcat/untrusted -- a space in front
	loud() //secvet:ignored sqlconcat/untrusted -- another word
	loud() //secvet:ignore sqlconcat/untrustd -- an unknown rule
}
