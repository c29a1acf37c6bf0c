// Package top doubles the number.
package top

import base "example.com/contract-base"

// Value is twice the number.
func Value() int { return 2 * base.Value() }
