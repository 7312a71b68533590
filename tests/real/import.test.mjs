// Reading: dumps of wrangler, sqlite3 and our own, packed or not, and rows of CSV and JSON lines.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import * as zlib from 'node:zlib';

import { makeNastyDatabase, readEverything } from './support/nasty.mjs';
import { start } from './support/process.mjs';
import { scratch } from './support/scratch.mjs';
import { d1mcp, json, output } from './support/shell.mjs';
import { database, Project } from './support/wrangler.mjs';

function make(file, sql) {
  const made = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  made.exec(sql);
  made.close();
}

async function fails(args, options, expected = 1) {
  const { code, stdout, stderr } = await d1mcp(args, options);
  assert.equal(code, expected, stdout + stderr);
  return stderr;
}

describe('our own dump of everything that breaks dumps', () => {
  const cwd = scratch('import');
  before(async () => {
    makeNastyDatabase(join(cwd, 'nasty.db'));
    await output(['export', 'nasty.db', '--output', 'dump.sql'], { cwd });
    const text = readFileSync(join(cwd, 'dump.sql'));
    writeFileSync(join(cwd, 'dump.gz'), zlib.gzipSync(text));
    const half = text.length >> 1;
    writeFileSync(
      join(cwd, 'members.gz'),
      Buffer.concat([zlib.gzipSync(text.subarray(0, half)), zlib.gzipSync(text.subarray(half))]),
    );
    if (zlib.zstdCompressSync) writeFileSync(join(cwd, 'dump.zst'), zlib.zstdCompressSync(text));
  });

  for (const name of ['dump.sql', 'dump.gz', 'members.gz', 'dump.zst']) {
    test(`${name} makes an equal database, from a file and from standard input`, async (t) => {
      const input = join(cwd, name);
      if (!existsSync(input)) return t.skip('this Node does not know zstd');
      await output(['import', '--input', name, '--output', `${name}.file.db`], { cwd });
      assert.deepEqual(readEverything(join(cwd, `${name}.file.db`)), readEverything(join(cwd, 'nasty.db')));

      const child = start(process.env.SHELL ?? '/bin/sh', ['-c', 'exec "$0" "$@" < "$INPUT"', ...(await command(name))], {
        cwd,
        env: { INPUT: input },
      });
      assert.equal((await child.exited).code, 0);
      assert.deepEqual(readEverything(join(cwd, `${name}.stdin.db`)), readEverything(join(cwd, 'nasty.db')));
    });
  }

  const command = async (name) => {
    const { binary } = await import('./support/paths.mjs');
    return [binary, 'import', '--input', '-', '--output', `${name}.stdin.db`];
  };

  // Undefined where it is not installed.
  function sqlite3(args, options) {
    try {
      return execFileSync('sqlite3', args, { maxBuffer: 1 << 28, ...options });
    } catch (missing) {
      if (missing.code !== 'ENOENT') throw missing;
    }
  }

  test('sqlite3 makes an equal database of it', async (t) => {
    const made = sqlite3(['-bail', join(cwd, 'shell.db')], { input: readFileSync(join(cwd, 'dump.sql')) });
    if (made === undefined) return t.skip('sqlite3 is not installed');
    assert.deepEqual(readEverything(join(cwd, 'shell.db')), readEverything(join(cwd, 'nasty.db')));
  });

  test('the dump of sqlite3 makes an equal database too', async (t) => {
    const dump = sqlite3([join(cwd, 'nasty.db'), '.dump']);
    if (dump === undefined) return t.skip('sqlite3 is not installed');
    writeFileSync(join(cwd, 'sqlite3.sql'), dump);
    await output(['import', '--input', 'sqlite3.sql', '--output', 'sqlite3.db'], { cwd });
    const [ours, original] = ['sqlite3.db', 'nasty.db'].map((file) => readEverything(join(cwd, file)));
    assert.deepEqual(Object.keys(ours.rows), Object.keys(original.rows));
    // What sqlite3 itself cannot write: NUL and what follows it, row ids, the sign of zero.
    for (const table of ['texts', 'gaps']) delete ours.rows[table], delete original.rows[table];
    for (const row of original.rows.numbers) row.forEach((value, at) => Object.is(value, -0) && (row[at] = 0));
    assert.deepEqual(ours.rows, original.rows);
  });
});

describe('rows', () => {
  const columns = 'i INTEGER, t TEXT, r REAL, b BLOB, twice AS (i * 2)';
  const cwd = scratch('rows');
  before(() =>
    make(
      join(cwd, 'a.db'),
      `CREATE TABLE o (${columns}); CREATE TABLE c (${columns});
       INSERT INTO o VALUES (9223372036854775807, 'a' || char(0) || 'b', 9e999, x''), (NULL, '', NULL, x'00ff'),
         (-9007199254740993, NULL, -0.5, NULL), (0, '" ,' || char(13, 10), 5e-324, x'27'), (1, ' 007 ', 1.0, x'41');`,
    ),
  );

  for (const format of ['csv', 'jsonl']) {
    test(`of ${format} come back exactly`, async () => {
      copyFileSync(join(cwd, 'a.db'), join(cwd, `${format}.db`));
      await output(['export', 'a.db', '--format', format, '--table', 'o', '--output', `o.${format}`], { cwd });
      await output(['import', `${format}.db`, '--input', `o.${format}`, '--table', 'c'], { cwd });
      const { rows } = readEverything(join(cwd, `${format}.db`));
      assert.deepEqual(rows.c, rows.o);
    });
  }

  test('that are wrong leave nothing, and the message has the place', async () => {
    writeFileSync(join(cwd, 'bad.csv'), 'i,t\r\n1,one\r\n2,"open');
    copyFileSync(join(cwd, 'a.db'), join(cwd, 'bad.db'));
    const message = await fails(['import', 'bad.db', '--input', 'bad.csv', '--table', 'c'], { cwd }, 2);
    assert.match(message, /never closed[^]*bad\.csv:3:3/);
    assert.deepEqual(readEverything(join(cwd, 'bad.db')).rows.c, []);
  });
});

