// Beside a running `wrangler dev`: the Worker and we see each other's rows, and the Worker never fails.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { dev } from './support/dev.mjs';
import { serve } from './support/server.mjs';
import { json } from './support/shell.mjs';
import { database, Project } from './support/wrangler.mjs';

const worker = `
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    try {
      if (pathname === '/add') {
        await env.APP.prepare('INSERT INTO notes (text) VALUES (?)').bind(searchParams.get('text')).run();
      }
      const { results } = await env.APP.prepare('SELECT * FROM notes ORDER BY id').all();
      return Response.json(results);
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
};
`;

describe('wrangler dev', () => {
  const project = Project.create(
    [database('APP')],
    {
      'worker.js': worker,
      'migrations/0001_notes.sql': 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);\n',
    },
    { main: 'worker.js' },
  );
  let running;

  // What the Worker answers; an answer that is not a good one fails the test.
  async function ask(path = '/') {
    const response = await fetch(running.address + path);
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return JSON.parse(text);
  }

  before(async () => {
    await json(['migrate', 'apply'], { cwd: project.folder });
    running = await dev(project);
  });
  after(() => running.end());

  test('sees the rows we write, and we see the rows it writes', async (t) => {
    const server = await serve(t, ['--access', 'write'], { cwd: project.folder });
    assert.deepEqual(await ask(), []);

    await ask('/add?text=from+the+worker');
    assert.deepEqual(await server.rows('SELECT * FROM notes'), [{ id: 1, text: 'from the worker' }]);

    await server.tool('execute_sql', {
      statements: 'INSERT INTO notes (text) VALUES (?)',
      params: ['from us'],
    });
    assert.deepEqual(await ask(), [
      { id: 1, text: 'from the worker' },
      { id: 2, text: 'from us' },
    ]);
  });

  test('sees a column we add without a restart', async (t) => {
    const server = await serve(t, ['--access', 'write'], { cwd: project.folder });

    await server.tool('execute_sql', { statements: `ALTER TABLE notes ADD COLUMN mood TEXT DEFAULT 'calm'` });

    const rows = await ask('/add?text=more');
    assert.deepEqual(rows.at(-1), { id: rows.length, text: 'more', mood: 'calm' });
  });

  test('never fails while we list and read as fast as we can, nor do we', async (t) => {
    const server = await serve(t, [], { cwd: project.folder });
    const [{ n: already }] = await server.rows('SELECT count(*) AS n FROM notes');
    let reads = 0;
    let done = false;
    const reading = (async () => {
      while (!done) {
        await server.tool('list_tables', { detail: 'columns' });
        await server.rows('SELECT count(*) AS n, max(text) AS text FROM notes');
        reads += 2;
      }
    })();

    for (let round = 0; round < 150; ++round) await ask(`/add?text=round+${round}`);
    done = true;
    await reading;

    assert.ok(reads >= 20, `only ${reads} reads ran beside 150 writes of the Worker`);
    assert.deepEqual(await server.rows('SELECT count(*) AS n FROM notes'), [{ n: already + 150 }]);
    assert.deepEqual(project.databaseFiles().length, 1);
  });

  test('stays in one piece: the database passes its checks', async (t) => {
    const server = await serve(t, [], { cwd: project.folder });

    assert.deepEqual(await server.rows('PRAGMA quick_check'), [{ quick_check: 'ok' }]);
  });
});
