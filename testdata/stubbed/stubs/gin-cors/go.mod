module github.com/itsjamie/gin-cors

go 1.26.0
