package catalog

// The words that a catalog is written in; the package documentation says what they mean.
var (
	classes = []string{
		string(Remote), string(Queue), string(Archive), string(Flag), string(Environment),
		string(Config), string(Stored), string(Download), string(Secret), string(Forwarding),
	}
	// kinds are those that an analyzer asks for: a sink of another one would never
	// be looked at.
	kinds = []string{
		"sql.query", "sql.fragment", "sql.order", "sql.identifier",
		"path.read", "path.serve", "path.load", "path.write", "path.delete", "path.link", "path.root",
		"path.metadata", "path.info", "path.state", "path.probe", "path.remote",
		"jwt.verified", "jwt.maybe", "jwt.unverified", "hash.fast", "hash.slow", "x509.algorithm", "header.name",
	}
	properties = []string{
		"any", "sql.literal", "sql.identifier",
		"path.local", "path.element", "path.nodotdot", "path.beneath", "path.rooted", "path.relative", "path.slash",
	}
	// judgements are guard properties that compare the subject with of=.
	judgements = []string{"member", "chosen", "every", "none", "equal", "prefix", "suffix", "contains", "containsany", "match", "glob"}
	hows       = []string{
		"fold", "trim", "clean", "join", "base", "rel", "concat", "replace", "split",
		"unescape", "quote", "encode", "decode", "element", "find", "digest", "filter", "reject",
		"copy", "object", "parent", "unpack", "template", "variant",
	}
	branches = []string{"true", "false", "nil", "found"}
	// conditions of a clean entry.
	conditions = []string{"since", "by", "unless"}
)

// corsKeys are those of the settings of a library: its constructor takes them as
// fields of a structure or as options.
const corsKeys = "all any before chain check credentials entries list of options origins pattern patternif private reflectif regexps sends star starcred unset version without"

// tags are what the analyzers and flow ask for by mark entries, each with its keys;
// a star is any key. A mark of another tag would never be looked at.
var tags = map[string]string{
	"ambient":            "",
	"bind.validated":     "arg tag",
	"compare":            "a b elements result",
	"compare.safe":       "result",
	"cors.any":           "credentials sends",
	"cors.anyorigin":     "",
	"cors.default":       "*",
	"cors.new":           corsKeys,
	"cors.option":        corsKeys,
	"cors.options":       corsKeys,
	"credentials":        "",
	"crypt":              "name of weak why",
	"crypt.accepts":      "all name of strong",
	"ctx.get":            "key",
	"ctx.put":            "ctx key value",
	"digest":             "bits name",
	"draw":               "into kind",
	"field.param":        "class fills param",
	"hash":               "bits keyed name",
	"header.set":         "name value",
	"http.outgoing":      "",
	"jwt.alg":            "family",
	"jwt.algs":           "list",
	"jwt.algsfield":      "",
	"jwt.allowlist":      "",
	"jwt.claimerror":     "",
	"jwt.date":           "of plus",
	"jwt.expiry":         "",
	"jwt.key":            "alg family fills key string use",
	"jwt.keyfield":       "alg family unset use",
	"jwt.keyfuncfield":   "pin",
	"jwt.keyfunctype":    "token",
	"jwt.keygetter":      "alg family keyfunc",
	"jwt.keyset":         "keys",
	"jwt.keyurl":         "url",
	"jwt.lifetime":       "duration",
	"jwt.lifetimefield":  "",
	"jwt.mapclaims":      "",
	"jwt.method":         "alg family",
	"jwt.noclaimscall":   "what",
	"jwt.none":           "call",
	"jwt.option":         "alg allow is key list options parser value",
	"jwt.parse":          "claims fills key keyfunc nokey options parser token",
	"jwt.parser":         "options",
	"jwt.parsertype":     "methods skip",
	"jwt.publicbytes":    "",
	"jwt.publicfield":    "",
	"jwt.publicfill":     "key",
	"jwt.publickey":      "pem",
	"jwt.safekeyfunc":    "",
	"jwt.lays":           "",
	"jwt.laid":           "",
	"jwt.refuses":        "",
	"jwt.sign":           "claims method",
	"jwt.signaturefirst": "since",
	"jwt.skip":           "instead what",
	"jwt.unsafefield":    "",
	"jwt.unverifiedkind": "",
	"jwt.verifier":       "config keyset",
	"jwt.validate":       "claims",
	"kdf":                "cost hash iterations kind log memory mode n p password r threads time",
	"kdf.check":          "kind password",
	"look":               "",
	"mac":                "",
	"method.param":       "class param",
	"request.meta":       "class tag validated",
	"noreturn.end":       "",
	"noreturn.start":     "",
	"path.dots":          "",
	"path.filesystem":    "base of where",
	"path.flags":         "field mask of",
	"path.refuse":        "method",
	"path.within":        "filesystem",
	"random.reader":      "arg",
	"request":            "",
	"request.outgoing":   "url",
	"request.path":       "element unless",
	"secret.in":          "arg what",
	"sign":               "digest hash verify",
	"sql.drivers":        "at colon dollar question",
	"sql.format":         "format",
	"sql.open":           "driver",
	"sql.placeholder":    "style",
	"sql.raw":            "when",
	"validate.struct":    "arg tag",
	"validate.value":     "arg tag",
	"websocket.any":      "",
	"websocket.check":    "",
	"websocket.handler":  "",
	"websocket.insecure": "",
	"websocket.new":      "check config field origins",
	"websocket.patterns": "",
	"websocket.server":   "check",
}

// usage says how the line of a verb is written.
var usage = map[string]string{
	"source":    "write source CLASS SYMBOL PLACE..., with field or var as the place of a field or variable",
	"sink":      "write sink KIND SYMBOL PLACE... [string] [binds=N] [format] [promoted] [unless-then=METHOD,...], or field or conversion as the place",
	"flow":      "write flow SYMBOL FROM[,FROM] -> TO[,TO] [append] [as=HOW]",
	"clean":     "write clean PROPERTY[,PROPERTY] SYMBOL PLACE [FROM] [since=1.N] [by=SYMBOL [unless=SYMBOL,...]]",
	"guard":     "write guard PROPERTY SYMBOL SUBJECT [of=PLACE] when=true|false|nil|found",
	"noreturn":  "write noreturn SYMBOL",
	"mark":      "write mark TAG SYMBOL [KEY=VALUE...]",
	"summarise": "write summarise alone on its line",
	"same":      "write same IMPORT/PATH",
	"package":   "write package IMPORT/PATH",
}
