// What D1 takes, we take; what D1 refuses, we refuse: the same SQL through workerd and through us.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { dev } from './support/dev.mjs';
import { serve, ToolError } from './support/server.mjs';
import { json, output } from './support/shell.mjs';
import { statements } from './support/statements.mjs';
import { database, Project } from './support/wrangler.mjs';

// Runs a statement and undoes it: a batch is one transaction, and its last statement never works.
const worker = `
export default {
  async fetch(request, env) {
    const undo = env.APP.prepare('SELECT * FROM there_is_no_such_table');
    try {
      await env.APP.batch([env.APP.prepare(await request.text()), undo]);
    } catch (error) {
      const text = String(error.message);
      return new Response(text.includes('there_is_no_such_table') ? 'taken' : text);
    }
  },
};
`;

const schema = `
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, n INTEGER CHECK (n > 0));
CREATE TABLE child (id INTEGER PRIMARY KEY AUTOINCREMENT, t INTEGER REFERENCES t (id));
CREATE TABLE "strict" (a INTEGER) STRICT;
CREATE VIEW v AS SELECT id FROM t;
CREATE INDEX i ON t (n);
CREATE VIRTUAL TABLE f USING fts5 (body);
INSERT INTO t VALUES (1, 'one', 1), (2, 'two', 2);
INSERT INTO child VALUES (1, 1);
INSERT INTO f VALUES ('some words');
`;

describe('in local D1', () => {
  const project = Project.create(
    [database('APP')],
    { 'worker.js': worker, 'migrations/0001_schema.sql': schema },
    { main: 'worker.js' },
  );
  let running;
  let isNewSqlite;

  before(async () => {
    await json(['migrate', 'apply'], { cwd: project.folder });
    isNewSqlite = /SQLite 3\.(5[3-9]|[6-9]\d)/.test(await output(['--version']));
    running = await dev(project);
  });
  after(() => running.end());

  const theirs = async (sql) => (await fetch(running.address, { method: 'POST', body: sql })).text();
  const ours = (server, sql) =>
    server.tool('execute_sql', { statements: sql, dry_run: true }).then(
      () => 'taken',
      (error) => (error instanceof ToolError ? error.message : assert.fail(error)),
    );

  for (const [subject, cases] of Object.entries(statements)) {
    test(`${subject}: one verdict`, async (t) => {
      if (subject.includes('SQLite 3.4') && !isNewSqlite) return t.skip('this build has an older SQLite');
      const server = await serve(t, ['--access', 'write'], { cwd: project.folder });

      const differences = [];
      for (const sql of cases) {
        const [said, weSay] = [await theirs(sql), await ours(server, sql)];
        if ((said === 'taken') !== (weSay === 'taken')) {
          differences.push(
            `${sql.slice(0, 120)}\n    workerd: ${said.slice(0, 200)}\n    d1-mcp:  ${weSay.slice(0, 200)}`,
          );
        }
      }

      assert.equal(differences.length, 0, `\n${differences.join('\n')}`);
      assert.ok(cases.length > 0);
    });
  }
});
