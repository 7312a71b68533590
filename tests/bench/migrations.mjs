// Migrations in numbers: 1,000 small files against one sqlite3 process that runs the same statements with a
// transaction each, a check where nothing is pending, a check of a large database, and wrangler, by the file.
//
// usage: migrations.mjs D1-MCP [MEGABYTES]

import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, median, time, wrangler, writeWranglerConfiguration } from './support.mjs';

const [program, megabytes = '200'] = process.argv.slice(2);
const { folder: base, run } = makeFolder();
const rounds = 3;

// Tables, indexes, rows and columns in turns.
function statements(at) {
  const table = `t${Math.floor(at / 4)}`;
  return [
    `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n`,
    `CREATE INDEX ${table}_name ON ${table} (name);\n`,
    `INSERT INTO ${table} (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c');\n`,
    `ALTER TABLE ${table} ADD COLUMN email TEXT;\n`,
  ][at % 4];
}

function project(count) {
  const folder = mkdtempSync(join(base, 'project-'));
  mkdirSync(join(folder, 'migrations'));
  for (let at = 0; at < count; at += 1) {
    writeFileSync(join(folder, 'migrations', `${String(at + 1).padStart(4, '0')}_m.sql`), statements(at));
  }
  run(folder, 'sqlite3', ['app.db', 'CREATE TABLE before (a)']);
  return folder;
}

function sqlite3Script(count) {
  const history =
    'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);\n';
  const files = Array.from(
    { length: count },
    (_, at) => `BEGIN IMMEDIATE;\n${statements(at)}INSERT INTO d1_migrations (name) VALUES ('${at}_m.sql');\nCOMMIT;\n`,
  );
  return history + files.join('');
}

function compareRuns() {
  const ours = [];
  const theirs = [];
  let applied;
  for (let round = 0; round < rounds; round += 1) {
    applied = project(1000);
    ours.push(time(() => run(applied, program, ['migrate', 'apply', 'app.db', '--json'])));
    const plain = project(0);
    theirs.push(time(() => run(plain, 'sqlite3', ['app.db'], sqlite3Script(1000))));
  }
  const [our, their] = [median(ours), median(theirs)];
  console.log(
    `1,000 files: ${our.toFixed(0)} ms with check, trial and backup; sqlite3 with a transaction each ${their.toFixed(0)} ms, ratio ${(our / their).toFixed(2)}`,
  );
  const checks = Array.from({ length: 5 }, () => time(() => run(applied, program, ['migrate', 'check', 'app.db'])));
  console.log(`check with 1,000 applied, none pending: ${median(checks).toFixed(0)} ms, start of the program included`);
  return our / 1000;
}

function compareWrangler(perFile) {
  const folder = project(8);
  writeWranglerConfiguration(folder);
  const all = time(() => run(folder, process.execPath, [wrangler, 'd1', 'migrations', 'apply', 'app', '--local']));
  console.log(
    `by the file: ${perFile.toFixed(2)} ms, wrangler ${(all / 8).toFixed(0)} ms, ratio ${(all / 8 / perFile).toFixed(0)}`,
  );
}

function checkLarge() {
  const folder = project(0);
  const rows = Number(megabytes) * 5000;
  run(folder, 'sqlite3', [
    'app.db',
    `CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT);
     CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id) ON DELETE CASCADE, body TEXT);
     INSERT INTO p WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ${rows / 10}) SELECT i, 'name ' || i FROM n;
     INSERT INTO c WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) SELECT i, i % ${rows / 10} + 1, printf('%.180c', 'x') FROM n;
     CREATE INDEX c_p ON c (p);`,
  ]);
  writeFileSync(join(folder, 'migrations/0001_note.sql'), 'ALTER TABLE p ADD COLUMN note TEXT;\n');
  const size = statSync(join(folder, 'app.db')).size / 1e9;
  const taken = time(() => run(folder, program, ['migrate', 'check', 'app.db']));
  console.log(
    `check with a trial on a database of ${size.toFixed(2)} GB: ${(taken / 1000).toFixed(2)} s, ${(taken / 1000 / size).toFixed(1)} s by the GB`,
  );
}

try {
  const perFile = compareRuns();
  compareWrangler(perFile);
  checkLarge();
} finally {
  rmSync(base, { recursive: true, force: true });
}
