module github.com/secvet/secvet/testdata/engine

go 1.26
