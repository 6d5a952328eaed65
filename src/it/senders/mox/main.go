// Reads the texts of conformance cases, one JSON object on each line, and prints what mox makes of them: the case,
// "applies" or "ignores", and the mail servers that the policy covers.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/mjl-/mox/dns"
	"github.com/mjl-/mox/mtasts"
)

type texts struct {
	ID     string
	TXT    []string
	Policy string
	MX     []string
}

func main() {
	domain := dns.Domain{ASCII: "example.com"}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c texts
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			log.Fatal(err)
		}
		resolver := dns.MockResolver{TXT: map[string][]string{"_mta-sts.example.com.": c.TXT}}
		_, _, recordErr := mtasts.LookupRecord(context.Background(), nil, resolver, domain)
		policy, policyErr := mtasts.ParsePolicy(c.Policy)
		if recordErr != nil || policyErr != nil {
			fmt.Printf("%s\tignores\t-\n", c.ID)
			continue
		}
		var covered []string
		for _, host := range c.MX {
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
