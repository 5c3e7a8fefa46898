module github.com/secvet/secvet/testdata/ownlibrary

go 1.26.0
