// What comes out of a query is what is in the table: every value, every row.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';

import { shop } from './support/fixture.mjs';
import { serve } from './support/server.mjs';

const inShop = () => ({ cwd: shop() });

describe('a result', () => {
  test('is read page by page until it is complete, and is the whole table', async (t) => {
    const folder = shop();
    const raw = new DatabaseSync(join(folder, 'shop.db'));
    raw.exec(`CREATE TABLE wide (id INTEGER PRIMARY KEY, t TEXT);
      INSERT INTO wide WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
      SELECT i, printf('%.*c', (i * 7919) % 700, 'x') FROM n`);
    const wanted = raw
      .prepare('SELECT id, t FROM wide ORDER BY id')
      .all()
      .map(({ id, t: text }) => [id, text]);
    raw.close();
    const server = await serve(t, ['shop.db'], { cwd: folder });
    const args = {
      sql: 'SELECT id, t FROM wide WHERE id > ? ORDER BY id',
      params: [0],
      limit: 10_000,
      max_bytes: 100_000,
    };

    const rows = [];
    let page;
    let pages = 0;
    do {
      page = await server.tool('run_query', { ...args, ...(page && { cursor: page.next_cursor }) });
      assert.equal(page.rows.length, page.row_count);
      assert.equal(page.complete, page.next_cursor === undefined);
      assert.ok(JSON.stringify(page.rows).length <= 100_100, 'a page is as large as was asked for');
      rows.push(...page.rows);
      ++pages;
    } while (!page.complete);

    assert.deepEqual(rows, wanted);
    assert.ok(pages > 10, `${pages} pages`);
    const first = await server.tool('run_query', { ...args, limit: 10 });
    await assert.rejects(
      server.tool('run_query', { ...args, params: [5], cursor: first.next_cursor }),
      /cursor/,
    );
    await assert.rejects(server.tool('run_query', { ...args, cursor: 'junk' }), /cursor/);
  });

  // A value in SQL, and the text that stands for it in the line, byte for byte.
  const values = [
    ['9223372036854775807', '{"$int":"9223372036854775807"}'],
    ['-9223372036854775808', '{"$int":"-9223372036854775808"}'],
    ['9007199254740991', '9007199254740991'],
    ['9007199254740992', '{"$int":"9007199254740992"}'],
    ['-9007199254740992', '{"$int":"-9007199254740992"}'],
    ['5.0', '5.0'],
    ['0.1', '0.1'],
    ['1e300', '1e+300'],
    ['-0.0', '-0.0'],
    ['9e999', '{"$real":"Infinity"}'],
    ['-9e999', '{"$real":"-Infinity"}'],
    ['NULL', 'null'],
    [`x'00ff10'`, '{"$blob":"AP8Q","bytes":3}'],
    [`x''`, '{"$blob":"","bytes":0}'],
    [`CAST(x'61ff' AS TEXT)`, '{"$text_base64":"Yf8=","bytes":2}'],
    [`'a' || char(0) || 'b'`, '"a\\u0000b"'],
    [`'ünï → 🚀'`, '"ünï → 🚀"'],
    [`char(8232)`, '"\u2028"'],
  ];

  test('carries every value exactly', async (t) => {
    const server = await serve(t, ['shop.db'], inShop());

    for (const [sql, wanted] of values) {
      const already = server.lines.length;
      await server.tool('run_query', { sql: `SELECT ${sql} AS v` });
      const line = server.lines.slice(already).at(-1);
      assert.ok(line.includes(`"rows":[[${wanted}]]`), `${sql}: ${line}`);
    }
  });

  test('carries every value back as a parameter', async (t) => {
    const server = await serve(t, ['shop.db'], inShop());

    for (const [at, [sql, text]] of values.entries()) {
      const same = `SELECT ?1 IS (${sql}) AND typeof(?1) = typeof(${sql})`;
      const call = JSON.stringify({
        jsonrpc: '2.0',
        id: `back-${at}`,
        method: 'tools/call',
        params: { name: 'run_query', arguments: { sql: same, params: ['VALUE'] } },
      });
      server.write(call.replace('"VALUE"', () => text));
      const { result } = await server.answer(`back-${at}`);
      assert.deepEqual(result.structuredContent?.rows, [[1]], `${sql}: ${result.content[0].text}`);
    }
  });

  test('keeps columns of one name apart, and has columns where it has no rows', async (t) => {
    const server = await serve(t, ['shop.db'], inShop());

    const same = await server.tool('run_query', { sql: 'SELECT 1 AS a, 2 AS a, 3' });
    assert.deepEqual([same.columns.map(({ name }) => name), same.rows], [['a', 'a', '3'], [[1, 2, 3]]]);

    const none = await server.tool('run_query', { sql: 'SELECT id, email FROM users WHERE 0' });
    assert.deepEqual(none.columns, [
      { name: 'id', type: 'INTEGER' },
      { name: 'email', type: 'TEXT' },
    ]);
    assert.deepEqual([none.rows, none.row_count, none.complete], [[], 0, true]);
  });

  test('cuts what is too long, and says so', async (t) => {
    const server = await serve(t, ['shop.db'], inShop());

    const { rows, cut } = await server.tool('run_query', {
      sql: `SELECT printf('%.1000000c', 'x') AS long, 'short' AS s`,
    });

    const [long, short] = rows[0];
    assert.equal(short, 'short');
    assert.deepEqual([long.$cut, long.bytes], ['text', 1_000_000]);
    assert.match(long.head, /^x{1000,}$/);
    assert.match(cut[0], /row 1, column long/);
  });
});
