module github.com/jub0bs/cors

go 1.26.0
