// The official TypeScript clients of both generations, over stdio and over HTTP.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { overHttp, overStdio, ways } from './support/clients.mjs';
import { checked, contracts, failure, outlineOf, toolsOf } from './support/contracts.mjs';
import { endless, largeRows, shop } from './support/fixture.mjs';
import { serveHttp } from './support/http.mjs';
import { idle } from './support/idle.mjs';
import { tour } from './support/tour.mjs';

// A call that had to wait for an endless query would run into this.
const patience = { timeout: 10_000 };

async function answered(connection) {
  const result = await connection.call('run_query', { sql: 'SELECT 1 + 1 AS two' }, patience);
  assert.deepEqual(checked('run_query', result).rows, [[2]]);
}

for (const [name, way] of Object.entries(ways)) {
  describe(`${name}, over stdio`, () => {
    const open = (t, folder, ...args) => overStdio(t, way, ['shop.db', ...args], { cwd: folder });

    test('lists the tools as their contracts have them', async (t) => {
      const tools = await (await open(t, shop(), '--access', 'write')).tools();

      assert.deepEqual(tools.map((tool) => tool.name).sort(), toolsOf.write);
      for (const tool of tools) {
        const { title, description, inputSchema, outputSchema, annotations } = contracts[tool.name];
        assert.deepEqual(
          { ...tool, icons: undefined, _meta: undefined },
          {
            name: tool.name,
            title,
            description,
            inputSchema,
            outputSchema: outlineOf(outputSchema),
            annotations,
            icons: undefined,
            _meta: undefined,
          },
        );
      }
    });

    test('calls every tool, and every result is what its contract says', async (t) => {
      const folder = shop();
      const connection = await open(t, folder, '--access', 'write');

      await tour((tool, args) => connection.call(tool, args), folder);
    });

    test('is told in words what went wrong', async (t) => {
      const connection = await open(t, shop());
      const say = async (tool, args) => failure(await connection.call(tool, args));

      assert.match(await say('run_query', { sql: 'SELECT nosuch FROM users' }), /no such column: nosuch/);
      assert.match(await say('run_query', { sql: 'DELETE FROM users' }), /users/);
      assert.match(await say('table_info', { table: 'userz' }), /users/);
      assert.match(await say('run_query', { sql: 'SELECT 1', database: 'shap' }), /shop/);
      assert.match(await say('export_db', { output: '/etc/d1-mcp-test.sql' }), /--allow-dir/);
    });

    test('is refused arguments that are unknown, with the nearest name, or wrong', async (t) => {
      const connection = await open(t, shop());
      const say = async (tool, args) => failure(await connection.call(tool, args));

      assert.match(await say('table_info', { table: 'users', sample_row: 2 }), /sample_row\b.*sample_rows/s);
      assert.match(await say('run_query', { sgl: 'SELECT 1' }), /sgl.*\bsql\b/s);
      assert.match(await say('run_query', { sql: 'SELECT 1', limit: 'ten' }), /limit.*integer/s);
      assert.match(await say('run_query', { sql: 'SELECT 1', limit: 0 }), /limit/);
      assert.match(await say('export_db', { format: 'xml' }), /format.*jsonl/s);
    });

    test('hears of the progress of a large export', async (t) => {
      const connection = await open(t, shop());
      const heard = [];

      const result = await connection.call(
        'export_db',
        { output: 'large.sql' },
        { onprogress: (progress) => heard.push(progress) },
      );

      checked('export_db', result);
      assert.ok(heard.length >= 3, `only ${heard.length} notifications`);
      const steps = heard.map(({ progress }) => progress);
      assert.ok(
        steps.every((step, at) => at === 0 || step > steps[at - 1]),
        `${steps} does not always grow`,
      );
      assert.ok(heard.every(({ total, progress }) => total === undefined || progress <= total));
      assert.ok(steps.at(-1) <= 2 * largeRows);
    });

    test('cancels an endless query, and the next call is answered', async (t) => {
      const connection = await open(t, shop());
      const cancel = new AbortController();
      const query = connection.call(
        'run_query',
        { sql: endless, timeout_ms: 600_000 },
        { signal: cancel.signal },
      );
      setTimeout(() => cancel.abort('enough'), 300);

      await assert.rejects(query);

      await answered(connection);
      await idle(connection.client.transport.pid);
    });

    test('is answered while an endless query runs', async (t) => {
      const connection = await open(t, shop());
      const cancel = new AbortController();
      const query = connection.call(
        'run_query',
        { sql: endless, timeout_ms: 600_000 },
        { signal: cancel.signal },
      );
      query.catch(() => {});

      if (way.sessions) await connection.client.ping(patience);
      await answered(connection);
      assert.equal((await connection.tools()).length, toolsOf.migrate.length);

      cancel.abort();
      await assert.rejects(query);
    });
  });
}

describe('tools/list', () => {
  for (const [access, names] of Object.entries(toolsOf)) {
    test(`has exactly the tools of --access ${access}, in less than 12 KB`, async (t) => {
      const connection = await overStdio(t, ways['SDK 1.x'], ['shop.db', '--access', access], {
        cwd: shop(),
      });

      const tools = await connection.tools();

      assert.deepEqual(tools.map((tool) => tool.name).sort(), names);
      const size = Buffer.byteLength(JSON.stringify({ tools }));
      assert.ok(size < 12_000, `${size} bytes`);
    });
  }

  test('leaves a tool that the access does not allow unknown, not only unlisted', async (t) => {
    const connection = await overStdio(t, ways['SDK 1.x'], ['shop.db', '--access', 'read'], { cwd: shop() });

    await assert.rejects(
      connection.call('execute_sql', { statements: 'DELETE FROM users' }),
      (error) => error.code === -32602,
    );
    assert.deepEqual(
      checked('run_query', await connection.call('run_query', { sql: 'SELECT count(*) FROM users' })).rows,
      [[3]],
    );
  });
});

for (const [name, way] of Object.entries(ways)) {
  describe(`${name}, over HTTP`, () => {
    test('lists, queries and is told what went wrong', async (t) => {
      const { url } = await serveHttp(t, ['shop.db', '--access', 'write'], { cwd: shop() });
      const connection = await overHttp(t, way, url);

      assert.deepEqual((await connection.tools()).map((tool) => tool.name).sort(), toolsOf.write);
      await answered(connection);
      assert.match(failure(await connection.call('run_query', { sql: 'SELECT * FROM userz' })), /userz/);
      await assert.rejects(connection.call('no_such_tool'), /no_such_tool/);
    });

    test('calls every tool', async (t) => {
      const folder = shop();
      const { url } = await serveHttp(t, ['shop.db', '--access', 'write'], { cwd: folder });
      const connection = await overHttp(t, way, url);

      await tour((tool, args) => connection.call(tool, args), folder);
    });

    test('hears of progress, and cancels an endless query', async (t) => {
      const { url, pid } = await serveHttp(t, ['shop.db'], { cwd: shop() });
      const connection = await overHttp(t, way, url);
      const heard = [];
      checked(
        'export_db',
        await connection.call(
          'export_db',
          { output: 'large.sql' },
          { onprogress: (step) => heard.push(step) },
        ),
      );
      assert.ok(heard.length >= 3, `only ${heard.length} notifications`);
      const cancel = new AbortController();
      const query = connection.call(
        'run_query',
        { sql: endless, timeout_ms: 600_000 },
        { signal: cancel.signal },
      );
      setTimeout(() => cancel.abort('enough'), 300);

      await assert.rejects(query);

      await answered(connection);
      await idle(pid);
    });
  });
}