describe('wrangler d1 export, imported', () => {
  // The child is older than its parent: wrangler cannot import this itself.
  const sql = `
    CREATE TABLE child (id INTEGER PRIMARY KEY AUTOINCREMENT, p INTEGER REFERENCES parent (id), v);
    CREATE TABLE parent (id INTEGER PRIMARY KEY, t TEXT);
    INSERT INTO parent VALUES (1, 'two' || char(10) || 'lines'), (2, 'it''s');
    INSERT INTO child VALUES (5, 1, 0.1), (6, 2, x'00ff'), (7, NULL, -9e999);
    CREATE INDEX by_parent ON child (p);
    CREATE VIEW named AS SELECT t FROM parent;
    CREATE TRIGGER renaming INSTEAD OF INSERT ON named BEGIN INSERT INTO parent (t) VALUES (new.t); END;`;
  const project = Project.create([database('APP')], { 'app.sql': sql });
  const cwd = project.folder;
  const rowsOf = (file) => readEverything(file).rows;
  before(async () => {
    await project.wrangler('d1', 'execute', 'app', '--local', '--file', 'app.sql');
    await project.wrangler('d1', 'export', 'app', '--local', '--output=dump.sql');
  });

  test('is an equal new database', async () => {
    await output(['import', '--input', 'dump.sql', '--output', 'copy.db'], { cwd });
    make(join(cwd, 'made.db'), sql);
    const [copy, made] = [readEverything(join(cwd, 'copy.db')), readEverything(join(cwd, 'made.db'))];
    assert.deepEqual(copy.rows, made.rows);
    assert.deepEqual(
      copy.schema.map(({ name }) => name),
      made.schema.map(({ name }) => name),
    );
  });

  test('fills the local database of another project, which wrangler then reads', async () => {
    const other = Project.create([database('APP')], { 'dump.sql': readFileSync(join(cwd, 'dump.sql')) });
    const result = await json(['import', 'app', '--input', 'dump.sql'], { cwd: other.folder });
    assert.equal(result.rows, 5);
    const found = JSON.parse(
      await other.wrangler('d1', 'execute', 'app', '--local', '--json', '--command', 'SELECT t FROM named ORDER BY 1'),
    );
    assert.deepEqual(
      found[0].results.map(({ t }) => t),
      ["it's", 'two\nlines'],
    );
    const again = await fails(['import', 'app', '--input', 'dump.sql'], { cwd: other.folder });
    assert.match(again, /table child already exists[^]*dump\.sql:2/);
  });

  test('is as it was after the import it was left alone by', async () => {
    const rows = rowsOf(join(cwd, 'copy.db'));
    writeFileSync(join(cwd, 'orphan.sql'), 'INSERT INTO child VALUES (8, 99, NULL);');
    assert.match(await fails(['import', 'copy.db', '--input', 'orphan.sql'], { cwd }), /child\(p\)[^]*parent\(id\)/);
    assert.deepEqual(rowsOf(join(cwd, 'copy.db')), rows);
  });
});

describe('an import that cannot be finished', () => {
  const cwd = scratch('unfinished');
  const many = Array.from({ length: 100_000 }, (_, at) => `INSERT INTO t VALUES (${at}, '${'x'.repeat(60)}');`);
  before(() => writeFileSync(join(cwd, 'big.sql'), `CREATE TABLE t (a, b);\n${many.join('\n')}\n`));

  test('because of a signal leaves no file', async () => {
    const { binary } = await import('./support/paths.mjs');
    mkdirSync(join(cwd, 'out'));
    const child = start(binary, ['import', '--input', '-', '--output', 'out/new.db'], { cwd });
    child.stdin.write(readFileSync(join(cwd, 'big.sql')));
    while (readdirSync(join(cwd, 'out')).length === 0) await new Promise((done) => setTimeout(done, 10));
    child.kill('SIGINT');
    child.stdin.end();
    assert.notEqual((await child.exited).code, 0);
    assert.deepEqual(readdirSync(join(cwd, 'out')), []);
  });

  test('because the disk is full leaves no file, and says so', async (t) => {
    const disk = join(cwd, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      return t.skip('no file system can be mounted here');
    }
    t.after(() => execFileSync('umount', [disk]));
    assert.match(await fails(['import', '--input', 'big.sql', '--output', 'disk/new.db'], { cwd }), /full|No space/);
    assert.deepEqual(readdirSync(disk), []);
  });

  test('because the packed file is cut leaves no file, and says so', async () => {
    const packed = zlib.gzipSync(readFileSync(join(cwd, 'big.sql')));
    writeFileSync(join(cwd, 'cut.gz'), packed.subarray(0, packed.length >> 1));
    assert.match(await fails(['import', '--input', 'cut.gz', '--output', 'cut.db'], { cwd }), /cut\.gz: it ends too early/);
    assert.ok(!existsSync(join(cwd, 'cut.db')));
  });

  test('because the place cannot be written to says so', async () => {
    assert.match(
      await fails(['import', '--input', 'big.sql', '--output', 'missing/new.db'], { cwd }),
      /missing: No such file/,
    );
  });
});
