// Rows between wrangler and us: its dumps opened here, ours imported there.

import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';

import { makeNastyDatabase, readEverything } from './support/nasty.mjs';
import { root } from './support/paths.mjs';
import { scratch } from './support/scratch.mjs';
import { serve, ToolError } from './support/server.mjs';
import { json } from './support/shell.mjs';
import { database, forwardOnly, Project } from './support/wrangler.mjs';

// What survives wrangler's own export.
const survivors = `
CREATE TABLE "select" (id INTEGER PRIMARY KEY, "a ""name""" TEXT, v, twice GENERATED ALWAYS AS (id * 2));
INSERT INTO "select" (id, "a ""name""", v) VALUES
  (1, 'it''s', NULL), (2, 'two' || char(10) || 'lines', 0.1), (3, 'ünï → 🚀', x'00ff10'), (-4, '', 1e300),
  (5, ';--/*', 9007199254740991), (6, char(9), -0.5), (7, 'x', x'');
CREATE TABLE pairs (a TEXT, b INTEGER, n REAL, PRIMARY KEY (a, b)) WITHOUT ROWID;
INSERT INTO pairs VALUES ('k', 1, 2.0), ('k', 2, 5e-324);
CREATE VIEW named AS SELECT id, "a ""name""" AS name FROM "select";
`;

