module github.com/secvet/secvet/testdata/reports

go 1.26.0
