// The command prints the number.
package main

import (
	"fmt"

	top "example.com/contract-top"
)

func main() { fmt.Println(top.Value()) }
