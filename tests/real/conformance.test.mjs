// The official conformance suite: all of it on a server made of the same library, and on the
// program itself what does not ask for the suite's own tools.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { checksWith, runSuite, startFixture } from './support/conformance.mjs';
import { shop } from './support/fixture.mjs';
import { serveHttp } from './support/http.mjs';

let fixture;
before(async () => {
  fixture = await startFixture();
});
after(() => fixture.end());

// How many scenarios each choice has in the version that is pinned.
for (const [choice, count] of [
  [['--requirements', '2025-11-25'], 33],
  [['--requirements', '2026-07-28'], 50],
  [['--suite', 'all'], 65],
]) {
  test(`the library passes every check of ${choice.join(' ')}`, async () => {
    const { code, scenarios, output } = await runSuite(fixture.url, choice);

    assert.deepEqual(checksWith(scenarios, 'FAILURE', 'WARNING'), []);
    assert.equal(scenarios.size, count, output);
    assert.equal(code, 0, output);
  });
}

// Scenarios for any server, whatever its tools; the others fail where those of the suite are missing.
const forAnyServer = {
  '2025-11-25': [
    'server-initialize',
    'logging-set-level',
    'ping',
    'completion-complete',
    'tools-list',
    'server-sse-multiple-streams',
    'resources-list',
    'resources-subscribe',
    'resources-unsubscribe',
    'prompts-list',
    'dns-rebinding-protection',
    'server-session-lifecycle',
  ],
  '2026-07-28': [
    'completion-complete',
    'tools-list',
    'server-sse-multiple-streams',
    'resources-list',
    'sep-2164-resource-not-found',
    'prompts-list',
    'dns-rebinding-protection',
    'caching',
    'input-required-result-unsupported-methods',
    'input-required-result-validate-input',
    'http-header-validation',
    'server-stateless',
  ],
};

for (const [revision, names] of Object.entries(forAnyServer)) {
  test(`the program passes what any server can of ${revision}`, async (t) => {
    const { url } = await serveHttp(t, ['shop.db'], { cwd: shop() });

    const { scenarios, output } = await runSuite(url, ['--requirements', revision]);

    const generic = new Map([...scenarios].filter(([name]) => names.includes(name)));
    assert.equal(generic.size, names.length, output);
    const failures = checksWith(generic, 'FAILURE', 'WARNING');
    assert.deepEqual(
      failures.filter((failure) => !/Not testable: server does not list the diagnostic tool/.test(failure)),
      [],
    );
  });
}
