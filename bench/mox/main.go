// Command mox checks domains with the packages of mox, a mail server in Go. It is a contender of the benchmark.
//
// It does what the service does: look up the record, the TLS reporting record and the mail servers, fetch and parse the
// policy, and compare the mail servers with it. It does not offer HTTP, write JSON, look up IPv6 addresses or check whether
// the policy host accepts TLS 1.2.
//
// The arguments are those of the bare client: the engine (ignored), the DNS port, the HTTPS port, the file with the roots, a
// pattern of names and their number. Each line of the standard input is a run, "closed <in flight> <milliseconds>" or
// "open <per second> <count>". Its result is a line of the standard output.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mjl-/adns"
	"github.com/mjl-/mox/dns"
	"github.com/mjl-/mox/mtasts"
	"github.com/mjl-/mox/tlsrpt"
)

const timeout = 10 * time.Second

var errNotCovered = errors.New("a mail server is not covered")

// A checker checks single domains.
type checker struct {
	resolver dns.Resolver
	log      *slog.Logger
	names    []string
	next     atomic.Int64
}

func main() {
	if len(os.Args) != 7 {
		fail(errors.New("arguments: engine, DNS port, HTTPS port, roots, pattern of names, number of names"))
	}
	count, err := strconv.Atoi(os.Args[6])
	if err != nil {
		fail(err)
	}
	c, err := newChecker(os.Args[2], os.Args[3], os.Args[4], os.Args[5], count)
	if err != nil {
		fail(err)
	}
	fmt.Println("ready")
	runs := bufio.NewScanner(os.Stdin)
	for runs.Scan() {
		var kind string
		var first, second int
		if _, err := fmt.Sscanf(runs.Text(), "%s %d %d", &kind, &first, &second); err != nil {
			fail(err)
		}
		if kind == "closed" {
			fmt.Println(c.closed(first, time.Duration(second)*time.Millisecond))
		} else {
			fmt.Println(c.open(first, second))
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func newChecker(dnsPort, httpsPort, roots, pattern string, count int) (*checker, error) {
	pem, err := os.ReadFile(roots)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, errors.New("no certificate in " + roots)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelError}))
	dialer := &net.Dialer{}
	resolver := dns.StrictResolver{
		Log: log,
		Resolver: &adns.Resolver{
			PreferGo: true,
			Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return dialer.DialContext(ctx, network, "127.0.0.1:"+dnsPort)
			},
		},
	}
	mtasts.HTTPClient.Transport = &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			host, _, err := net.SplitHostPort(address)
			if err != nil {
				return nil, err
			}
			ips, _, err := resolver.LookupIP(ctx, "ip4", host+".")
			if err != nil {
				return nil, err
			}
			return dialer.DialContext(ctx, network, net.JoinHostPort(ips[0].String(), httpsPort))
		},
		TLSClientConfig:   &tls.Config{RootCAs: pool},
		DisableKeepAlives: true,
	}
	names := make([]string, count)
	for i := range names {
		names[i] = fmt.Sprintf(pattern, i)
	}
	return &checker{resolver: resolver, log: log, names: names}, nil
}

// check does everything side by side, as the service does.
func (c *checker) check(name string) error {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	domain := dns.Domain{ASCII: name}
	var policy *mtasts.Policy
	var mail []*net.MX
	lookups := []func() error{
		func() error {
			_, _, err := mtasts.LookupRecord(ctx, c.log, c.resolver, domain)
			return err
		},
		func() (err error) {
			policy, _, err = mtasts.FetchPolicy(ctx, c.log, domain)
			return err
		},
		func() error {
			_, _, err := tlsrpt.Lookup(ctx, c.log, c.resolver, domain)
			return err
		},
		func() (err error) {
			if mail, _, err = c.resolver.LookupMX(ctx, name+"."); err != nil {
				return err
			}
			for _, mx := range mail {
				if _, _, err := c.resolver.LookupIP(ctx, "ip", mx.Host); err != nil {
					return err
				}
			}
			return nil
		},
	}
	failures := make([]error, len(lookups))
	var running sync.WaitGroup
	for i, lookup := range lookups {
		running.Add(1)
		go func() {
			defer running.Done()
			failures[i] = lookup()
		}()
	}
	running.Wait()
	if err := errors.Join(failures...); err != nil {
		return err
	}
	for _, mx := range mail {
		if !policy.Matches(dns.Domain{ASCII: strings.TrimSuffix(mx.Host, ".")}) {
			return errNotCovered
		}
	}
	return nil
}

// closed runs so many checks at the same time until the duration is over.
func (c *checker) closed(inFlight int, duration time.Duration) string {
	start := time.Now()
	var checks, wrong atomic.Int64
	var running sync.WaitGroup
	for range inFlight {
		running.Add(1)
		go func() {
			defer running.Done()
			for time.Since(start) < duration {
				if c.check(c.names[int(c.next.Add(1))%len(c.names)]) != nil {
					wrong.Add(1)
				}
				checks.Add(1)
			}
		}()
	}
	running.Wait()
	return fmt.Sprintf("%d %d %d", checks.Load(), wrong.Load(), time.Since(start).Nanoseconds())
}

// open runs checks at a fixed rate, and measures each from the time when it was due.
func (c *checker) open(perSecond, count int) string {
	times := make([]time.Duration, count)
	start := time.Now()
	var wrong atomic.Int64
	var running sync.WaitGroup
	for i := range count {
		due := start.Add(time.Duration(i) * time.Second / time.Duration(perSecond))
		time.Sleep(time.Until(due))
		running.Add(1)
		go func() {
			defer running.Done()
			if c.check(c.names[i%len(c.names)]) != nil {
				wrong.Add(1)
			}
			times[i] = time.Since(due)
		}()
	}
	running.Wait()
	slices.Sort(times)
	at := func(quantile float64) float64 {
		return float64(times[int(quantile*float64(count-1))].Microseconds()) / 1000
	}
	return fmt.Sprintf("%d %.3f %.3f %.3f", wrong.Load(), at(0.5), at(0.99), at(0.999))
}
