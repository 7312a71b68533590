// What is killed, or runs out of disk, in the middle: a rollback, a new migration, a restore, an apply in one
// transaction. Each leaves the state before it or the state after it, and the next run goes on from there.
//
// D1MCP_KILLS is how many runs of each are killed, each at another instant; 10 without it.

import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { binary } from './support/paths.mjs';
import { endGroup, run, start } from './support/process.mjs';
import { place, scratch } from './support/scratch.mjs';
import { d1mcp, json } from './support/shell.mjs';

const kills = Number(process.env.D1MCP_KILLS ?? 10);
const rowCount = 20_000; // Of 200 bytes: the database is about 4 MB.

function openDatabase(folder, use) {
  const database = new DatabaseSync(join(folder, 'app.db'));
  try {
    return use(database);
  } finally {
    database.close();
  }
}

const first = (database, sql) => Object.values(database.prepare(sql).get())[0];

// A database with one table of many rows, and the migrations in `files`.
function project(files) {
  const folder = place(scratch('interrupted'), { 'migrations/.keep': '', ...files });
  openDatabase(folder, (database) => {
    database.exec(`CREATE TABLE big (id INTEGER PRIMARY KEY, text TEXT);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rowCount})
      INSERT INTO big SELECT i, printf('%0200d', i) FROM n`);
  });
  return folder;
}

// All that a person can see of the database; a history that holds nothing yet is none.
function contents(folder) {
  return openDatabase(folder, (database) => {
    assert.equal(first(database, 'PRAGMA integrity_check'), 'ok');
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .all()
      .map(({ name }) => name);
    const lines = tables.map((name) => {
      const length = name === 'big' ? first(database, 'SELECT sum(length(text)) FROM big') : '';
      return `${name}: ${first(database, `SELECT count(*) FROM "${name}"`)} ${length}`;
    });
    return lines.filter((line) => line !== 'd1_migrations: 0 ');
  });
}

// How long it takes, which has to be done; with findings is done, too.
async function timeOf(folder, args) {
  const since = performance.now();
  const { code, stdout, stderr } = await d1mcp(args, { cwd: folder });
  assert.ok([0, 3].includes(code), stdout + stderr);
  return performance.now() - since;
}

function backups(folder) {
  const place = join(folder, '.d1-mcp/backups');
  return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.backup')).length : 0;
}

// A backup is the last thing that is made before the database is touched.
async function backedUp(folder, child, before) {
  let over = false;
  child.exited.then(() => (over = true));
  while (!over && backups(folder) === before) await wait(1);
}

// Runs `args` in a fresh folder from `make`: {folder, child, since}, from the backup on where one is made and awaited.
async function begin(make, args, awaitsBackup) {
  const folder = make();
  const before = backups(folder);
  const child = start(binary, args, { cwd: folder });
  if (awaitsBackup) await backedUp(folder, child, before);
  return { folder, child, since: performance.now() };
}

// Kills runs of `args` at many instants, every fifth while it still looks, the others after the backup that it makes;
// `look(folder)` tells what is there then.
async function killEverywhere(make, args, look, makesBackup = true) {
  const timed = await begin(make, args, makesBackup);
  await timed.child.exited;
  const phase = performance.now() - timed.since;
  const seen = new Set();
  for (let at = 0; at < kills; at += 1) {
    const { folder, child } = await begin(make, args, makesBackup && at % 5 > 0);
    await wait((phase * (at + Math.random())) / kills);
    endGroup(child, 'SIGKILL');
    await child.exited;
    seen.add(await look(folder));
  }
  return [...seen].sort();
}

const forward = { 'migrations/001_more.sql': "CREATE TABLE more (a);\nUPDATE big SET text = text || 'x';\n" };
const undone = {
  'migrations/001_more_rollback.sql': 'DROP TABLE more;\nUPDATE big SET text = substr(text, 1, 200);\n',
};

