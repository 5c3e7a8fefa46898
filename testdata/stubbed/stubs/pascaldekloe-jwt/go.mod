module github.com/pascaldekloe/jwt

go 1.26.0
