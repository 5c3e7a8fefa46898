module github.com/secvet/secvet/testdata/stubbed

go 1.26.0

require (
	github.com/agnivade/easy-scrypt v1.0.0
	github.com/elithrar/simple-scrypt v1.4.0
	github.com/iris-contrib/middleware/cors v0.0.0
	github.com/itsjamie/gin-cors v0.0.0
	github.com/jub0bs/cors v0.0.0
)

replace (
	github.com/agnivade/easy-scrypt => ./stubs/easy-scrypt
	github.com/elithrar/simple-scrypt => ./stubs/simple-scrypt
	github.com/iris-contrib/middleware/cors => ./stubs/iris-cors
	github.com/itsjamie/gin-cors => ./stubs/gin-cors
	github.com/jub0bs/cors => ./stubs/jub0bs-cors
)
