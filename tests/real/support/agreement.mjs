// The same batches through local D1 (wrangler dev, workerd) and through our server, each on a database of its own.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { batches } from './batches.mjs';
import { compare } from './compare.mjs';
import { dev } from './dev.mjs';
import { scratch } from './scratch.mjs';
import { Server, ToolError } from './server.mjs';
import { database, Project } from './wrangler.mjs';

// Answers {error} or {results}: of each statement its rows as objects, and D1's meta.
const worker = `
const run = (db, statements, params) =>
  db.batch(statements.map((sql) => (params.length > 0 ? db.prepare(sql).bind(...params) : db.prepare(sql))));
export default {
  async fetch(request, env) {
    const { db, setup, statements, params } = await request.json();
    if (setup.length > 0) await run(env[db], setup, []);
    try {
      const results = await run(env[db], statements, params);
      return Response.json({ results: results.map(({ results, meta }) => ({ rows: results, meta })) });
    } catch (error) {
      return Response.json({ error: error.message.replace(/^D1_ERROR: /, '') });
    }
  },
};
`;

const nameOf = (index) => `db${index}`;

// What D1 says of each batch, in their order.
async function askD1(batches) {
  const databases = batches.map((_, index) => database(nameOf(index)));
  const project = Project.create(databases, { 'worker.js': worker }, { main: 'worker.js' });
  const running = await dev(project);
  const ask = async ({ setup, statements, params }, index) => {
    const body = JSON.stringify({ db: nameOf(index), setup, statements, params });
    const response = await fetch(running.address, { method: 'POST', body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${batches[index].name}: ${text.slice(0, 500)}`);
    return JSON.parse(text);
  };
  try {
    return await inOrder(batches, ask);
  } finally {
    await running.end();
  }
}

// An empty database as D1 has it: in WAL mode, with the first page written.
function emptyDatabase(folder) {
  const file = join(folder, 'empty.sqlite');
  const made = new DatabaseSync(file);
  made.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 1; PRAGMA user_version = 0');
  made.close();
  return readFileSync(file);
}

// D1 has one kind of number, and bytes as a list of numbers.
function asD1Value(value) {
  if (value === null || typeof value !== 'object') return value;
  if ('$int' in value) return Number(value.$int);
  if ('$real' in value) return null; // JSON has no infinity.
  if ('$blob' in value) return [...Buffer.from(value.$blob, 'base64')];
  if ('$text_base64' in value) return new TextDecoder().decode(Buffer.from(value.$text_base64, 'base64'));
  return value;
}

const asD1Rows = ({ columns, rows }) =>
  rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at].name, asD1Value(value)])));

// What our server says, in the same form; `meta` is of the whole batch.
async function askUs(batches) {
  const folder = scratch('agreement');
  const empty = emptyDatabase(folder);
  const files = batches.map((_, index) => {
    const file = join(folder, `${nameOf(index)}.sqlite`);
    writeFileSync(file, empty);
    return file;
  });
  const server = await Server.open(['--access', 'write', '--dialect', 'd1-local', '--allow-loss', ...files]);
  const execute = (index, statements, params) =>
    server.tool('execute_sql', {
      database: nameOf(index),
      statements: statements.map((sql) => `${sql}\n;`).join('\n'),
      ...(params.length > 0 && { params }),
    });
  const ask = async ({ setup, statements, params, name }, index) => {
    try {
      if (setup.length > 0) await execute(index, setup, []);
    } catch (error) {
      throw new Error(`the setup of ${name}: ${error.message}`);
    }
    try {
      const { results = [], meta, last_insert_rowid } = await execute(index, statements, params);
      return { results: results.map(asD1Rows), meta: { ...meta, last_row_id: asD1Value(last_insert_rowid) } };
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      return { error: error.result._meta['d1-mcp/error'].message };
    }
  };
  const answers = await inOrder(batches, ask);
  await server.close();
  return answers;
}

// A few at a time; the answers in the order of the questions.
async function inOrder(batches, ask, atOnce = 4) {
  const answers = [];
  const queue = batches.entries();
  const take = async () => {
    for (const [index, batch] of queue) answers[index] = await ask(batch, index);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return answers;
}

// Every batch with its answers and the kinds in which they differ: {subject, name, theirs, ours, differs}.
export async function agreement() {
  const all = batches();
  const theirs = await askD1(all);
  const ours = await askUs(all);
  return all.map((batch, at) => ({
    ...batch,
    theirs: theirs[at],
    ours: ours[at],
    differs: compare(theirs[at], ours[at]),
  }));
}

// The differences of a run, one for each kind: {kind, name, theirs, ours}.
export const differencesOf = (run) =>
  run.flatMap(({ name, theirs, ours, differs }) => differs.map((kind) => ({ kind, name, theirs, ours })));
