// Package fixes holds flaws that secvet repairs by itself, one to a file. Its
// tests pass before and after.
package fixes
