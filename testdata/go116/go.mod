module github.com/secvet/secvet/testdata/go116

go 1.16
