// What check_migration foretells, local D1 does: it fails where the check has an error, loses rows where the check says
// so, and keeps every row where the check is clean.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { dev } from './support/dev.mjs';
import { d1mcp } from './support/shell.mjs';
import { verdicts } from './support/verdicts.mjs';
import { database, Project } from './support/wrangler.mjs';

const worker = `
const run = (db, statements) => db.batch(statements.map((sql) => db.prepare(sql)));
export default {
  async fetch(request, env) {
    const { db, statements } = await request.json();
    try {
      const results = await run(env[db], statements);
      return Response.json({ rows: results.map(({ results }) => results) });
    } catch (error) {
      return Response.json({ error: error.message });
    }
  },
};
`;

const cases = Object.entries(verdicts);
const nameOf = (index) => `db${index}`;

describe('D1 and the check agree on', () => {
  let project;
  let running;

  before(async () => {
    const databases = cases.map((_, index) => database(nameOf(index), { migrations_dir: `migrations/${index}` }));
    const files = cases.map(([, { sql }], index) => [`migrations/${index}/001_x.sql`, `${sql.join(';\n')};\n`]);
    project = Project.create(databases, { 'worker.js': worker, ...Object.fromEntries(files) }, { main: 'worker.js' });
    running = await dev(project);
  });
  after(() => running?.end());

  const ask = async (db, statements) => {
    const response = await fetch(running.address, { method: 'POST', body: JSON.stringify({ db, statements }) });
    return response.json();
  };
  const counted = async (db, count) => (await ask(db, [count])).rows[0][0].n;

  for (const [index, [name, { setup, sql, use, count, d1, rule }]] of cases.entries()) {
    test(name, async () => {
      const db = nameOf(index);
      assert.equal((await ask(db, setup)).error, undefined);
      const rows = await counted(db, count);

      const { code, stdout, stderr } = await d1mcp(['migrate', 'check', db, '--json'], { cwd: project.folder });
      const { error } = await ask(db, use ? [...sql, use] : sql);

      assert.equal(code, d1 === 'keeps' ? 0 : 3, stdout + stderr);
      const rules = JSON.parse(stdout).findings.map((finding) => finding.rule);
      if (rule) assert.ok(rules.includes(rule), `${rule} is not among ${rules}`);
      assert.equal(error !== undefined, d1 === 'fails', error);
      assert.equal((await counted(db, count)) === rows, d1 !== 'loses');
    });
  }
});
