"""Checks domains with checkdmarc, a checker in Python. It is a contender of the benchmark.

The arguments and the lines on the standard input and output are those of ../mox/main.go.
"""

import itertools
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import dns.resolver
import urllib3.util.connection
from checkdmarc.mta_sts import check_mta_sts, mx_in_mta_sts_patterns
from checkdmarc.smtp_tls_reporting import check_smtp_tls_reporting
from checkdmarc.utils import get_mx_records

MAX_THREADS = 256


class Checker:
    """Checks one domain after the other, in the names' order and again from the start."""

    def __init__(self, dns_port, https_port, roots, pattern, count):
        os.environ["REQUESTS_CA_BUNDLE"] = roots
        self.resolver = dns.resolver.Resolver(configure=False)
        self.resolver.nameservers = ["127.0.0.1"]
        self.resolver.port = dns_port
        self.names = [pattern % number for number in range(count)]
        self.next = itertools.count()
        connect = urllib3.util.connection.create_connection

        def redirect(address, *arguments, **options):
            answer = self.resolver.resolve(address[0], "A")
            return connect((answer[0].address, https_port), *arguments, **options)

        urllib3.util.connection.create_connection = redirect

    def check(self, name):
        """Returns whether the domain has a policy that covers its mail servers."""
        try:
            policy = check_mta_sts(name, resolver=self.resolver)
            reports = check_smtp_tls_reporting(name, resolver=self.resolver)
            hosts = get_mx_records(name, resolver=self.resolver)
            return (
                policy["valid"]
                and reports["valid"]
                and all(mx_in_mta_sts_patterns(host["hostname"], policy["policy"]["mx"]) for host in hosts)
            )
        except Exception as failure:  # whatever it is, the check gave no answer
            print(name, repr(failure), file=sys.stderr)
            return False

    def closed(self, in_flight, millis):
        """Runs so many checks at the same time until the time is over."""
        start = time.monotonic_ns()
        end = start + millis * 1_000_000

        def run(_):
            results = []
            while time.monotonic_ns() < end:
                results.append(self.check(self.names[next(self.next) % len(self.names)]))
            return results

        with ThreadPoolExecutor(in_flight) as threads:
            results = list(itertools.chain.from_iterable(threads.map(run, range(in_flight))))
        return f"{len(results)} {results.count(False)} {time.monotonic_ns() - start}"

    def open(self, per_second, count):
        """Runs checks at a fixed rate, and measures each from the time when it was due."""
        start = time.monotonic()

        def run(number, due):
            right = self.check(self.names[number % len(self.names)])
            return right, (time.monotonic() - due) * 1000

        with ThreadPoolExecutor(MAX_THREADS) as threads:
            runs = []
            for number in range(count):
                due = start + number / per_second
                time.sleep(max(0, due - time.monotonic()))
                runs.append(threads.submit(run, number, due))
            results = [each.result() for each in runs]
        times = sorted(took for _, took in results)
        quantiles = [times[int(quantile * (count - 1))] for quantile in (0.5, 0.99, 0.999)]
        wrong = sum(not right for right, _ in results)
        return f"{wrong} " + " ".join(f"{each:.3f}" for each in quantiles)


def main():
    _, dns_port, https_port, roots, pattern, count = sys.argv[1:]
    checker = Checker(int(dns_port), int(https_port), roots, pattern, int(count))
    print("ready", flush=True)
    for line in sys.stdin:
        kind, first, second = line.split()
        run = checker.closed if kind == "closed" else checker.open
        print(run(int(first), int(second)), flush=True)


if __name__ == "__main__":
    main()
