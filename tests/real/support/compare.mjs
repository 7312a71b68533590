// How two answers to a batch differ, and which differences are known.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { here } from './paths.mjs';
import { output } from './shell.mjs';

export const kinds = ['verdict', 'error', 'rows', 'meta'];

// As JSON, which has one zero.
const rowsOf = (results) => JSON.stringify(results.filter((rows) => rows.length > 0));
const total = (results, field) => results.reduce((sum, { meta }) => sum + meta[field], 0);

// Ours is a connection of its own for each call, on which no row may have been inserted yet.
const sameMeta = (theirs, meta) =>
  ['rows_read', 'rows_written', 'changes'].every(
    (field) => meta[field] === undefined || meta[field] === total(theirs, field),
  ) &&
  (meta.last_row_id === 0 || meta.last_row_id === theirs.at(-1).meta.last_row_id);

// The kinds in which `ours` is not what `theirs` is; no error text is compared where the verdicts differ, and so on.
export function compare(theirs, ours) {
  if (Boolean(theirs.error) !== Boolean(ours.error)) return ['verdict'];
  if (theirs.error) return theirs.error === ours.error ? [] : ['error'];
  const rows = theirs.results.map(({ rows }) => rows);
  return [
    ...(rowsOf(rows) === rowsOf(ours.results) ? [] : ['rows']),
    ...(sameMeta(theirs.results, ours.meta) ? [] : ['meta']),
  ];
}

// The known differences that hold for this program: {reason, kind, batches}. Those `with` an older SQLite do not
// concern one that is built in, which is the version D1 runs.
export async function knownDifferences() {
  const known = JSON.parse(readFileSync(join(here, 'differences.json'), 'utf8'));
  const isD1s = (await output(['--version'])).includes('SQLite 3.54.');
  return known.filter((difference) => difference.with === undefined || !isD1s);
}

// What is wrong with the differences found: those nobody listed, and those listed that are none.
export function judge(found, known) {
  const listed = new Set(known.flatMap(({ kind, batches }) => batches.map((name) => `${kind}: ${name}`)));
  const unlisted = found.filter(({ kind, name }) => !listed.has(`${kind}: ${name}`));
  const seen = new Set(found.map(({ kind, name }) => `${kind}: ${name}`));
  return { unlisted, outdated: [...listed].filter((key) => !seen.has(key)) };
}
