// The wire itself: lines in, lines out, without an SDK between.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { endless, shop } from './support/fixture.mjs';
import { idle } from './support/idle.mjs';
import { scratch } from './support/scratch.mjs';
import { serve, Server, stateless, statelessMeta } from './support/server.mjs';

const inShop = () => ({ cwd: shop() });
const query = (sql, more = {}) => ({ name: 'run_query', arguments: { sql, ...more } });
const two = ({ result }) => assert.deepEqual(JSON.parse(result.content[0].text).rows, [[2]]);
const endlessCall = query(endless, { timeout_ms: 600_000 });

// A server that has shaken no hands.
function silent(t, options = inShop()) {
  const server = new Server(['shop.db'], options);
  t.after(() => server.child.exitCode ?? server.close());
  return server;
}

describe('the first message', () => {
  for (const revision of ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25']) {
    test(`may be initialize of ${revision}, whose features are then spoken`, async (t) => {
      const server = silent(t);

      const { result } = await server.initialize(revision);

      assert.equal(result.protocolVersion, revision);
      assert.equal(result.serverInfo.name, 'd1-mcp');
      assert.ok(result.capabilities.tools);
      const [tool] = (await server.request('tools/list')).result.tools;
      assert.equal(tool.annotations !== undefined, revision >= '2025-03-26');
      assert.equal(tool.outputSchema !== undefined, revision >= '2025-06-18');
      const reply = await server.request('tools/call', query('SELECT 1 + 1 AS two'));
      two(reply);
      assert.equal(reply.result.structuredContent !== undefined, revision >= '2025-06-18');
      assert.equal(reply.result.resultType, undefined, 'that word came later');
    });
  }

  test('may be initialize of an unknown revision, which gets the newest of sessions', async (t) => {
    const server = silent(t);

    assert.equal((await server.initialize('1999-01-01')).result.protocolVersion, '2025-11-25');
    two(await server.request('tools/call', query('SELECT 1 + 1')));
  });

  test('may be server/discover, after which both eras are open', async (t) => {
    const server = silent(t);

    const { result } = await server.request(
      'server/discover',
      { _meta: statelessMeta },
      'server-discover-probe-1',
    );

    assert.ok(result.supportedVersions.includes(stateless));
    assert.equal(result.resultType, 'complete');
    assert.ok(Number.isInteger(result.ttlMs) && ['public', 'private'].includes(result.cacheScope));
    assert.equal(result._meta['io.modelcontextprotocol/serverInfo'].name, 'd1-mcp');
    assert.equal((await server.initialize()).result.protocolVersion, '2025-11-25');
  });

  test('may be a bare request of the stateless era', async (t) => {
    const server = silent(t);

    const reply = await server.request('tools/call', { ...query('SELECT 1 + 1'), _meta: statelessMeta }, 0);

    two(reply);
    assert.equal(reply.result.resultType, 'complete');
    assert.deepEqual(reply.result.structuredContent.rows, [[2]]);
    const wrong = await server.request('ping', { _meta: statelessMeta });
    assert.equal(wrong.error.code, -32601, 'ping is not of this era');
  });

  test('may be a bare request of the era of sessions', async (t) => {
    const server = silent(t);

    assert.deepEqual((await server.request('ping')).result, {});
    two(await server.request('tools/call', query('SELECT 1 + 1')));
  });
});

