"""Runs the generated Python client against the laboratory."""
import sys

import mtasts
from mtasts.api import FindingsApi, MTASTSApi, MonitoringApi
from mtasts.exceptions import ApiException

client = mtasts.ApiClient(mtasts.Configuration(host=sys.argv[1]))
checks = MTASTSApi(client)

for name, verdict in [
    ("enforcing", "enforcing"),
    ("gap", "enforcing"),
    ("testing", "testing"),
    ("disabled", "disabled"),
    ("broken-record", "broken"),
    ("not-configured", "not-configured"),
]:
    report = checks.check_mta_sts(name + ".lab.test")
    assert report.verdict == verdict, (name, report.verdict)
    assert report.service.version

items = checks.check_many(mtasts.DomainList(domains=["enforcing.lab.test", "a_b"]))
assert len(items) == 3, items
assert {item.index: item.problem.code if item.problem else item.report.verdict for item in items[:2]} == {
    0: "enforcing",
    1: "input-underscore",
}
assert items[2].end and items[2].counts.total == 2

assert "probe_success 1" in MonitoringApi(client).probe_mta_sts("enforcing.lab.test")
assert any(entry.code == "mx-uncovered-some" for entry in FindingsApi(client).list_findings().findings)

setup = checks.set_up_mta_sts("gap.lab.test", mode="enforce", max_age=86400)
assert setup.policy.max_age_seconds == 86400

for name, status, code in [("a_b", 400, "input-underscore"), ("servfail.lab.test", 502, "txt-lookup-failed")]:
    try:
        checks.check_mta_sts(name)
    except ApiException as problem:
        assert problem.status == status, problem
        assert code in problem.body, problem
    else:
        raise AssertionError(name)
print("python: ok")
