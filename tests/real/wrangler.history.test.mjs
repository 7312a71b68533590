// What we remember of migrations lies in wrangler's own table: wrangler goes on with it, and we with its rows.

import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { d1mcp, json } from './support/shell.mjs';
import { database, Project } from './support/wrangler.mjs';

const files = {
  'migrations/0001_users.sql': 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n',
  'migrations/0002_seed.sql': "INSERT INTO users (name) VALUES ('a'), ('b');\n",
  'migrations/0003_posts.sql': 'CREATE TABLE posts (id INTEGER PRIMARY KEY, user INTEGER REFERENCES users (id));\n',
  'migrations/0004_index.sql': 'CREATE INDEX posts_user ON posts (user);\n',
};
const project = () => Project.create([database('APP')], files);
const byName = (listed) => Object.fromEntries(listed.migrations.map((entry) => [entry.name, entry]));

describe('the history that both write', () => {
  test('is read by wrangler with our column in it, and written by it', async () => {
    const app = project();
    await app.wrangler('d1', 'migrations', 'apply', 'app', '--local');
    writeFileSync(join(app.folder, 'migrations/0005_more.sql'), 'ALTER TABLE posts ADD COLUMN title TEXT;\n');
    await json(['migrate', 'apply'], { cwd: app.folder });
    writeFileSync(join(app.folder, 'migrations/0006_last.sql'), 'CREATE VIEW titles AS SELECT title FROM posts;\n');

    assert.deepEqual(await app.pending('app'), ['0006_last.sql']);
    await app.wrangler('d1', 'migrations', 'apply', 'app', '--local');

    assert.deepEqual(await app.pending('app'), []);
    const listed = byName(await json(['migrate', 'status'], { cwd: app.folder }));
    assert.equal(listed['0001_users.sql'].by, undefined, 'of what wrangler applied nothing is claimed');
    assert.match(listed['0005_more.sql'].by, /^d1-mcp /);
    assert.match(listed['0005_more.sql'].backup, /\.sqlite\.backup$/);
    assert.equal(listed['0006_last.sql'].by, undefined);
    assert.equal(listed['0006_last.sql'].status, 'applied');
    const [rows] = await app.query('app', 'SELECT * FROM d1_migrations ORDER BY id');
    assert.deepEqual(Object.keys(rows[0]), ['id', 'name', 'applied_at', 'd1_mcp']);
    assert.equal((await json(['migrate', 'diff'], { cwd: app.folder })).same, true);
  });

  test('tells edits, renames and lost files, and is repaired', async () => {
    const app = project();
    await json(['migrate', 'apply'], { cwd: app.folder });
    const at = (name) => join(app.folder, 'migrations', name);
    writeFileSync(at('0001_users.sql'), `-- users\r\n${files['migrations/0001_users.sql']}`);
    renameSync(at('0003_posts.sql'), at('0003_all_posts.sql'));
    rmSync(at('0004_index.sql'));
    writeFileSync(at('0002_seed.sql'), "INSERT INTO users (name) VALUES ('a'), ('c');\n");

    const { code, stdout } = await d1mcp(['migrate', 'status', '--json'], { cwd: app.folder });

    const listed = byName(JSON.parse(stdout));
    assert.equal(code, 3);
    assert.equal(listed['0001_users.sql'].edited, 'cosmetic');
    assert.deepEqual(listed['0002_seed.sql'].difference, { line: 1, column: 41, was: "'b'", is: "'c'" });
    assert.equal(listed['0003_posts.sql'].renamed_to, '0003_all_posts.sql');
    assert.equal(listed['0004_index.sql'].status, 'file_missing');

    await json(['migrate', 'repair', '--put-back'], { cwd: app.folder });

    const repaired = await d1mcp(['migrate', 'status'], { cwd: app.folder });
    assert.equal(repaired.code, 3, 'the edit in meaning stays and is still told');
    assert.match(repaired.stdout, /warning: 0002_seed\.sql was edited/);
    writeFileSync(at('0002_seed.sql'), files['migrations/0002_seed.sql']);
    const last = byName(await json(['migrate', 'status'], { cwd: app.folder }));
    assert.deepEqual(
      Object.entries(last).map(([name, { status, edited }]) => [name, status, edited]),
      [
        ['0001_users.sql', 'applied', undefined],
        ['0002_seed.sql', 'applied', undefined],
        ['0003_all_posts.sql', 'applied', undefined],
        ['0004_index.sql', 'applied', undefined],
      ],
    );
    assert.deepEqual(await app.pending('app'), [], 'wrangler follows the rename');
  });
});

describe('a database that wrangler filled without migrations', () => {
  test('is adopted, and wrangler applies what comes after', async () => {
    const app = project();
    await app.wrangler(
      ...['d1', 'execute', 'app', '--local', '--command'],
      `${files['migrations/0001_users.sql']}${files['migrations/0003_posts.sql']}`,
    );

    const refused = await d1mcp(['migrate', 'baseline'], { cwd: app.folder });
    const adopted = await json(['migrate', 'baseline', '--to', '0003'], { cwd: app.folder });

    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /index posts_user is missing/);
    assert.deepEqual(
      adopted.changes.map(({ migration, change }) => [migration, change]),
      [
        ['0001_users.sql', 'recorded'],
        ['0002_seed.sql', 'recorded'],
        ['0003_posts.sql', 'recorded'],
      ],
    );
    assert.deepEqual(await app.pending('app'), ['0004_index.sql']);
    await app.wrangler('d1', 'migrations', 'apply', 'app', '--local');
    assert.equal((await json(['migrate', 'diff'], { cwd: app.folder })).same, true);
  });

  test('drifts when it is changed by hand, which is told and healed', async () => {
    const app = project();
    await json(['migrate', 'apply'], { cwd: app.folder });
    await app.wrangler('d1', 'execute', 'app', '--local', '--command', 'ALTER TABLE users ADD COLUMN age INT');

    const { code, stdout } = await d1mcp(['migrate', 'diff', '--json'], { cwd: app.folder });

    const { differences, heal_here: healing, since } = JSON.parse(stdout);
    assert.equal(code, 3);
    assert.deepEqual(since, { after: '0004_index.sql' });
    assert.deepEqual(differences[0].what, ['column age: only here']);
    await app.wrangler('d1', 'execute', 'app', '--local', '--command', healing[0]);
    assert.equal((await json(['migrate', 'diff'], { cwd: app.folder })).same, true);
  });
});
