// Prints how far we agree with local D1: the same batches through workerd and through d1-mcp.

import { agreement, differencesOf } from './support/agreement.mjs';
import { judge, kinds, knownDifferences } from './support/compare.mjs';

const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

const run = await agreement();
const count = (batches, kind) => batches.filter(({ differs }) => !differs.includes(kind)).length;
const line = (name, batches) => row(name, batches.length, ...kinds.map((kind) => count(batches, kind)));

row('subject', 'batches', 'same verdict', 'same error text', 'same rows', 'same meta');
row('---', '---', '---', '---', '---', '---');
for (const [subject, batches] of Map.groupBy(run, ({ subject }) => subject)) line(subject, batches);
line('all', run);

const { unlisted, outdated } = judge(differencesOf(run), await knownDifferences());
for (const { kind, name } of unlisted) console.log(`not listed: ${kind}: ${name}`);
for (const key of outdated) console.log(`no longer a difference: ${key}`);
process.exitCode = unlisted.length + outdated.length === 0 ? 0 : 1;
