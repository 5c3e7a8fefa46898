package timing

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"
	"strings"
)

// credentials are a pair of keys: the one names the account and is sent in clear, the
// other signs.
type credentials struct {
	AccessKey string
	SecretKey string
	Parent    string
}

var root credentials

// setUp takes the keys from the environment, or derives them from the master key.
func setUp(master []byte) {
	root = credentials{AccessKey: os.Getenv("ROOT_ACCESS"), SecretKey: os.Getenv("ROOT_SECRET")}
	if root.AccessKey == "" {
		root.AccessKey = derived(master, "root access key")
		root.SecretKey = derived(master, "root secret key")
	}
}

func derived(master []byte, what string) string {
	h := hmac.New(sha256.New, master)
	h.Write([]byte(what))
	return hex.EncodeToString(h.Sum(nil))
}

func isRoot(r *http.Request) bool {
	return r.FormValue("access") == root.AccessKey
}

func isChildOfRoot(c credentials) bool {
	return c.Parent == root.AccessKey
}

func namedFor(r *http.Request) bool {
	user := root.Parent
	if user == "" {
		user = root.AccessKey
	}
	return user == r.FormValue("user")
}

// ownedBy looks through accounts for those of a client, or of the root account.
func ownedBy(r *http.Request, all []credentials) (owned []credentials) {
	accessKey := r.FormValue("owner")
	if r.FormValue("root") != "" {
		accessKey = root.AccessKey
	}
	for _, c := range all {
		if c.Parent == accessKey {
			owned = append(owned, c)
		}
	}
	return owned
}

func basicSecret(r *http.Request) bool {
	return r.FormValue("secret") == root.SecretKey // want timingcmp/mac-compare
}

// region and client are parts of what one request says of itself.
func sameRegion(r *http.Request) bool {
	parts := strings.Split(r.FormValue("credential"), "/")
	region := os.Getenv("REGION")
	if region == "" {
		region = parts[1]
	}
	return len(parts) > 2 && parts[2] == region
}
