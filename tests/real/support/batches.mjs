// The batches of tests/real/agreement, each to be run by local D1 and by us.
//
// A file is {setup, batches}: statements that make the database, and what is run on it, each time anew. A batch is
// a statement, a list of statements, {statements, params} or {setup, statements}; {each, words} and {each, lines}
// are one batch for every word or line, which takes the place of § in `each`. {{3 `a#` by `, `}} in a statement
// stands for a0, a1, a2.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { here } from './paths.mjs';

const folder = join(here, 'agreement');

const repeated = /\{\{(\d+) `([^`]*)`(?: by `([^`]*)`)?\}\}/g;
const expand = (sql) =>
  sql.replace(repeated, (_, count, text, by = '') =>
    Array.from({ length: count }, (_, at) => text.replaceAll('#', at)).join(by),
  );

const unfold = (entry) => {
  if (!entry.each) return [entry];
  return (entry.lines ?? entry.words.trim().split(/\s+/)).map((part) => entry.each.replaceAll('§', part));
};

const asBatch = (entry, setup) => {
  const batch = typeof entry === 'string' || Array.isArray(entry) ? { statements: entry } : entry;
  const written = [batch.statements].flat();
  return {
    name: written.join('; ') + (batch.params ? ` <- ${JSON.stringify(batch.params)}` : ''),
    setup: (batch.setup ?? setup).map(expand),
    statements: written.map(expand),
    params: batch.params ?? [],
  };
};

// All batches: {subject, name, setup, statements, params}; no two have one name.
export function batches() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((file) => {
    const { setup = [], batches: entries } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const subject = file.replace('.json', '').replaceAll('-', ' ');
    return entries.flatMap(unfold).map((entry) => ({ subject, ...asBatch(entry, setup) }));
  });
}
