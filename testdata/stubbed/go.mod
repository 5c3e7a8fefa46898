module github.com/secvet/secvet/testdata/stubbed

go 1.26.0

require (
	github.com/SermoDigital/jose v1.0.0
	github.com/agnivade/easy-scrypt v1.0.0
	github.com/brianvoe/sjwt v1.0.0
	github.com/cristalhq/jwt/v3 v3.1.0
	github.com/elithrar/simple-scrypt v1.4.0
	github.com/gbrlsnchs/jwt/v3 v3.0.1
	github.com/iris-contrib/middleware/cors v0.0.0
	github.com/itsjamie/gin-cors v0.0.0
	github.com/jub0bs/cors v0.0.0
	github.com/pascaldekloe/jwt v1.12.0
	github.com/robbert229/jwt v2.0.0+incompatible
)

replace (
	github.com/SermoDigital/jose => ./stubs/sermodigital-jose
	github.com/agnivade/easy-scrypt => ./stubs/easy-scrypt
	github.com/brianvoe/sjwt => ./stubs/sjwt
	github.com/cristalhq/jwt/v3 => ./stubs/cristalhq-jwt
	github.com/elithrar/simple-scrypt => ./stubs/simple-scrypt
	github.com/gbrlsnchs/jwt/v3 => ./stubs/gbrlsnchs-jwt
	github.com/iris-contrib/middleware/cors => ./stubs/iris-cors
	github.com/itsjamie/gin-cors => ./stubs/gin-cors
	github.com/jub0bs/cors => ./stubs/jub0bs-cors
	github.com/pascaldekloe/jwt => ./stubs/pascaldekloe-jwt
	github.com/robbert229/jwt => ./stubs/robbert229-jwt
)
