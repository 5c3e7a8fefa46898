module github.com/brianvoe/sjwt

go 1.26.0
