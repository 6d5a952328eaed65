// Reads the texts of conformance cases, one JSON object on each line, and prints what ZoneMTA's library makes of them: the
// case, "applies" or "ignores", and the mail servers that the policy covers.
'use strict';

const readline = require('node:readline');
const { resolvePolicy, parsePolicy, validateMx } = require('mailauth/lib/mta-sts');

const read = async (text) => {
  try {
    const id = await resolvePolicy('example.com', { resolver: async () => text.txt.map((record) => [record]) });
    return id ? parsePolicy(text.policy) : undefined;
  } catch {
    return undefined;
  }
};

const main = async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const text = JSON.parse(line);
    const policy = await read(text);
    const covered = policy?.mode === 'enforce' ? text.mx.filter((host) => validateMx(host, policy).valid) : [];
    console.log([text.id, policy ? 'applies' : 'ignores', covered.join(',') || '-'].join('\t'));
  }
};

main();
