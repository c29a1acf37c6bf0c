// Package number holds the number.
package number

// Value is the number.
const Value = 1
