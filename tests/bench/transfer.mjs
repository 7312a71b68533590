// Exports and imports against sqlite3, SQLite's backup and wrangler, on the program in build/release. Both sides of a
// ratio are measured in turns in the same run; the best of the rounds counts. Memory is what a program holds at most,
// less what the same command takes for an empty database. Needs sqlite3 and what tests/real needs.
//
// usage: transfer.mjs D1-MCP MEASURE [MEGABYTES [ROUNDS]]

import { execFileSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, wrangler, writeWranglerConfiguration } from './support.mjs';

const [program, measure, megabytes = '500', rounds = '3'] = process.argv.slice(2);
const { folder, env } = makeFolder();
const at = (name) => join(folder, name);

// {wall, cpu, peak} of a command that has to succeed; `input` and `output` are names of files.
function run([command, ...args], { input = '/dev/null', output = '/dev/null' } = {}) {
  const [from, to] = [input, output].map((name) => (name.startsWith('/') ? name : at(name)));
  const printed = execFileSync(measure, [from, to, command, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { code, ...taken } = JSON.parse(printed);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${code}`);
  return taken;
}

const remove = (name) => rmSync(at(name), { force: true });
const size = (name) => `${(statSync(at(name)).size / 1e6).toFixed(0)} MB`;
const best = (runs, what) => Math.min(...runs.map((each) => each[what]));

// Users with texts, numbers and JSON, and three orders for each; about 340 bytes for a user with orders.
const schema = `
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT, plan TEXT NOT NULL,
  created_at TEXT NOT NULL, score REAL, settings TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL REFERENCES users (id),
  total REAL NOT NULL, note TEXT, created_at INTEGER NOT NULL, payload BLOB);`;
const fill = (users) => `
${schema}
BEGIN;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${users})
INSERT INTO users SELECT i, 'user' || i || '@example.com', 'It''s user ' || i, iif(i % 3, 'free', 'pro'),
  datetime(1700000000 + i, 'unixepoch'), i / 7.0, iif(i % 4, json_object('theme', 'dark', 'lang', 'en', 'n', i), NULL) FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${3 * users})
INSERT INTO orders SELECT i, 1 + (i * 7919) % ${users}, round(i * 1.37, 2),
  iif(i % 5, NULL, printf('note %d, with some more text that goes on for a while, as notes do', i)),
  1700000000 + i, iif(i % 10, NULL, CAST(printf('%032d', i) AS BLOB)) FROM n;
CREATE INDEX orders_by_user ON orders (user_id, created_at);
COMMIT;`;

function makeDatabase(name, sql) {
  writeFileSync(at('make.sql'), sql);
  run(['sqlite3', name], { input: 'make.sql' });
}

// Runs both sides in turns and prints how many times as long theirs takes.
function compare(what, ours, theirs) {
  const taken = { ours: [], theirs: [] };
  for (let round = 0; round < Number(rounds); ++round) {
    taken.theirs.push(theirs());
    taken.ours.push(ours());
  }
  const ratio = (unit) => (best(taken.theirs, unit) / best(taken.ours, unit)).toFixed(2);
  const seconds = (side) => `${best(taken[side], 'wall').toFixed(2)} s`;
  console.log(`${what}: ${seconds('ours')}, theirs ${seconds('theirs')}, ratio ${ratio('wall')}, of CPU time ${ratio('cpu')}`);
  return taken.ours;
}

function tellMemory(what, runs, idle) {
  const above = best(runs, 'peak') - idle.peak;
  console.log(`${what}: ${(above / 2 ** 20).toFixed(1)} MB of memory above idle`);
}

const dump = (database) => [program, 'export', database, '--output', 'ours.sql', '--overwrite'];
const copy = (database) => [program, 'export', database, '--format', 'sqlite', '--output', 'copy.db', '--overwrite'];
const load = (text) => [program, 'import', '--input', text, '--output', 'loaded.db', '--overwrite'];

function againstSqlite() {
  const dumps = compare(
    'dump, against sqlite3 .dump',
    () => run(dump('big.db')),
    () => run(['sqlite3', 'big.db', '.dump'], { output: 'theirs.sql' }),
  );
  tellMemory('dump', dumps, run(dump('empty.db')));
  const loads = compare(
    'import of that dump of sqlite3, against sqlite3 < dump',
    () => run(load('theirs.sql')),
    () => {
      remove('theirs.db');
      return run(['sqlite3', 'theirs.db'], { input: 'theirs.sql' });
    },
  );
  tellMemory('import', loads, run(load('empty.sql')));
  const copies = compare(
    'SQLite file, against the backup API (sqlite3 .backup)',
    () => run(copy('big.db')),
    () => run(['sqlite3', 'big.db', '.backup theirs-copy.db']),
  );
  tellMemory('SQLite file', copies, run(copy('empty.db')));
}

// wrangler takes one INSERT a row; what it takes to start is told by a file that holds next to nothing.
function againstWrangler() {
  const users = 10_000;
  makeDatabase('small.db', fill(users));
  run(['sqlite3', 'small.db', '.dump'], { output: 'dumped.sql' });
  execFileSync('sh', ['-c', `grep -v -e '^PRAGMA' -e '^BEGIN' -e '^COMMIT' -e sqlite_sequence dumped.sql > small.sql`], { cwd: folder });
  writeFileSync(at('nothing.sql'), 'SELECT 1;');
  const execute = (file) => () => {
    rmSync(at('.wrangler'), { recursive: true, force: true });
    return run([process.execPath, wrangler, 'd1', 'execute', 'app', '--local', '--file', file]);
  };
  console.log(`the dump for wrangler: ${size('small.sql')}, ${4 * users} rows`);
  compare('import, against wrangler d1 execute --local --file', () => run(load('small.sql')), execute('small.sql'));
  const start = execute('nothing.sql')();
  const whole = execute('small.sql')();
  const ours = run(load('small.sql'));
  const share = (whole.wall - start.wall) / ours.wall;
  console.log(`of which wrangler takes ${start.wall.toFixed(2)} s for a file with one SELECT; without it, ratio ${share.toFixed(1)}`);
}

try {
  writeWranglerConfiguration(folder);
  makeDatabase('empty.db', schema);
  writeFileSync(at('empty.sql'), schema);
  makeDatabase('big.db', fill(Math.round(Number(megabytes) * 2900)));
  console.log(`the database: ${size('big.db')}; the best of ${rounds} rounds`);
  againstSqlite();
  againstWrangler();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
