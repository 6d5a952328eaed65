"""Reads the texts of conformance cases, one JSON object on each line, and prints what postfix-mta-sts-resolver makes of them:
the case, and "applies" or "ignores". Postfix compares the mail servers, so none are printed.
"""

import asyncio
import json
import sys
from types import SimpleNamespace
from unittest import mock

import aiohttp
from postfix_mta_sts_resolver.resolver import STSFetchResult, STSResolver


class PolicyHost:
    """Responds in place of the session and of the response of aiohttp."""

    status = 200
    charset = None
    headers = {"Content-Type": "text/plain"}

    def __init__(self, policy):
        self.rest = policy.encode()
        self.content = self

    def get(self, url, **options):
        return self

    async def __aenter__(self):
        return self

    async def __aexit__(self, *failure):
        return None

    async def read(self, size):
        chunk, self.rest = self.rest[:size], self.rest[size:]
        return chunk


async def main():
    resolver = STSResolver(loop=asyncio.get_running_loop())
    for line in sys.stdin:
        case = json.loads(line)

        async def query(name, record_type):
            return [SimpleNamespace(text=text.encode()) for text in case["txt"]]

        resolver._resolver = SimpleNamespace(query=query)
        with mock.patch.object(aiohttp, "ClientSession", lambda **options: PolicyHost(case["policy"])):
            result, _ = await resolver.resolve("example.com")
        print(case["id"], "applies" if result == STSFetchResult.VALID else "ignores", "-", sep="\t")


asyncio.run(main())