// Every cell with its storage class, blobs as digits: both sides can say it without loss.
const exactly = (table, columns) =>
  `SELECT ${columns
    .map((name) => `"${name.replaceAll('"', '""')}"`)
    .map(
      (name, at) =>
        `typeof(${name}) AS t${at}, CASE WHEN typeof(${name}) = 'blob' THEN hex(${name}) ELSE ${name} END AS c${at}`,
    )
    .join(', ')} FROM "${table}" ORDER BY 2, 4`;

describe('wrangler d1 export --output=./local-d1.db', () => {
  const cache = scratch('cache');
  const project = Project.create(
    [database('APP', { migrations_dir: 'migrations', migrations_pattern: forwardOnly })],
    {
      'survivors.sql': survivors,
      'demo.sql': readFileSync(join(root, 'src/app/demo_data.sql')),
    },
  ).copySamples();
  const dump = join(project.folder, 'local-d1.db');
  const open = (t) => serve(t, ['./local-d1.db'], { cwd: project.folder, env: { XDG_CACHE_HOME: cache } });
  const cached = () => readdirSync(join(cache, 'd1-mcp/dumps'));

  before(async () => {
    await json(['migrate', 'apply', 'app'], { cwd: project.folder });
    await project.wrangler('d1', 'execute', 'app', '--local', '--file', 'demo.sql');
    await project.wrangler('d1', 'execute', 'app', '--local', '--file', 'survivors.sql');
    await project.wrangler('d1', 'export', 'app', '--local', '--output=./local-d1.db');
  });

  test('is opened for the SQL text it is, with every row of every table', async (t) => {
    assert.match(readFileSync(dump, 'latin1'), /^PRAGMA defer_foreign_keys/);
    const server = await open(t);
    const [entry] = (await server.tool('list_databases')).databases;
    assert.deepEqual([entry.kind, entry.name, entry.path], ['sql_dump', 'local-d1', dump]);

    const { tables } = await server.tool('list_tables', { detail: 'summary' });
    const names = tables
      .filter(({ kind, name }) => kind === 'table' && name !== 'select')
      .map(({ name }) => name);
    assert.ok(names.length >= 10, `nine tables of the sample and one more: ${names}`);
    const statements = names.map((name) =>
      name === 'pairs' ? exactly(name, ['a', 'b', 'n']) : `SELECT * FROM "${name}" ORDER BY rowid`,
    );
    statements.push(exactly('select', ['id', 'a "name"', 'v', 'twice']), 'SELECT * FROM named ORDER BY id');
    const theirs = await project.query('app', ...statements);

    for (const [at, statement] of statements.entries()) {
      assert.deepEqual(await server.rows(statement), theirs[at], statement);
      assert.ok(theirs[at].length > 0, `${statement} compares nothing`);
    }
    const counts = Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
    for (const [at, name] of names.entries()) assert.equal(counts[name], theirs[at].length, name);
  });

  test('is loaded once: the second start answers from the cache', async (t) => {
    const first = await open(t);
    await first.rows('SELECT 1');
    const [file, ...more] = cached();
    assert.deepEqual(more, []);
    await first.close();
    // A mark that only the cached copy has.
    const copy = new DatabaseSync(join(cache, 'd1-mcp/dumps', file));
    copy.exec(`UPDATE users SET email = 'from-the-cache@example.com' WHERE id = (SELECT min(id) FROM users)`);
    copy.close();

    const second = await open(t);

    const [{ email }] = await second.rows('SELECT email FROM users ORDER BY id LIMIT 1');
    assert.equal(email, 'from-the-cache@example.com');
    await second.close();
    assert.deepEqual(cached(), [file], 'no companions are left behind');
    assert.equal(statSync(join(cache, 'd1-mcp/dumps', file)).mode & 0o077, 0, 'others cannot read it');
  });

  test('is not written to, and a changed dump is loaded again without a restart', async (t) => {
    const server = await open(t);
    const [{ n }] = await server.rows('SELECT count(*) AS n FROM plans');
    const refused = await server.tool('apply_migration').catch((error) => error);

    appendFileSync(dump, `\nINSERT INTO plans (id, name) VALUES ('new', 'Added to the dump');\n`);

    assert.ok(refused instanceof ToolError || refused.applied.length === 0, 'a dump is not migrated');
    assert.deepEqual(await server.rows('SELECT count(*) AS n FROM plans'), [{ n: n + 1 }]);
  });
});

describe('our dump of a database full of traps', () => {
  const project = Project.create([database('OTHER')]);
  const original = join(project.folder, 'nasty.db');

  test('is imported by wrangler and is the same, byte for byte', async (t) => {
    makeNastyDatabase(original);
    const server = await serve(t, ['nasty.db'], { cwd: project.folder });

    const exported = await server.tool('export_db', { format: 'sql', output: 'dump.sql' });
    await project.wrangler('d1', 'execute', 'other', '--local', '--file', 'dump.sql');

    assert.equal(exported.bytes, statSync(join(project.folder, 'dump.sql')).size);
    const longest = Math.max(
      ...readFileSync(join(project.folder, 'dump.sql'), 'latin1')
        .split(';\n')
        .map(({ length }) => length),
    );
    assert.ok(longest < 100_000, `a statement of ${longest} bytes is longer than D1 takes`);
    const [imported] = project.databaseFiles();
    const [wanted, got] = [readEverything(original), readEverything(imported)];
    assert.deepEqual(got.schema, wanted.schema);
    for (const [table, rows] of Object.entries(wanted.rows)) assert.deepEqual(got.rows[table], rows, table);
    assert.deepEqual(Object.keys(got.rows), Object.keys(wanted.rows));
  });

  test('finds the same words through fts5 in workerd, and its triggers fire again', async () => {
    const [found, external, log] = await project
      .query(
        'other',
        `SELECT rowid FROM words WHERE words MATCH 'fox'`,
        `SELECT rowid FROM posts_search WHERE posts_search MATCH 'second'`,
        `INSERT INTO watched VALUES ('after'); SELECT what FROM log ORDER BY rowid`,
      )
      .then((results) => [results[0], results[1], results.at(-1)]);

    assert.deepEqual(found, [{ rowid: 7 }]);
    assert.deepEqual(external, [{ rowid: 20 }]);
    assert.deepEqual(
      log.map(({ what }) => what),
      ['before', 'after'],
      'and none fired during the import',
    );
  });

  test('is the same again when we open the dump ourselves', async (t) => {
    const cache = scratch('cache');
    const server = await serve(t, ['dump.sql'], { cwd: project.folder, env: { XDG_CACHE_HOME: cache } });
    await server.rows('SELECT 1');
    const [file] = readdirSync(join(cache, 'd1-mcp/dumps'));

    assert.ok(existsSync(original));
    assert.deepEqual(readEverything(join(cache, 'd1-mcp/dumps', file)), readEverything(original));
  });
});
