// Runs the generated TypeScript client against the laboratory.
import { Configuration, FindingsApi, MTASTSApi, MonitoringApi, ResponseError } from './client/index.js';

declare const process: { argv: string[] };
const assert = (holds: boolean, what: unknown) => {
  if (!holds) throw new Error(JSON.stringify(what));
};
const configuration = new Configuration({ basePath: process.argv[2] });
const checks = new MTASTSApi(configuration);

for (const [name, verdict] of [
  ['enforcing', 'enforcing'],
  ['gap', 'enforcing'],
  ['testing', 'testing'],
  ['disabled', 'disabled'],
  ['broken-record', 'broken'],
  ['not-configured', 'not-configured'],
]) {
  const report = await checks.checkMtaSts({ domain: name + '.lab.test' });
  assert(report.verdict === verdict, report);
  assert(report.checkedAt instanceof Date, report.checkedAt);
}

const items = await checks.checkMany({ domainList: { domains: ['enforcing.lab.test', 'a_b'] } });
assert(items.length === 3 && items[2].end === true && items[2].counts?.total === 2, items);
assert(items.find((item) => item.index === 0)?.report?.verdict === 'enforcing', items);
assert(items.find((item) => item.index === 1)?.problem?.code === 'input-underscore', items);

const metrics = await new MonitoringApi(configuration).probeMtaSts({ target: 'enforcing.lab.test' });
assert(metrics.includes('probe_success 1'), metrics);
const catalogue = await new FindingsApi(configuration).listFindings();
assert(catalogue.findings.some((entry) => entry.code === 'mx-uncovered-some'), catalogue);

for (const [name, status, code] of [['a_b', 400, 'input-underscore'], ['servfail.lab.test', 502, 'txt-lookup-failed']] as const) {
  const failure = await checks.checkMtaSts({ domain: name }).catch((thrown: unknown) => thrown);
  assert(failure instanceof ResponseError && failure.response.status === status, failure);
  const problem = (await (failure as ResponseError).response.json()) as { code: string };
  assert(problem.code === code, problem);
}
console.log('typescript: ok');
