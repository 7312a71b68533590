// Prints how the official conformance suite judges the library and the program, as the README shows it.

import { checksWith, runSuite, startFixture } from './support/conformance.mjs';
import { shop } from './support/fixture.mjs';
import { serveOverHttp } from './support/http.mjs';

const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

async function judge(name, url, choice) {
  const { scenarios } = await runSuite(url, choice);
  const failing = [...scenarios.values()].filter((checks) => checks.some(({ status }) => status === 'FAILURE'));
  const count = (status) => checksWith(scenarios, status).length;
  row(
    name,
    choice.at(-1),
    `${scenarios.size - failing.length} of ${scenarios.size}`,
    count('SUCCESS'),
    count('FAILURE'),
    count('WARNING'),
  );
  return failing.length;
}

const choices = [
  ['--requirements', '2025-11-25'],
  ['--requirements', '2026-07-28'],
];
row('server', 'revision', 'scenarios passed', 'checks passed', 'failed', 'warnings');
row('---', '---', '---', '---', '---', '---');
const fixture = await startFixture();
let failing = 0;
for (const choice of [...choices, ['--suite', 'all']]) failing += await judge('library', fixture.url, choice);
await fixture.end();
const program = await serveOverHttp(['shop.db'], { cwd: shop() });
for (const choice of choices) await judge('d1-mcp', program.url, choice);
await program.end();
process.exitCode = failing === 0 ? 0 : 1;
