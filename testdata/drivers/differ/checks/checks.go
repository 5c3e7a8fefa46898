// Package checks has a flaw in its tests.
package checks

// Dir is where reports are kept.
const Dir = "reports"
