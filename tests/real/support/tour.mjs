// Calls every tool with arguments that do something, and checks what comes back.

import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { checked } from './contracts.mjs';
import { largeRows } from './fixture.mjs';

// `call` gives the result of a tool; `folder` is the shop, which is changed.
export async function tour(call, folder) {
  const good = async (name, args) => checked(name, await call(name, args));

  const { databases } = await good('list_databases', {});
  assert.deepEqual(
    databases.map(({ name, kind, status }) => [name, kind, status]),
    [['shop', 'sqlite_file', 'ready']],
  );
  assert.equal(databases[0].path, join(folder, 'shop.db'));

  const { tables, total } = await good('list_tables', { pattern: 'o*', detail: 'columns' });
  assert.equal(total, 1);
  assert.deepEqual(tables[0].columns, [
    'id INTEGER PRIMARY KEY',
    'user_id INTEGER NOT NULL',
    'total REAL NOT NULL',
    'note TEXT',
  ]);
  assert.equal(tables[0].rows, 3);
  const everything = await good('list_tables', {});
  assert.deepEqual(everything.tables.map(({ name, kind }) => `${kind} ${name}`).sort(), [
    'table large',
    'table log',
    'table orders',
    'table users',
    'view paid',
  ]);

  const users = await good('table_info', { table: 'users', sample_rows: 2 });
  assert.deepEqual(
    users.columns.map(({ name }) => name),
    ['id', 'email', 'plan'],
  );
  assert.equal(users.rows, 3);
  assert.equal(users.referenced_by[0].table, 'orders');
  assert.deepEqual(users.sample.rows[0], [1, 'ada@example.com', 'pro']);
  const orders = await good('table_info', { table: 'orders' });
  assert.equal(orders.foreign_keys[0].on_delete, 'CASCADE');
  assert.deepEqual(
    orders.triggers.map(({ name }) => name),
    ['ordered'],
  );
  assert.deepEqual(
    orders.indexes.map(({ name }) => name),
    ['orders_by_user'],
  );

  const found = await good('run_query', {
    sql: 'SELECT email FROM users WHERE plan = :plan ORDER BY id',
    params: { plan: 'pro' },
  });
  assert.deepEqual(found.rows, [['ada@example.com'], ['chi@example.com']]);
  const plan = await good('run_query', {
    sql: 'SELECT * FROM orders WHERE user_id = ?',
    params: [1],
    explain: true,
  });
  assert.match(JSON.stringify(plan.rows), /orders_by_user/);

  const { migrations, pending } = await good('list_migrations', {});
  assert.deepEqual(
    migrations.map(({ status }) => status),
    ['pending', 'pending'],
  );
  assert.equal(pending, 2);

  const rehearsal = await good('apply_migration', { dry_run: true });
  assert.deepEqual(rehearsal.applied[1].changes, [
    { table: 'coupons', inserted: 2, updated: 0, deleted: 0 },
    { table: 'users', inserted: 0, updated: 1, deleted: 0 },
  ]);
  assert.deepEqual((await good('run_query', { sql: `SELECT plan FROM users WHERE id = 2` })).rows, [
    ['free'],
  ]);
  const applied = await good('apply_migration', {});
  assert.deepEqual(
    applied.applied.map(({ changes }) => changes),
    rehearsal.applied.map(({ changes }) => changes),
  );
  assert.ok(statSync(applied.backup.path).size === applied.backup.bytes);
  assert.deepEqual((await good('run_query', { sql: `SELECT plan FROM users WHERE id = 2` })).rows, [['pro']]);

  writeFileSync(
    join(folder, 'migrations/0002_first_coupons_rollback.sql'),
    `DELETE FROM coupons;\nUPDATE users SET plan = 'free' WHERE id = 2;\n`,
  );
  const undone = await good('rollback_migration', { to: '0001_coupons.sql' });
  assert.deepEqual(
    undone.rolled_back.map(({ name, file, statements }) => [name, file, statements]),
    [['0002_first_coupons.sql', '0002_first_coupons_rollback.sql', 2]],
  );
  assert.equal(undone.applied, 1);
  assert.deepEqual((await good('run_query', { sql: `SELECT plan FROM users WHERE id = 2` })).rows, [
    ['free'],
  ]);
  assert.equal((await good('apply_migration', {})).applied.length, 1, 'it is pending again');

  const created = await good('create_migration', {
    name: 'Add a note',
    sql: 'ALTER TABLE users ADD COLUMN note TEXT; CREATE INDEX users_by_note ON users (note)',
  });
  assert.equal(created.rollback, 'derived');
  assert.match(readFileSync(created.path, 'utf8'), /^-- 0003_add_a_note\.sql\n/);
  assert.match(readFileSync(created.rollback_path, 'utf8'), /DROP INDEX users_by_note;\nALTER TABLE users DROP/);

  const { differences } = await good('diff_schema', {});
  assert.ok(differences.every(({ name }) => name !== 'coupons'), 'it is what its migration makes');
  const { changes } = await good('repair_history', { action: 'restamp', dry_run: true });
  assert.deepEqual(changes, []);

  const restorable = await good('restore_backup', { backup: basename(applied.backup.path), dry_run: true });
  assert.equal(restorable.restored, restorable.backups.at(-1).name, 'the oldest');

  const csv = await good('export_db', { format: 'csv', tables: ['users'] });
  assert.match(csv.content, /^id,email,plan\r?\n1,ada@example\.com,pro\r?\n/);
  const dump = await good('export_db', { tables: ['users'] });
  assert.match(dump.content, /INSERT INTO "?users"?/);
  const lines = await good('export_db', { format: 'jsonl', tables: ['large'], output: 'large.jsonl' });
  assert.deepEqual(lines.tables, [{ name: 'large', rows: largeRows }]);
  const written = readFileSync(join(folder, 'large.jsonl'), 'utf8');
  assert.equal(Buffer.byteLength(written), lines.bytes);
  assert.deepEqual(JSON.parse(written.slice(0, written.indexOf('\n'))), {
    id: 1,
    name: 'row number 1',
    value: 1 / 7,
  });
  const copy = await good('export_db', { format: 'sqlite', output: 'copy.db', verify: true });
  assert.equal(copy.bytes, statSync(join(folder, 'copy.db')).size);
  const proven = await good('export_db', { output: 'proven.sql', verify: true });
  assert.ok(copy.verified && proven.verified);
  assert.deepEqual(proven.tables, copy.tables, 'rows and hashes of both formats');

  const tried = await good('execute_sql', { statements: 'DELETE FROM users WHERE id = 1', dry_run: true });
  const deletions = [
    { table: 'orders', inserted: 0, updated: 0, deleted: 2 },
    { table: 'users', inserted: 0, updated: 0, deleted: 1 },
  ];
  assert.deepEqual(tried.changes, deletions, 'the cascade is counted');
  assert.deepEqual((await good('run_query', { sql: 'SELECT count(*) FROM users' })).rows, [[3]]);
  assert.deepEqual(
    (await good('execute_sql', { statements: 'DELETE FROM users WHERE id = 1' })).changes,
    deletions,
  );
  const inserted = await good('execute_sql', {
    statements:
      'INSERT INTO orders (user_id, total) VALUES (:user, :total) RETURNING id, total; SELECT count(*) AS n FROM orders',
    params: { user: 2, total: 7 },
  });
  assert.deepEqual(
    inserted.results.map(({ rows }) => rows),
    [[[4, 7]], [[2]]],
  );
  assert.deepEqual(inserted.changes, [
    { table: 'log', inserted: 1, updated: 0, deleted: 0 },
    { table: 'orders', inserted: 1, updated: 0, deleted: 0 },
  ]);
}