// Makes copies of a folder, since each run needs one of its own.
function copiesOf(folder) {
  return () => {
    const copy = scratch('copy');
    cpSync(folder, copy, { recursive: true });
    return copy;
  };
}

const pending = (files) => copiesOf(project(files));

async function applied(files) {
  const folder = project(files);
  await timeOf(folder, ['migrate', 'apply', 'app.db']);
  return copiesOf(folder);
}

// What is seen before `args` and after it, by its contents: nothing else may be seen.
async function states(make, args) {
  const folder = make();
  const before = contents(folder);
  await timeOf(folder, args);
  return new Map([
    [before.join('\n'), 'before'],
    [contents(folder).join('\n'), 'after'],
  ]);
}

function stateOf(folder, known) {
  const seen = contents(folder).join('\n');
  assert.ok(known.has(seen), seen);
  return known.get(seen);
}

describe('killed at any instant', () => {
  test('a rollback happened or did not', { timeout: 600_000 }, async (t) => {
    const make = await applied({ ...forward, ...undone });
    const args = ['migrate', 'rollback', 'app.db', '--allow-loss'];
    const known = await states(make, args);

    const seen = await killEverywhere(make, args, async (folder) => {
      const state = stateOf(folder, known);
      if (state === 'before') await timeOf(folder, args);
      return state;
    });

    t.diagnostic(`seen: ${seen.join(', ')}`);
  });

  test('an apply in one transaction applied every file or none', { timeout: 600_000 }, async (t) => {
    const make = pending({ ...forward, 'migrations/002_next.sql': 'CREATE TABLE next (a);\n' });
    const args = ['migrate', 'apply', 'app.db', '--single-transaction'];

    const seen = await killEverywhere(make, args, async (folder) => {
      const tables = contents(folder).filter((line) => /^(more|next):/.test(line)).length;
      assert.ok(tables === 0 || tables === 2, `${tables} of the two tables`);
      const { applied: names } = await json(['migrate', 'apply', 'app.db', '--single-transaction'], { cwd: folder });
      assert.equal(names.length, 2 - tables);
      return tables === 0 ? 'none' : 'all';
    });

    t.diagnostic(`seen: ${seen.join(', ')}`);
  });

  test('a restore happened or did not', { timeout: 600_000 }, async (t) => {
    const make = await applied(forward);
    const args = ['migrate', 'restore', 'app.db'];
    const known = await states(make, args);

    const seen = await killEverywhere(make, args, async (folder) => stateOf(folder, known));

    t.diagnostic(`seen: ${seen.join(', ')}`);
  });

  test('a new migration is written whole or can be written again', { timeout: 600_000 }, async (t) => {
    const make = pending({});
    const args = ['migrate', 'new', 'app.db', 'add_note', '--sql', 'ALTER TABLE big ADD COLUMN note TEXT'];
    const finished = make();
    await timeOf(finished, args);
    const wanted = (name) => readFileSync(join(finished, 'migrations', name), 'utf8');
    const names = ['001_add_note.sql', '001_add_note_rollback.sql'];

    const look = async (folder) => {
      const there = names.filter((name) => existsSync(join(folder, 'migrations', name)));
      for (const name of there) assert.equal(readFileSync(join(folder, 'migrations', name), 'utf8'), wanted(name));
      assert.notDeepEqual(there, ['001_add_note.sql'], 'a migration without its rollback');
      if (there.length < 2) await timeOf(folder, args);
      for (const name of names) assert.equal(readFileSync(join(folder, 'migrations', name), 'utf8'), wanted(name));
      return `${there.length} files`;
    };
    const seen = await killEverywhere(make, args, look, /* makesBackup */ false);

    t.diagnostic(`seen: ${seen.join(', ')}`);
  });
});

// No file may grow beyond `kilobytes`: writing more fails.
async function withSmallFiles(folder, kilobytes, args) {
  const script = `trap '' XFSZ; ulimit -f ${kilobytes * 2}; exec "$0" "$@"`;
  return { folder, ...(await run('/bin/sh', ['-c', script, binary, ...args], { cwd: folder })) };
}

