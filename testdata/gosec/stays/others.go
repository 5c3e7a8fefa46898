package stays

import (
	"compress/gzip"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/gob"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"unsafe"

	"golang.org/x/crypto/ssh"
)

func address(p *int) uintptr { return uintptr(unsafe.Pointer(p)) } // gosec: G103

func unchecked() { os.Remove("/tmp/list") } // gosec: G104

func small(text string) int32 {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return int32(n) // gosec: G109 G115
}

func smaller(n int64) uint8 { return uint8(n) } // gosec: G115

func fifth(list []int) int {
	short := make([]int, 3)
	_ = list
	return short[5] // gosec: G602
}

var connect = &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()} // gosec: G106

var careless = &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10} // gosec: G402

func resumed() *tls.Config {
	return &tls.Config{
		MinVersion:            tls.VersionTLS13,
		VerifyPeerCertificate: func([][]byte, [][]*x509.Certificate) error { return nil }, // gosec: G123
	}
}

func weakKey() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 1024) } // gosec: G403

func sameNonce(key, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	sealer, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return sealer.Seal(nil, []byte("twelve bytes"), text, nil), nil // gosec: G407
}

func lastKey() *ssh.ServerConfig {
	var last ssh.PublicKey
	config := &ssh.ServerConfig{}
	config.PublicKeyCallback = func(conn ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) { // gosec: G408
		last = key
		return &ssh.Permissions{}, nil
	}
	_ = last
	return config
}

func inflate(to io.Writer, from io.Reader) error {
	z, err := gzip.NewReader(from)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, z) // gosec: G110
	return err
}

func shared(dir string) error { return os.Mkdir("/srv/list", 0o777) } // gosec: G301

func changed() error { return os.Chmod("/srv/list", 0o777) } // gosec: G302

func temporary() error { return os.WriteFile("/tmp/list", nil, 0o666) } // gosec: G303 G306

type account struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

func marshal(a account) ([]byte, error) { return json.Marshal(a) } // gosec: G117

func decode(r *http.Request) (any, error) {
	var a any
	err := gob.NewDecoder(strings.NewReader(r.FormValue("account"))).Decode(&a) // gosec: G709
	return a, err
}
