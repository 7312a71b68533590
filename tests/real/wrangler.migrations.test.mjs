// Migrations in peace with wrangler: what one of the two applies, the other knows.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { serve, ToolError } from './support/server.mjs';
import { database, forwardOnly, Project } from './support/wrangler.mjs';

const samples = [
  '001_initial.sql',
  '002_api_keys.sql',
  '003_usage_tracking.sql',
  '004_ai_connections.sql',
  '005_totp.sql',
];
const sampleTables = [
  'admin_logs',
  'ai_connections',
  'api_keys',
  'bot_connections',
  'n8n_connections',
  'plans',
  'usage_logs',
  'usage_monthly',
  'users',
];
const app = database('APP', { migrations_dir: 'migrations', migrations_pattern: forwardOnly });

const status = (migrations) => migrations.map(({ name, status: state }) => `${name} ${state}`);
const all = (state) => samples.map((name) => `${name} ${state}`);

describe('the sample migrations', () => {
  test('applied by wrangler are applied to us', async (t) => {
    const project = Project.create([app]).copySamples();
    await project.wrangler('d1', 'migrations', 'apply', 'app', '--local');
    const before = project.leftBehind();
    const server = await serve(t, [], { cwd: project.folder });

    const listed = await server.tool('list_migrations');

    assert.deepEqual(status(listed.migrations), all('applied'));
    assert.equal(listed.pending, 0);
    assert.equal(listed.table, 'd1_migrations');
    for (const { name, applied_at, rollback } of listed.migrations) {
      assert.match(applied_at, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      assert.equal(rollback, name.replace('.sql', '_rollback.sql'));
    }
    assert.equal(listed.warnings, undefined, 'a project with the pattern is in order');
    assert.deepEqual((await server.tool('apply_migration')).applied, []);
    await server.close();
    assert.deepEqual(
      project.leftBehind().filter((name) => !before.includes(name)),
      [],
    );
  });

  test('applied by us to a database that is not there yet are applied to wrangler', async (t) => {
    const project = Project.create([app]).copySamples();
    const server = await serve(t, [], { cwd: project.folder });
    const [entry] = (await server.tool('list_databases')).databases;
    assert.equal(entry.status, 'missing');
    assert.deepEqual(status((await server.tool('list_migrations')).migrations), all('pending'));
    const rehearsed = await server.tool('apply_migration', { dry_run: true });
    assert.ok(!existsSync(entry.path), 'a dry run creates no database');

    const applied = await server.tool('apply_migration');

    assert.deepEqual(
      applied.applied.map(({ name }) => name),
      samples,
    );
    assert.deepEqual(
      rehearsed.applied.map(({ name }) => name),
      samples,
    );
    assert.equal(applied.pending, 0);
    await server.close();
    assert.deepEqual(await project.pending('app'), []);
    const [tables, plans] = await project.query(
      'app',
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name <> 'd1_migrations' ORDER BY name`,
      'SELECT id FROM plans ORDER BY price_cents',
    );
    assert.deepEqual(
      tables.map(({ name }) => name),
      sampleTables,
    );
    assert.deepEqual(
      plans.map(({ id }) => id),
      ['free', 'starter', 'pro', 'enterprise'],
    );
    assert.deepEqual(project.databaseFiles(), [entry.path], 'wrangler made no second file');
  });

  test('applied in turns by wrangler and by us are each applied once', async (t) => {
    const project = Project.create([app]).copySamples((name) => name.startsWith('001'));
    await project.wrangler('d1', 'migrations', 'apply', 'app', '--local');
    project.copySamples();
    const server = await serve(t, [], { cwd: project.folder });

    const second = await server.tool('apply_migration', { target: '2' });
    assert.deepEqual(
      second.applied.map(({ name }) => name),
      ['002_api_keys.sql'],
    );
    assert.equal(second.pending, 3);
    const backup = second.backup.path;
    assert.ok(existsSync(backup), 'the rows of 001 were backed up');
    assert.ok(!backup.startsWith(project.state), 'a backup lies outside of the folder wrangler uses');

    assert.deepEqual(await project.pending('app'), samples.slice(2));
    await project.wrangler('d1', 'migrations', 'apply', 'app', '--local');
    assert.deepEqual(status((await server.tool('list_migrations')).migrations), all('applied'));
    const history = await server.rows('SELECT id, name FROM d1_migrations ORDER BY id');
    assert.deepEqual(
      history.map(({ name }) => name),
      samples,
    );
    assert.deepEqual(
      history.map(({ id }) => id),
      [1, 2, 3, 4, 5],
    );
  });
});

describe('a verify script', () => {
  test('is run by us before the file is kept, and never by wrangler with the pattern we tell of', async (t) => {
    const project = Project.create([app], {
      'migrations/001_notes.sql': 'CREATE TABLE notes (id INTEGER PRIMARY KEY);\n',
      'migrations/001_notes_verify.sql': 'SELECT count(*) = 1 FROM notes;\n',
    });
    const server = await serve(t, [], { cwd: project.folder });

    await assert.rejects(server.tool('apply_migration'), /001_notes_verify\.sql.*notes gave 0/s);
    await server.close();
    assert.deepEqual(await project.pending('app'), ['001_notes.sql']);
    await project.wrangler('d1', 'migrations', 'apply', 'app', '--local');

    assert.deepEqual(await project.pending('app'), []);
    const [history] = await project.query('app', 'SELECT name FROM d1_migrations');
    assert.deepEqual(history, [{ name: '001_notes.sql' }]);
  });
});

describe('a migration that we roll back', () => {
  test('is unapplied to wrangler, which applies it again', async (t) => {
    const project = Project.create([app]).copySamples();
    await project.wrangler('d1', 'migrations', 'apply', 'app', '--local');
    const server = await serve(t, ['--allow-loss'], { cwd: project.folder });

    const undone = await server.tool('rollback_migration', { to: '003' });

    assert.deepEqual(
      undone.rolled_back.map(({ name, file }) => [name, file]),
      [
        ['005_totp.sql', '005_totp_rollback.sql'],
        ['004_ai_connections.sql', '004_ai_connections_rollback.sql'],
      ],
    );
    assert.equal(undone.applied, 3);
    assert.ok(existsSync(undone.backup.path));
    assert.deepEqual(await project.pending('app'), samples.slice(3));
    await project.wrangler('d1', 'migrations', 'apply', 'app', '--local');
    assert.deepEqual(status((await server.tool('list_migrations')).migrations), all('applied'));
  });
});

describe('a migration that fails', () => {
  test('leaves nothing, is named with file, line and statement, and stays pending for wrangler', async (t) => {
    const project = Project.create([database('APP')], {
      'migrations/0001_good.sql': 'CREATE TABLE kept (a);\nINSERT INTO kept VALUES (1);\n',
      'migrations/0002_bad.sql': [
        '-- The third statement is wrong.',
        'CREATE TABLE lost (a);',
        'INSERT INTO kept VALUES (2);',
        '',
        'INSERT INTO nosuch',
        '  VALUES (1);',
        'CREATE TABLE never (a);',
        '',
      ].join('\n'),
      'migrations/0003_after.sql': 'CREATE TABLE after (a);\n',
    });
    const server = await serve(t, [], { cwd: project.folder });

    const failure = await server.tool('apply_migration').catch((error) => error);

    assert.ok(failure instanceof ToolError, `it should have failed: ${JSON.stringify(failure)}`);
    assert.match(failure.message, /0002_bad\.sql:5:\d+ \(statement 3\)/);
    assert.match(failure.message, /no such table: nosuch/);
    assert.match(failure.message, /nothing was applied/);
    await server.tool('apply_migration', { target: '0001_good.sql' });
    const [tables, kept] = await project.query(
      'app',
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`,
      'SELECT a FROM kept',
    );
    assert.deepEqual(
      tables.map(({ name }) => name),
      ['d1_migrations', 'kept'],
    );
    assert.deepEqual(kept, [{ a: 1 }]);
    assert.deepEqual(await project.pending('app'), ['0002_bad.sql', '0003_after.sql']);
  });
});

describe('rollback files in a folder without a pattern', () => {
  test('are no migrations to us, and we warn that wrangler would run them', async (t) => {
    const project = Project.create([database('APP')]).copySamples();
    const server = await serve(t, [], { cwd: project.folder });

    const listed = await server.tool('list_migrations');

    assert.deepEqual(status(listed.migrations), all('pending'));
    const warning = listed.warnings.find((text) => /wrangler d1 migrations apply would run/.test(text));
    assert.ok(warning, JSON.stringify(listed.warnings));
    assert.match(warning, /_rollback\.sql/);
    assert.match(warning, /migrations_pattern/);
    const files = readdirSync(join(project.folder, 'migrations')).filter((name) => name.endsWith('.sql'));
    assert.deepEqual((await project.pending('app')).sort(), files.sort(), 'real wrangler would run them all');
  });

  test('are kept from wrangler by the pattern the warning gives', async (t) => {
    const naive = Project.create([database('APP')]).copySamples();
    const server = await serve(t, [], { cwd: naive.folder });
    const text = (await server.tool('list_migrations')).warnings.join('\n');
    const pattern = text.match(/"migrations_pattern" to "([^"]+)"/)[1];
    const project = Project.create([
      database('APP', { migrations_dir: 'migrations', migrations_pattern: pattern }),
    ]).copySamples();

    assert.deepEqual(await project.pending('app'), samples);
  });
});
