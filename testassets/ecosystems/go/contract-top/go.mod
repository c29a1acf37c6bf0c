module example.com/contract-top

go 1.21

require example.com/contract-base v1.0.0
