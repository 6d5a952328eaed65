// Reads conformance cases, one JSON object on each line, and prints what mox makes of those that consist of texts only:
// the case, "applies" or "ignores", and the mail servers that the policy covers.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/mjl-/mox/dns"
	"github.com/mjl-/mox/mtasts"
)

type testCase struct {
	ID    string                     `json:"id"`
	Given map[string]json.RawMessage `json:"given"`
}

type policyResponse struct {
	Status int     `json:"status"`
	Body   *string `json:"body"`
}

// texts returns the TXT records, the policy and the mail servers of a case that consists of nothing else.
func texts(c testCase) (txt []string, policy string, hosts []string, ok bool) {
	for member := range c.Given {
		if member != "txt" && member != "policy" && member != "mx" {
			return
		}
	}
	var records [][]string
	var response policyResponse
	var members map[string]json.RawMessage
	var mx [][]any
	if json.Unmarshal(c.Given["txt"], &records) != nil ||
		json.Unmarshal(c.Given["policy"], &response) != nil ||
		json.Unmarshal(c.Given["policy"], &members) != nil ||
		json.Unmarshal(c.Given["mx"], &mx) != nil ||
		response.Status != 200 || response.Body == nil {
		return
	}
	for member := range members {
		if member != "status" && member != "contentType" && member != "body" {
			return
		}
	}
	for _, strs := range records {
		txt = append(txt, strings.Join(strs, ""))
	}
	for _, record := range mx {
		host := strings.TrimSuffix(record[1].(string), ".")
		if host == "" || strings.HasPrefix(host, "gone.") {
			return
		}
		hosts = append(hosts, host)
	}
	return txt, *response.Body, hosts, true
}

func main() {
	domain := dns.Domain{ASCII: "example.com"}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c testCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			continue
		}
		txt, body, hosts, ok := texts(c)
		if !ok {
			continue
		}
		resolver := dns.MockResolver{TXT: map[string][]string{"_mta-sts.example.com.": txt}}
		_, _, recordErr := mtasts.LookupRecord(context.Background(), nil, resolver, domain)
		policy, policyErr := mtasts.ParsePolicy(body)
		if recordErr != nil || policyErr != nil {
			fmt.Printf("%s\tignores\t-\n", c.ID)
			continue
		}
		var covered []string
		for _, host := range hosts {
			name, err := dns.ParseDomainLax(host)
			if err == nil && policy.Matches(name) {
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
