// TypeScript of the rows: the real compiler takes it, and it tells right from wrong.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';

import { makeNastyDatabase } from './support/nasty.mjs';
import { packages, sampleMigrations } from './support/paths.mjs';
import { run } from './support/process.mjs';
import { scratch } from './support/scratch.mjs';
import { d1mcp, output } from './support/shell.mjs';
import { database, Project } from './support/wrangler.mjs';

const options = ['--strict', '--exactOptionalPropertyTypes', '--noEmit', '--target', 'es2022', '--lib', 'es2022'];

// What the compiler says of the files; empty when it has nothing to say.
async function compiled(cwd, ...files) {
  const compiler = join(packages, 'typescript/bin/tsc');
  const { stdout, stderr } = await run(process.execPath, [compiler, ...options, ...files], { cwd });
  return stdout + stderr;
}

const exported = (cwd, name) => output(['export', name, '--format', 'types', '--output', 'rows.ts', '--overwrite'], { cwd });

describe('the types of the sample project', () => {
  const cwd = scratch('types');
  before(async () => {
    const made = new DatabaseSync(join(cwd, 'sample.db'));
    for (const file of readdirSync(sampleMigrations).sort()) {
      if (/^\d+_.*\.sql$/.test(file) && !file.includes('rollback')) made.exec(readFileSync(join(sampleMigrations, file), 'utf8'));
    }
    made.close();
    await exported(cwd, 'sample.db');
  });

  test('compile', async () => {
    assert.equal(await compiled(cwd, 'rows.ts'), '');
  });

  test('are the same the next time', async () => {
    assert.match(await output(['export', 'sample.db', '--format', 'types', '--output', 'rows.ts', '--check'], { cwd }), /up to date/);
  });

  test('take what is right, and refuse what is wrong, line by line', async () => {
    const uses = `import type { UsageLogs, UsageLogsInsert, Plans } from './rows.ts';
      declare const log: UsageLogs;
      declare const plan: Plans;
      const status: 'success' | 'error' = log.status;
      const features: unknown = JSON.parse(plan.features);`;
    const wrong = [
      `const none: UsageLogsInsert = {};`,
      `const other: 'done' = log.status;`,
      `log.response_time_ms.length;`,
      `plan.nowhere;`,
    ];
    const config = ['--allowImportingTsExtensions'];
    writeFileSync(join(cwd, 'right.ts'), `${uses}\nexport { status, features };\n`);
    assert.equal(await compiled(cwd, ...config, 'right.ts'), '');
    writeFileSync(join(cwd, 'wrong.ts'), `${uses}\n${wrong.join('\n')}\n`);
    const lines = [...(await compiled(cwd, ...config, 'wrong.ts')).matchAll(/wrong\.ts\((\d+),/g)].map(([, line]) => line - uses.split('\n').length);
    assert.deepEqual(lines, [1, 2, 3, 4]);
  });
});

describe('the types of everything that breaks tools', () => {
  const cwd = scratch('nasty-types');
  before(async () => {
    makeNastyDatabase(join(cwd, 'nasty.db'));
    const more = new DatabaseSync(join(cwd, 'nasty.db'));
    more.exec(`
      CREATE TABLE "*/ export const x = 1; /*" ("*/" TEXT, "a
b" INT, "__proto__" INT, "constructor" TEXT NOT NULL, "👍" TEXT CHECK ("👍" IN ('*/', '\\', '"', char(8232))), "" INT);
      CREATE TABLE object (any INT, "string" TEXT); CREATE TABLE array_buffer (b BLOB); CREATE TABLE json_text (j CHECK (json_valid(j)));
      CREATE TABLE object_insert (a CHECK (a IN ('x', 1, -1.5, 1e300)));
      CREATE VIEW "123 view" AS SELECT *, count(*) FROM object;`);
    more.close();
    await exported(cwd, 'nasty.db');
  });

  test('compile', async () => {
    assert.equal(await compiled(cwd, 'rows.ts'), '', readFileSync(join(cwd, 'rows.ts'), 'utf8'));
  });

  test('have one interface for each table and view', () => {
    const text = readFileSync(join(cwd, 'rows.ts'), 'utf8');
    const names = [...text.matchAll(/^export (?:interface|type) (\S+)/gm)].map(([, name]) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of ['Child', 'ChildInsert', 'StrictOnes', 'Order', 'Lower', 'PostsSearch']) assert.ok(names.includes(name), name);
  });
});

test('types that are out of date exit with 3, name the first line, and are left alone', async () => {
  const cwd = scratch('old-types');
  const made = new DatabaseSync(join(cwd, 'a.db'));
  made.exec('CREATE TABLE t (a TEXT NOT NULL)');
  await exported(cwd, 'a.db');
  made.exec('ALTER TABLE t ADD COLUMN b INT');
  made.close();
  const before = readFileSync(join(cwd, 'rows.ts'), 'utf8');

  const check = ['export', 'a.db', '--format', 'types', '--output', 'rows.ts', '--check'];
  const { code, stdout } = await d1mcp(check, { cwd });

  assert.equal(code, 3, stdout);
  assert.match(stdout, /rows\.ts is out of date: line 7 is "}" and has to be "  b: number \| null;"/);
  assert.equal(readFileSync(join(cwd, 'rows.ts'), 'utf8'), before);
  assert.equal((await d1mcp([...check.slice(0, -2), 'none.ts', '--check'], { cwd })).code, 1);
});

test('what D1 gives a Worker is of these types', async () => {
  const sql = `CREATE TABLE kinds (id INTEGER PRIMARY KEY, r REAL, t TEXT, b BLOB, day DATETIME, flag BOOLEAN);
    INSERT INTO kinds VALUES (1, 2.5, 'x', x'00ff', CURRENT_TIMESTAMP, 1), (2, NULL, NULL, NULL, 7, 0);`;
  const project = Project.create([database('APP')], { 'kinds.sql': sql });
  await project.wrangler('d1', 'execute', 'app', '--local', '--file', 'kinds.sql');
  await output(['export', 'app', '--format', 'types', '--output', 'rows.ts'], { cwd: project.folder });
  const found = JSON.parse(
    await project.wrangler('d1', 'execute', 'app', '--local', '--json', '--command', 'SELECT * FROM kinds'),
  );
  // On its way to the shell wrangler makes text of the bytes.
  const rows = found[0].results.map((row) => ({ ...row, b: typeof row.b === 'string' ? JSON.parse(row.b) : row.b }));
  const uses = `import type { Kinds } from './rows.ts';\nexport const rows: Kinds[] = ${JSON.stringify(rows)};\n`;
  writeFileSync(join(project.folder, 'uses.ts'), uses);
  assert.equal(await compiled(project.folder, '--allowImportingTsExtensions', 'uses.ts'), '', uses);
});
