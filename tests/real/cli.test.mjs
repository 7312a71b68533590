// The shell face: what a person types, what they get to read, and exit codes for scripts.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';

import { contracts } from './support/contracts.mjs';
import { shop } from './support/fixture.mjs';
import { place, scratch } from './support/scratch.mjs';
import { d1mcp, json, output } from './support/shell.mjs';

// A command that fails: its message on standard error, nothing on standard output.
async function fails(args, code, options) {
  const result = await d1mcp(args, options);
  assert.equal(result.code, code, `d1-mcp ${args.join(' ')}: ${result.stdout}${result.stderr}`);
  assert.equal(result.stdout, '');
  return result.stderr;
}

describe('every command', () => {
  const here = { cwd: shop() };
  const commands = [
    ['list_databases', ['databases', 'shop.db'], 'shop'],
    ['list_tables', ['tables', 'shop.db'], 'users'],
    ['table_info', ['info', 'shop.db', 'users', '--sample', '2'], 'ada@example.com'],
    [
      'run_query',
      ['query', 'shop.db', 'SELECT email FROM users WHERE plan = ?', '--param', 'pro'],
      'chi@example.com',
    ],
    ['execute_sql', ['execute', 'shop.db', 'UPDATE users SET plan = plan', '--dry-run'], 'users'],
    ['list_migrations', ['migrate', 'status', 'shop.db'], '0001_coupons.sql'],
    ['apply_migration', ['migrate', 'apply', 'shop.db', '--dry-run'], '0002_first_coupons.sql'],
    ['rollback_migration', ['migrate', 'rollback', 'shop.db', '--dry-run'], 'roll'],
    ['repair_history', ['migrate', 'mark', 'shop.db', '0002', '--dry-run'], '0002_first_coupons.sql'],
    ['restore_backup', ['migrate', 'restore', 'shop.db', '--dry-run'], 'backups'],
    ['create_migration', ['migrate', 'new', 'shop.db', 'add_note'], 'add_note'],
    ['export_db', ['export', 'shop.db', '--table', 'users'], 'ada@example.com'],
    [
      'import_db',
      ['import', 'shop.db', '--input', 'migrations/0001_coupons.sql', '--dry-run'],
      'shop',
    ],
  ];

  for (const [tool, args, shown] of commands) {
    test(`${args.slice(0, 2).join(' ')} shows text to a person, and the result of ${tool} with --json`, async () => {
      const text = await output(args, here);
      const result = await json(args, here);

      assert.ok(text.includes(shown), text);
      assert.ok(!text.includes('\u001b'), 'no colours where there is no terminal');
      assert.ok(JSON.stringify(result).includes(shown));
      for (const member of contracts[tool].outputSchema.required) assert.ok(member in result, member);
    });
  }

  test('has a page of help, and --version', async () => {
    const help = await output(['--help'], here);
    for (const [, args] of commands) assert.ok(help.includes(args[0]), args[0]);
    assert.match(await output(['query', '--help'], here), /--param/);
    assert.match(await output(['--version'], here), /^d1-mcp \d+\.\d+\.\d+.*SQLite \d/is);
  });
});

describe('query', () => {
  const here = { cwd: shop() };

  test('prints a table with its columns and a count', async () => {
    const text = await output(['query', 'shop.db', 'SELECT id, email FROM users ORDER BY id'], here);

    const lines = text.split('\n');
    assert.match(lines[0], /\bid\b.*\bemail\b/);
    assert.match(text, /\b1\b.*ada@example\.com/);
    assert.match(text, /\b3 rows\b/);
  });

  test('takes the statement from a file, from standard input, and parameters by name', async () => {
    place(here.cwd, { 'q.sql': 'SELECT count(*) AS n FROM users' });

    assert.deepEqual((await json(['query', 'shop.db', '--file', 'q.sql'], here)).rows, [[3]]);
    assert.deepEqual((await json(['query', 'shop.db', '-'], { ...here, input: 'SELECT 4' })).rows, [[4]]);
    const named = ['query', 'shop.db', 'SELECT email FROM users WHERE id = :id', '--params', '{"id": 2}'];
    assert.deepEqual((await json(named, here)).rows, [['ben@example.com']]);
  });

  test('does not write', async () => {
    assert.match(await fails(['query', 'shop.db', 'DELETE FROM users'], 1, here), /execute/);
    assert.deepEqual((await json(['query', 'shop.db', 'SELECT count(*) FROM users'], here)).rows, [[3]]);
  });
});

describe('execute', () => {
  test('writes all or nothing', async () => {
    const here = { cwd: shop() };

    const result = await json(
      ['execute', 'shop.db', `UPDATE users SET plan = 'free'; DELETE FROM log`],
      here,
    );
    assert.deepEqual(
      result.changes.map(({ table, updated, deleted }) => [table, updated + deleted]),
      [
        ['log', 3],
        ['users', 3],
      ],
    );

    const message = await fails(
      ['execute', 'shop.db', `DELETE FROM orders; INSERT INTO users (id) VALUES (1)`],
      1,
      here,
    );
    assert.match(message, /statement 2/);
    assert.deepEqual((await json(['query', 'shop.db', 'SELECT count(*) FROM orders'], here)).rows, [[3]]);
  });
});

