// Reads the texts of conformance cases, one JSON object on each line, and prints what maddy's library makes of them: the
// case, "applies" or "ignores", and the mail servers that the policy covers.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/foxcpp/go-mtasts"
)

type texts struct {
	ID     string
	TXT    []string
	Policy string
	MX     []string
}

// LookupTXT answers in place of a resolver.
func (t texts) LookupTXT(context.Context, string) ([]string, error) {
	return t.TXT, nil
}

// RoundTrip answers in place of the policy host.
func (t texts) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK,
		Header:     http.Header{"Content-Type": {"text/plain"}},
		Body:       io.NopCloser(strings.NewReader(t.Policy)),
		Request:    request,
	}, nil
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c texts
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			log.Fatal(err)
		}
		http.DefaultTransport = c
		cache := mtasts.NewRAMCache()
		cache.Resolver = c
		policy, err := cache.Get(context.Background(), "example.com")
		if err != nil {
			fmt.Printf("%s\tignores\t-\n", c.ID)
			continue
		}
		var covered []string
		for _, host := range c.MX {
			if policy.Match(host) {
				covered = append(covered, host)
			}
		}
		result := strings.Join(covered, ",")
		if result == "" || policy.Mode != mtasts.ModeEnforce {
			result = "-"
		}
		fmt.Printf("%s\tapplies\t%s\n", c.ID, result)
	}
}
