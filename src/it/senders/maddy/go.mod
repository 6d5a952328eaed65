module io.mtasts/senders/maddy

go 1.24

require github.com/foxcpp/go-mtasts v0.0.0-20191219193356-62bc3f1f74b8

require (
	golang.org/x/net v0.0.0-20190923162816-aa69164e4478 // indirect
	golang.org/x/text v0.3.2 // indirect
)
