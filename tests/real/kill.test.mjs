// A run of migrations that is killed or raced: the history tells the truth, and the next run goes on from there.
//
// D1MCP_KILLS is how many runs are killed, each at another instant; 20 without it.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { binary } from './support/paths.mjs';
import { endGroup, start } from './support/process.mjs';
import { place, scratch } from './support/scratch.mjs';
import { d1mcp } from './support/shell.mjs';

const kills = Number(process.env.D1MCP_KILLS ?? 20);
const count = 20;
const names = Array.from({ length: count }, (_, at) => `${String(at + 1).padStart(3, '0')}_t${at + 1}.sql`);

// Each file makes a table of a hundred rows: half a file would show.
function project() {
  const rows = Array.from({ length: 100 }, (_, at) => `(${at})`).join(',');
  const files = names.map((name, at) => [
    `migrations/${name}`,
    `CREATE TABLE t${at + 1} (id INTEGER PRIMARY KEY);\nINSERT INTO t${at + 1} (id) VALUES ${rows};\n`,
  ]);
  const folder = place(scratch('killed'), Object.fromEntries(files));
  new DatabaseSync(join(folder, 'app.db')).close();
  new DatabaseSync(join(folder, 'app.db')).exec('CREATE TABLE before (a)');
  return folder;
}

// What the history says is there is there, whole, and nothing else.
function assertConsistent(folder) {
  const database = new DatabaseSync(join(folder, 'app.db'));
  try {
    const list = (sql) => database.prepare(sql).all().map((row) => Object.values(row)[0]);
    assert.deepEqual(list('PRAGMA integrity_check'), ['ok']);
    const has = list("SELECT name FROM sqlite_schema WHERE name = 'd1_migrations'").length > 0;
    const applied = has ? list('SELECT name FROM d1_migrations ORDER BY id') : [];
    assert.deepEqual(applied, names.slice(0, applied.length));
    const tables = list("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 't[0-9]*'");
    assert.equal(tables.length, applied.length);
    for (const table of tables) assert.deepEqual(list(`SELECT count(*) FROM ${table}`), [100], table);
    return applied.length;
  } finally {
    database.close();
  }
}

// The backup is the last thing a runner makes before it applies.
async function backedUp(folder, child) {
  let over = false;
  child.exited.then(() => (over = true));
  while (!over && !existsSync(join(folder, '.d1-mcp/backups'))) await wait(1);
}

async function timeOfApplying() {
  const folder = project();
  const child = start(binary, ['migrate', 'apply', 'app.db'], { cwd: folder });
  await backedUp(folder, child);
  const since = performance.now();
  await child.exited;
  return performance.now() - since;
}

describe('a run of 20 files', () => {
  test(`killed at ${kills} instants is consistent each time, and goes on`, { timeout: 600_000 }, async (t) => {
    const reached = new Set();
    const phase = await timeOfApplying();
    for (let at = 0; at < kills; at += 1) {
      const folder = project();
      const child = start(binary, ['migrate', 'apply', 'app.db'], { cwd: folder });
      // Every fifth while it is still looking, the others while it applies.
      if (at % 5 > 0) await backedUp(folder, child);
      await wait((phase * (at + Math.random())) / kills);
      endGroup(child, 'SIGKILL');
      await child.exited;
      reached.add(assertConsistent(folder));

      const { code, stdout, stderr } = await d1mcp(['migrate', 'apply', 'app.db'], { cwd: folder });
      assert.equal(code, 0, stdout + stderr);
      assert.equal(assertConsistent(folder), count);
    }
    t.diagnostic(`files applied when it was killed: ${[...reached].sort((a, b) => a - b).join(', ')}`);
  });

  test('by two runners at once succeeds in both, each file once', async () => {
    const folder = project();

    const runs = await Promise.all([1, 2].map(() => d1mcp(['migrate', 'apply', 'app.db', '--json'], { cwd: folder })));

    // A runner that was overtaken says so, which is a finding: exit code 3.
    for (const run of runs) assert.ok([0, 3].includes(run.code), run.stdout + run.stderr);
    assert.equal(assertConsistent(folder), count);
  });
});