// On a disk that has `kilobytes` left, which only this program sees. What is there afterwards lies in the folder that
// is given back.
async function onFullDisk(folder, kilobytes, args) {
  const disk = scratch('disk');
  const result = scratch('result');
  const used = Math.ceil(statSync(join(folder, 'app.db')).size / 1024) * (1 + backups(folder)) + 64;
  const script = `mount -t tmpfs -o size=${used + kilobytes}k none ${disk} && cp -a ${folder}/. ${disk} && cd ${disk} || exit 99
    "$0" "$@"; code=$?; cp -a . ${result}; exit $code`;
  const ended = await run('/usr/bin/unshare', ['--mount', '/bin/sh', '-c', script, binary, ...args], { cwd: folder });
  assert.notEqual(ended.code, 99, ended.stderr);
  return { folder: result, ...ended };
}

const canMount = process.getuid() === 0 && existsSync('/usr/bin/unshare');

// Whatever the room, it fails with a message and changes nothing, or it is done.
async function starveEverywhere(make, args, starve) {
  const size = Math.ceil(statSync(join(make(), 'app.db')).size / 1024);
  let failures = 0;
  for (const kilobytes of [0, 8, size >> 1, size + 8, size + 200]) {
    const before = make();
    const files = readdirSync(join(before, 'migrations')).sort();
    const { folder, code, signal, stdout, stderr } = await starve(make(), kilobytes, args);
    assert.equal(signal, null, `${kilobytes} KB: ended by ${signal}`);
    if ([0, 3].includes(code)) continue;
    failures += 1;
    assert.notEqual(stderr, '', `${kilobytes} KB: ${stdout}`);
    assert.deepEqual(contents(folder), contents(before), `${kilobytes} KB: ${stderr}`);
    assert.deepEqual(readdirSync(join(folder, 'migrations')).sort(), files);
    await timeOf(folder, args);
  }
  assert.ok(failures > 0, 'nothing was too much');
}

function describeStarving(what, starve, skip) {
  describe(what, { skip }, () => {
    test('an apply changes nothing', async () => {
      await starveEverywhere(pending(forward), ['migrate', 'apply', 'app.db', '--allow-loss'], starve);
    });

    test('a rollback changes nothing', async () => {
      const make = await applied({ ...forward, ...undone });
      await starveEverywhere(make, ['migrate', 'rollback', 'app.db', '--allow-loss'], starve);
    });

    test('a restore changes nothing', async () => {
      await starveEverywhere(await applied(forward), ['migrate', 'restore', 'app.db'], starve);
    });

    test('a new migration leaves no file', async () => {
      const sql = ['--sql', `CREATE TABLE note (a); -- ${'long '.repeat(20_000)}`];
      await starveEverywhere(pending({}), ['migrate', 'new', 'app.db', 'add_note', ...sql], starve);
    });
  });
}

describeStarving('where files cannot grow', withSmallFiles, false);
describeStarving('on a full disk', onFullDisk, canMount ? false : 'only root can make one');

// Root reads what it wants, so somebody else has to try.
test('a migration that may not be read changes nothing', { skip: process.getuid() === 0 && !existsSync('/usr/bin/setpriv') }, async () => {
  const folder = project({ ...forward, 'migrations/002_secret.sql': 'CREATE TABLE secret (a);\n' });
  const before = contents(folder);
  chmodSync(join(folder, 'migrations/002_secret.sql'), 0);
  const args = ['migrate', 'apply', 'app.db'];
  const asNobody = ['--bounding-set=-all', '--inh-caps=-all', binary, ...args];

  const { code, stderr } =
    process.getuid() === 0 ? await run('/usr/bin/setpriv', asNobody, { cwd: folder }) : await d1mcp(args, { cwd: folder });

  assert.equal(code, 1, stderr);
  assert.match(stderr, /002_secret\.sql.*Permission denied/s);
  assert.deepEqual(contents(folder), before);
});
