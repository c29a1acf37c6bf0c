module example.com/contract-base

go 1.21
