// Package base gives a number.
package base

import "example.com/contract-base/internal/number"

// Value is the number.
func Value() int { return number.Value }
