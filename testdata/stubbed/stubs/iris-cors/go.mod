module github.com/iris-contrib/middleware/cors

go 1.26.0
