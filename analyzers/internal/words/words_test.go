package words

import (
	"slices"
	"testing"
)

func TestSplit(t *testing.T) {
	for name, want := range map[string][]string{
		"clientSecretID":   {"client", "secret", "id"},
		"client_secret_id": {"client", "secret", "id"},
		"X-Api-Key":        {"x", "api", "key"},
		"HMACKey":          {"hmac", "key"},
		"u.Password":       {"u", "password"},
		"sha256Sum":        {"sha", "sum"},
		"":                 nil,
	} {
		if got := Split(name); !slices.Equal(got, want) {
			t.Errorf("Split(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestJudge(t *testing.T) {
	for name, want := range map[string]Sense{
		"password": Secret, "clientSecret": Secret, "X-Api-Key": Secret, "api_key": Secret, "csrfToken": Secret, "expectedSignature": Secret,
		"resetCode": Secret, "authorization": Hint, "mac": Hint, "code": Hint, "key": Hint, "stateKey": Hint,
		"tokenType": Denied, "secretName": Denied, "publicKey": Denied, "headerSecret": Secret, "endpointSecret": Secret, "oldPassword": Secret, "confirm_password": Denied,
		"nextPageToken": Denied, "passwordFile": Denied, "tokenSymbol": Denied, "tokenFromHeader": Secret, "passwordInFile": Secret, "signInToken": Secret, "user": Nothing, "userName": Nothing,
	} {
		if got := Judge(name); got != want {
			t.Errorf("Judge(%q) = %d, want %d", name, got, want)
		}
	}
}

func TestPassword(t *testing.T) {
	for name, want := range map[string]bool{
		"password": true, "pwd": true, "newPassword": true, "confirmPassword": true, "userPass": true, "pass_word": true,
		"passwordHash": false, "hashedPassword": false, "passwordKey": false, "bypass": false, "passwordResetToken": false, "passed": false,
		"passwordPolicy": false, "token": false, "passwordFromFile": true, "passwordHashFromForm": false,
	} {
		if got := Password(name); got != want {
			t.Errorf("Password(%q) = %t, want %t", name, got, want)
		}
	}
}
