// Package scrypt has the signatures of github.com/agnivade/easy-scrypt.
package scrypt

func DerivePassphrase(passphrase string, keylenBytes int) ([]byte, error) { return nil, nil }

func VerifyPassphrase(passphrase string, targetKey []byte) (bool, error) { return false, nil }
