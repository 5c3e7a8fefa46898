// Package stubbed is code on libraries that the module proxy no longer serves:
// below stubs stand their types and signatures, as read in the source, without
// what they do.
package stubbed

import (
	_ "github.com/agnivade/easy-scrypt"
	_ "github.com/elithrar/simple-scrypt"
	_ "github.com/iris-contrib/middleware/cors"
	_ "github.com/itsjamie/gin-cors"
	_ "github.com/jub0bs/cors"
)
