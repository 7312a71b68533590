// The batches of tests/real/agreement, each to be run by local D1 and by us.
//
// A file is {setup, batches}: statements that make the database, and what is run on it, each time anew. A batch is
// a statement, a list of statements, or {statements, params}; `params` may be {count} for so many ones. {each, words}
// and {each, lines} are one batch for every word or line, which takes the place of § in `each`. {{3 `a#` by `, `}} in
// a statement stands for a0, a1, a2.

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
  return (entry.lines ?? entry.words.split(' ')).map((part) => entry.each.replaceAll('§', part));
};

const asBatch = (entry) => {
  const { statements, params = [] } = entry.statements ? entry : { statements: entry };
  const written = [statements].flat();
  return {
    name: written.join('; ') + (entry.params ? ` <- ${JSON.stringify(params)}` : ''),
    statements: written.map(expand),
    params: params.count ? Array(params.count).fill(1) : params,
  };
};

// All batches: {subject, name, setup, statements, params}.
export function batches() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((file) => {
    const { setup = [], batches: entries } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const subject = file.replace('.json', '').replaceAll('-', ' ');
    return entries.flatMap(unfold).map((entry) => ({ subject, setup, ...asBatch(entry) }));
  });
}
