package builder

import "testing"

func TestPageWithoutDatabase(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a page of no database")
		}
	}()
	Page(nil, "name")
}
