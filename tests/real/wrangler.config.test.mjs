// The file we resolve a binding to is the file wrangler makes for it.

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';

import { place, scratch } from './support/scratch.mjs';
import { json } from './support/shell.mjs';
import { Project } from './support/wrangler.mjs';

const toml = `
# Written by hand.
name = "real"
compatibility_date = "2026-11-01"

[[d1_databases]]
binding = "MAIN"
database_name = "main"
database_id = "0f0e0d0c-1111-2222-3333-444455556666"

[env.staging]
[[env.staging.d1_databases]]
binding = "MAIN"
database_name = "main-staging"
database_id = "99999999-1111-2222-3333-444455556666"
`;

const jsonc = `
// A comment before anything else.
{
  "name": "real", /* and one inside */
  "compatibility_date": "2026-11-01",
  "d1_databases": [
    { "binding": "PREVIEWED", "database_name": "previewed", "database_id": "one", "preview_database_id": "the-preview" },
    { "binding": "NOID", "database_name": "no-id" },
    { "binding": "BARE" }, // a trailing comma follows
  ],
}
`;

// Lets wrangler use a database for the first time: {made, entry}, the file that appeared and what we
// list under that name.
async function firstUse(project, name, { wranglerArgs = [], ourArgs = [] } = {}) {
  const before = project.databaseFiles();
  const column = `made_for_${name.replaceAll('-', '_')}`;
  await project.wrangler(
    'd1',
    'execute',
    name,
    '--local',
    '--command',
    `CREATE TABLE t (${column})`,
    ...wranglerArgs,
  );
  const appeared = project.databaseFiles().filter((file) => !before.includes(file));
  assert.equal(appeared.length, 1, 'wrangler made one file');
  const { databases } = await json(['databases', ...ourArgs], { cwd: project.folder });
  const entry = databases.find((known) => known.name === name || known.binding === name);
  assert.ok(entry, `${name} is not among ${JSON.stringify(databases)}`);
  assert.equal(entry.path, appeared[0]);
  assert.equal(entry.kind, 'wrangler');
  assert.equal(entry.status, 'ready');
  const { columns } = await json(['info', name, 't', ...ourArgs], { cwd: project.folder });
  assert.deepEqual(
    columns.map((known) => known.name),
    [column],
  );
}

test('wrangler.toml, at the top level and in an environment', async () => {
  const project = new Project(place(scratch('toml'), { 'wrangler.toml': toml }));

  await firstUse(project, 'main');
  await firstUse(project, 'main-staging', {
    wranglerArgs: ['--env', 'staging'],
    ourArgs: ['--env', 'staging'],
  });

  const { databases } = await json(['databases'], {
    cwd: project.folder,
    env: { CLOUDFLARE_ENV: 'staging' },
  });
  assert.deepEqual(
    databases.map(({ name }) => name),
    ['main-staging'],
    'environments inherit no databases',
  );
});

test('wrangler.jsonc with comments and three databases: a preview id, no id, a binding alone', async () => {
  const project = new Project(place(scratch('jsonc'), { 'wrangler.jsonc': jsonc }));

  await firstUse(project, 'previewed');
  await firstUse(project, 'no-id');
  await firstUse(project, 'BARE');
});

test('a wrangler.json above wins over a wrangler.toml beside, as it does in wrangler', async () => {
  const above = Project.create([{ binding: 'ABOVE', database_name: 'above', database_id: 'above' }], {
    'inside/wrangler.toml': toml,
  });
  const inside = join(above.folder, 'inside');

  await above.wrangler('--cwd', inside, 'd1', 'execute', 'above', '--local', '--command', 'SELECT 1');

  const { databases } = await json(['databases'], { cwd: inside });
  assert.deepEqual(
    databases.map(({ name, path }) => [name, path]),
    [['above', above.databaseFiles()[0]]],
  );
});

test('reading and writing leave journal mode, folder and other files as wrangler left them', async () => {
  const project = Project.create([{ binding: 'APP', database_name: 'app', database_id: 'app' }]);
  await project.wrangler(
    'd1',
    'execute',
    'app',
    '--local',
    '--command',
    'CREATE TABLE t (a); INSERT INTO t VALUES (1)',
  );
  const before = project.leftBehind();
  const metadata = statSync(join(project.state, 'metadata.sqlite'));
  const here = { cwd: project.folder };

  await json(['tables', 'app'], here);
  await json(['query', 'app', 'SELECT * FROM t'], here);
  await json(['execute', 'app', 'INSERT INTO t VALUES (2)'], here);
  await json(['export', 'app'], here);

  assert.deepEqual(
    project.leftBehind().filter((name) => !before.includes(name)),
    [],
  );
  assert.equal(statSync(join(project.state, 'metadata.sqlite')).mtimeMs, metadata.mtimeMs);
  const raw = new DatabaseSync(project.databaseFiles()[0], { readOnly: true });
  assert.equal(raw.prepare('PRAGMA journal_mode').get().journal_mode, 'wal');
  raw.close();
  assert.deepEqual(await project.query('app', 'SELECT a FROM t ORDER BY a'), [[{ a: 1 }, { a: 2 }]]);
});

test('a file that wrangler did not make keeps its own journal mode and gets no companions', async () => {
  const folder = scratch('plain');
  const file = join(folder, 'plain.db');
  const raw = new DatabaseSync(file);
  raw.exec('PRAGMA journal_mode = DELETE; CREATE TABLE t (a); INSERT INTO t VALUES (1)');
  raw.close();

  await json(['query', file, 'SELECT * FROM t']);
  await json(['execute', file, 'INSERT INTO t VALUES (2)']);

  const again = new DatabaseSync(file);
  assert.equal(again.prepare('PRAGMA journal_mode').get().journal_mode, 'delete');
  assert.equal(again.prepare('SELECT count(*) AS n FROM t').get().n, 2);
  again.close();
});
