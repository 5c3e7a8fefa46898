module github.com/gbrlsnchs/jwt/v3

go 1.26.0