describe('lines', () => {
  test('of nonsense are answered with an error, and the next one is served', async (t) => {
    const server = silent(t);
    const nonsense = [
      '{',
      'hello',
      '[]',
      '{"foo":1}',
      '{"jsonrpc":"2.0","id":1.5,"method":"ping"}',
      '\u0000',
      '{"jsonrpc":"2.0","id":7,"method":"ping","params":[]}',
    ];

    for (const line of nonsense) server.write(line);
    server.write('');
    server.write('\r');

    assert.deepEqual((await server.request('ping', undefined, 'after')).result, {});
    const errors = server.messages.filter(({ error }) => error);
    assert.equal(errors.length, nonsense.length);
    for (const { error, id } of errors) {
      assert.ok([-32700, -32600].includes(error.code), JSON.stringify(error));
      assert.notEqual(id, null, 'an id that is not known is left out');
    }
  });

  test('of invalid UTF-8 are refused, and the next one is served', async (t) => {
    const server = silent(t);

    server.child.stdin.write(
      Buffer.from('{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"\xff\xfe"}}\n', 'latin1'),
    );

    assert.deepEqual((await server.request('ping', undefined, 2)).result, {});
    assert.ok(server.messages[0].error);
  });

  test('of 10 MB are served', async (t) => {
    const server = silent(t);
    const text = 'x'.repeat(10_000_000);

    const reply = await server.request('tools/call', query('SELECT length(?)', { params: [text] }));

    assert.deepEqual(reply.result.structuredContent.rows, [[10_000_000]]);
  });

  test('of 20 MB are refused by their id, and the next one is served', async (t) => {
    const server = silent(t);
    const text = 'x'.repeat(20_000_000);

    const reply = await server.request('tools/call', query('SELECT length(?)', { params: [text] }), 41);

    assert.equal(reply.error.code, -32600);
    assert.match(reply.error.message, /16/, 'it says how much is allowed');
    two(await server.request('tools/call', query('SELECT 1 + 1')));
  });

  test('may come in pieces, and several at once', async (t) => {
    const server = silent(t);
    const lines = ['a', 'b', 'c'].map((id) => `{"jsonrpc":"2.0","id":"${id}","method":"ping"}\r\n`).join('');

    for (const byte of lines) {
      server.child.stdin.write(byte);
      await wait(1);
    }
    server.child.stdin.write(lines.replaceAll(/"([abc])"/g, '"$1$1"'));

    for (const id of ['a', 'b', 'c', 'aa', 'bb', 'cc'])
      assert.deepEqual((await server.answer(id)).result, {});
  });

  test('that leave are JSON and nothing else, whatever is asked', async (t) => {
    const server = await serve(t, ['shop.db', 'missing.db', '--access', 'write'], inShop());
    const calls = [
      ['list_databases', {}],
      ['list_tables', {}],
      ['list_tables', { database: 'shop' }],
      ['run_query', { database: 'shop', sql: 'SELEC' }],
      ['run_query', { database: 'missing', sql: 'SELECT 1' }],
      ['execute_sql', { database: 'shop', statements: 'DROP TABLE nosuch' }],
      ['apply_migration', { database: 'shop' }],
      ['rollback_migration', { database: 'shop', to: 'nosuch' }],
      ['export_db', { database: 'shop', output: 'x.sql' }],
      ['nosuch', {}],
    ];

    await Promise.all(calls.map(([name, args]) => server.request('tools/call', { name, arguments: args })));
    await server.request('tools/list');
    await server.close();

    assert.equal(server.messages.length, calls.length + 2);
    for (const message of server.messages) assert.equal(message.jsonrpc, '2.0');
  });

  test('carry ids back as they came', async (t) => {
    const server = silent(t);

    for (const id of [0, -1, 1_763_800_000_000, 'text', '', '0']) {
      assert.deepEqual(await server.request('ping', undefined, id), { jsonrpc: '2.0', id, result: {} });
    }
    server.write('{"jsonrpc":"2.0","id":9007199254740993,"method":"ping"}');
    await server.request('ping', undefined, 'last');
    assert.ok(server.lines.some((line) => line.includes('"id":9007199254740993')));
  });
});

describe('an endless query', () => {
  test('does not keep others waiting, and ends without an answer when it is cancelled', async (t) => {
    const server = await serve(t, ['shop.db'], inShop());
    server.request('tools/call', endlessCall, 'endless').catch(() => {});

    await server.request('ping');
    two(await server.request('tools/call', query('SELECT 1 + 1')));
    if (existsSync('/proc')) await assert.rejects(idle(server.child.pid), /CPU time/, 'the query is running');

    server.notify('notifications/cancelled', { requestId: 'endless', reason: 'a test' });
    await idle(server.child.pid);
    assert.ok(!server.messages.some(({ id }) => id === 'endless'));
  });

  test('ends by its own time limit, with words', async (t) => {
    const server = await serve(t, ['shop.db'], inShop());

    await assert.rejects(server.tool('run_query', { sql: endless, timeout_ms: 200 }), /200|time/);
    await idle(server.child.pid);
  });

  for (const revision of ['2025-11-25', stateless]) {
    test(`does not outlive its input by a second (${revision})`, async () => {
      const server = new Server(['shop.db'], inShop());
      server
        .request('tools/call', { ...endlessCall, ...(revision === stateless && { _meta: statelessMeta }) })
        .catch(() => {});
      await wait(300);

      const start = performance.now();
      server.child.stdin.end();
      const end = await server.exited;

      const took = performance.now() - start;
      assert.deepEqual(end, { code: 0, signal: null }, server.stderr.text);
      assert.ok(took < 1000, `it took ${took} ms`);
    });
  }

  for (const signal of ['SIGTERM', 'SIGINT']) {
    test(`does not outlive ${signal} by a second`, async () => {
      const server = await Server.open(['shop.db'], inShop());
      server.request('tools/call', endlessCall).catch(() => {});
      await wait(300);

      const start = performance.now();
      server.child.kill(signal);
      const end = await server.exited;

      const took = performance.now() - start;
      assert.deepEqual(end, { code: 0, signal: null }, server.stderr.text);
      assert.ok(took < 1000, `it took ${took} ms`);
    });
  }

  test('does not keep the last answers from a client that closes its input at once', async (t) => {
    const server = silent(t);
    const requests = Array.from({ length: 20 }, (_, at) =>
      server.request('tools/call', query(`SELECT ${at}`), `q${at}`),
    );
    server.child.stdin.end();

    const replies = await Promise.all(requests);

    assert.deepEqual(
      replies.map(({ result }) => result.structuredContent.rows[0][0]),
      Array.from({ length: 20 }, (_, at) => at),
    );
    assert.deepEqual(await server.exited, { code: 0, signal: null });
  });
});

test('a server without any database starts, and says why there is none', async (t) => {
  const server = await serve(t, [], { cwd: scratch() });

  await assert.rejects(server.tool('list_databases'), /no database/);
  assert.ok((await server.request('tools/list')).result.tools.length > 0);
});