describe('migrate', () => {
  test('applies what status shows as pending, once', async () => {
    const here = { cwd: shop() };

    assert.equal((await json(['migrate', 'status', 'shop.db'], here)).pending, 2);
    assert.equal((await json(['migrate', 'apply', 'shop.db'], here)).applied.length, 2);
    assert.equal((await json(['migrate', 'apply', 'shop.db'], here)).applied.length, 0);
    assert.equal((await json(['migrate', 'status', 'shop.db'], here)).pending, 0);
  });

  test('takes another folder, and leaves with 3 where there are warnings', async () => {
    const here = { cwd: shop() };
    place(here.cwd, {
      'other/1_a.sql': 'CREATE TABLE a (x);',
      'other/1_b.sql': 'CREATE TABLE b (x);',
    });

    const { code, stdout, stderr } = await d1mcp(
      ['migrate', 'status', 'shop.db', '--migrations', 'other'],
      here,
    );

    assert.equal(code, 3, stderr);
    assert.match(stdout + stderr, /1_a\.sql and 1_b\.sql/);
  });
});

describe('export', () => {
  test('goes to standard output as it is, or to a file', async () => {
    const here = { cwd: shop() };

    const inline = await output(['export', 'shop.db', '--table', 'users'], here);
    await output(['export', 'shop.db', '--table', 'users', '--output', 'users.sql'], here);

    assert.match(inline, /^PRAGMA defer_foreign_keys/);
    assert.equal(readFileSync(join(here.cwd, 'users.sql'), 'utf8'), inline);
    assert.match(await fails(['export', 'shop.db', '--output', 'users.sql'], 1, here), /users\.sql/);
    await output(['export', 'shop.db', '--table', 'users', '--output', 'users.sql', '--overwrite'], here);
  });

  test('of a large database goes to standard output whole', async () => {
    const here = { cwd: shop() };

    const dump = await output(['export', 'shop.db'], here);

    const copy = new DatabaseSync(':memory:');
    copy.exec(dump);
    const original = new DatabaseSync(join(here.cwd, 'shop.db'));
    const sum =
      'SELECT count(*) AS n, sum(id) AS ids, total(value) AS total, sum(length(name)) AS names FROM large';
    assert.deepEqual(copy.prepare(sum).get(), original.prepare(sum).get());
    copy.close();
    original.close();
  });

  test('writes a copy that is a SQLite file, and CSV of one table', async () => {
    const here = { cwd: shop() };

    await output(['export', 'shop.db', '--format', 'sqlite', '--output', 'copy.db'], here);
    const csv = await output(['export', 'shop.db', '--format', 'csv', '--table', 'orders'], here);

    const copy = new DatabaseSync(join(here.cwd, 'copy.db'), { readOnly: true });
    assert.equal(copy.prepare('SELECT count(*) AS n FROM orders').get().n, 3);
    copy.close();
    assert.deepEqual(csv.split(/\r?\n/).slice(0, 2), ['id,user_id,total,note', '1,1,10.5,']);
    await fails(['export', 'shop.db', '--format', 'csv'], 2, here);
  });
});

describe('what went wrong is said', () => {
  const here = {
    cwd: place(shop(), { 'empty.db': '', 'prose.db': 'Create something nice for the garden.\n'.repeat(40) }),
  };
  place(here.cwd, {
    'garbage.db': Buffer.from(Array.from({ length: 8192 }, (_, at) => (at * 167 + 13) % 256)),
  });

  const cases = [
    [
      'an unknown table, with the nearest',
      ['info', 'shop.db', 'userz'],
      1,
      /userz[^]*did you mean[^]*users/i,
    ],
    [
      'SQL that is wrong, with its place',
      ['query', 'shop.db', 'SELECT 1,\n  nosuch'],
      1,
      /no such column: nosuch[^]*line 2/,
    ],
    ['a file that is not there', ['tables', 'missing.db'], 1, /missing\.db does not exist/],
    ['a folder without a wrangler configuration', ['tables', 'migrations'], 1, /wrangler/],
    [
      'a file of random bytes, or encrypted',
      ['tables', 'garbage.db'],
      1,
      /garbage\.db is neither[^]*encrypted/,
    ],
    ['a text that is not SQL', ['tables', 'prose.db'], 1, /prose\.db is neither/],
    ['an empty file', ['tables', 'empty.db'], 1, /empty\.db is empty/],
    ['an unknown command, with the nearest', ['tabels', 'shop.db'], 2, /tables/],
    ['an unknown option, with the nearest', ['query', 'shop.db', 'SELECT 1', '--limt', '3'], 2, /--limit/],
    ['a value that is out of range', ['query', 'shop.db', 'SELECT 1', '--limit', '0'], 2, /limit/],
    ['a statement that is missing', ['query', 'shop.db'], 2, /SQL/],
    ['a parameter too few', ['query', 'shop.db', 'SELECT ?, ?', '--param', '1'], 2, /parameter number 2/],
  ];

  for (const [what, args, code, message] of cases) {
    test(what, async () => {
      const text = await fails(args, code, here);
      assert.match(text, message);
      assert.ok(text.split('\n').length <= 6, `a person reads at most a few lines: ${text}`);
    });
  }

  test('as JSON with --json', async () => {
    const { code, stdout, stderr } = await d1mcp(['info', 'shop.db', 'userz', '--json'], here);

    assert.equal(code, 1);
    const { error } = JSON.parse(stdout || stderr);
    assert.equal(error.code, 'not_found');
    assert.match(error.message, /userz/);
    assert.match(error.hint, /users/);
  });

  test('and nothing is made of what is not there', async () => {
    await fails(['execute', 'missing.db', 'CREATE TABLE t (a)'], 1, here);
    await fails(['execute', 'empty.db', 'CREATE TABLE t (a)'], 1, here);

    assert.ok(!existsSync(join(here.cwd, 'missing.db')));
    assert.equal(statSync(join(here.cwd, 'empty.db')).size, 0);
  });

  test('where there is no project and no database is named', async () => {
    assert.match(await fails(['tables'], 1, { cwd: scratch() }), /no database/);
  });
});
