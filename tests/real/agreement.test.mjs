// What passes here passes in D1, and what fails there fails here first, in the same words: the batches of
// tests/real/agreement through workerd and through us. differences.json lists where that is not so, and why.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { agreement, differencesOf } from './support/agreement.mjs';
import { judge, knownDifferences } from './support/compare.mjs';

const shown = ({ error, results, meta }) => error ?? JSON.stringify({ results, meta });
const told = ({ kind, name, theirs, ours }) =>
  [`${kind}: ${name}`, `  workerd: ${shown(theirs)}`, `  d1-mcp:  ${shown(ours)}`]
    .map((line) => line.slice(0, 300))
    .join('\n');

describe('local D1 and d1-mcp', () => {
  let run;
  let verdict;

  before(async () => {
    run = await agreement();
    verdict = judge(differencesOf(run), await knownDifferences());
  });

  test('agree wherever no difference is listed', () => {
    assert.equal(verdict.unlisted.map(told).join('\n'), '');
  });

  test('differ wherever a difference is listed', () => {
    assert.deepEqual(verdict.outdated, []);
  });

  test('were asked to run at least 500 batches, each once', () => {
    assert.ok(run.length >= 500, `${run.length}`);
    const names = run.map(({ subject, name }) => `${subject}: ${name}`);
    assert.deepEqual(names.filter((name, at) => names.indexOf(name) !== at), []);
  });
});
