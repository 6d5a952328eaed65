"""Reads conformance cases, one JSON object on each line. Prints those that consist of texts only, for the parsers of senders.

A line of the output has the members id, txt (the records), policy (the body) and mx (the mail servers).
"""

import json
import sys

for line in sys.stdin:
    case = json.loads(line)
    given = case["given"]
    policy = given.get("policy")
    if (
        not set(given) <= {"txt", "policy", "mx"}
        or not isinstance(given.get("txt"), list)
        or not isinstance(given.get("mx"), list)
        or not isinstance(policy, dict)
        or not set(policy) <= {"status", "contentType", "body"}
        or not isinstance(policy.get("body"), str)
        or policy.get("status") != 200
        or policy.get("contentType", "text/plain") != "text/plain"
    ):
        continue
    hosts = [host.removesuffix(".") for _, host in given["mx"]]
    if any(not host or host.startswith("gone.") for host in hosts):
        continue
    texts = ["".join(record) for record in given["txt"]]
    print(json.dumps({"id": case["id"], "txt": texts, "policy": policy["body"], "mx": hosts}))
