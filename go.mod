module github.com/secvet/secvet

go 1.26
