package jwtalg

import (
	"go/types"
	"strconv"
	"strings"
)

// before says whether the version of an object's module is below one, where it is
// known: the file that declares the object lies in a folder of the module cache that
// ends with it. In a vendor folder, or under a build system of its own, it is not
// known.
func (c *checker) before(obj types.Object, limit string) bool {
	file := c.pass.Fset.Position(obj.Pos()).Filename
	_, rest, ok := strings.Cut(file, "@v")
	if !ok || limit == "" {
		return false
	}
	version, _, _ := strings.Cut(rest, "/")
	version, _, _ = strings.Cut(version, "-")
	version, _, _ = strings.Cut(version, "+")
	return versionBelow(version, limit)
}

func versionBelow(version, limit string) bool {
	a, b := strings.Split(version, "."), strings.Split(limit, ".")
	for i := range min(len(a), len(b)) {
		x, _ := strconv.Atoi(a[i])
		y, _ := strconv.Atoi(b[i])
		if x != y {
			return x < y
		}
	}
	return false
}
