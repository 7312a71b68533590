// The MCP Inspector's command line: a client of its own, with a lint for schemas.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { toolsOf } from './support/contracts.mjs';
import { shop } from './support/fixture.mjs';
import { serveHttp } from './support/http.mjs';
import { binary, inspector } from './support/paths.mjs';
import { run } from './support/process.mjs';

// {code, stdout, stderr} of one Inspector command.
const inspect = (era, target, args, cwd) =>
  run(process.execPath, [inspector, '--cli', ...target, '--protocol-era', era, ...args], { cwd });

for (const era of ['legacy', 'auto', 'modern']) {
  const local = [binary, 'shop.db', '--access', 'write'];

  test(`finds nothing to say about our tools over stdio (${era})`, async () => {
    const { code, stdout, stderr } = await inspect(
      era,
      local,
      ['--method', 'tools/list', '--strict'],
      shop(),
    );

    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(
      JSON.parse(stdout)
        .tools.map(({ name }) => name)
        .sort(),
      toolsOf.write,
    );
    assert.doesNotMatch(stderr, /portab|warning/i);
  });

  test(`calls a tool over stdio (${era})`, async () => {
    const args = [
      '--method',
      'tools/call',
      '--tool-name',
      'run_query',
      '--tool-arg',
      'sql=SELECT count(*) AS n FROM users',
    ];

    const { code, stdout, stderr } = await inspect(era, local, args, shop());

    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(JSON.parse(stdout).structuredContent.rows, [[3]]);
  });

  test(`lists our tools over HTTP (${era})`, async (t) => {
    const { url } = await serveHttp(t, ['shop.db', '--access', 'write'], { cwd: shop() });

    const { code, stdout, stderr } = await inspect(era, [url], ['--method', 'tools/list', '--strict']);

    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(
      JSON.parse(stdout)
        .tools.map(({ name }) => name)
        .sort(),
      toolsOf.write,
    );
  });
}

test('tells a tool that failed by its exit code', async () => {
  const args = ['--method', 'tools/call', '--tool-name', 'table_info', '--tool-arg', 'table=nosuch'];

  const { code, stdout } = await inspect('legacy', [binary, 'shop.db'], args, shop());

  assert.equal(code, 5, stdout);
  assert.match(stdout, /nosuch/);
});
