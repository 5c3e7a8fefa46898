module github.com/secvet/secvet/testdata/layers

go 1.26
