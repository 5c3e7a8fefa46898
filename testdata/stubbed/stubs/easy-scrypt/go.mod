module github.com/agnivade/easy-scrypt

go 1.26.0
