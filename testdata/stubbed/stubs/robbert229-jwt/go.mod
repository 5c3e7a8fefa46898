module github.com/robbert229/jwt

go 1.26.0
