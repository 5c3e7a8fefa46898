package cors

import (
	"testing"

	"github.com/secvet/secvet/internal/catalog/catalogcheck"
)

func TestCatalog(t *testing.T) { catalogcheck.Imports(t) }
