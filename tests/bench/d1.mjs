// d1-mcp against wrangler in a project of its own, and a query under D1's rules against one without, on the program
// in build/release. Both sides of a ratio are measured in turns in the same run. Needs what tests/real needs.
//
// usage: d1.mjs D1-MCP [ROUNDS]

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { makeFolder, median, time, wrangler, writeWranglerConfiguration } from './support.mjs';

const [program, rounds = '5'] = process.argv.slice(2);
const { folder, env, run } = makeFolder();
const sql = 'SELECT id, name FROM users WHERE id = 7';

const byWrangler = (text) =>
  run(folder, process.execPath, [wrangler, 'd1', 'execute', 'app', '--local', '--command', text]);

function makeProject() {
  writeWranglerConfiguration(folder);
  const names = Array.from({ length: 100 }, (_, at) => `(${at}, 'name ${at}')`).join(', ');
  byWrangler(`CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES ${names}`);
}

function firstAnswers() {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < Number(rounds); ++round) {
    theirs.push(time(() => byWrangler(sql)));
    for (let times = 0; times < 10; ++times) ours.push(time(() => run(folder, program, ['query', sql])));
  }
  const [us, them] = [median(ours), median(theirs)];
  console.log(
    `first answer: ${us.toFixed(1)} ms, wrangler d1 execute ${them.toFixed(0)} ms, ratio ${(them / us).toFixed(0)}`,
  );
}

// A server under the rules of `dialect` that answers one call at a time.
async function serve(dialect) {
  const child = spawn(program, ['--dialect', dialect, 'app'], {
    cwd: folder,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const request = async (method, params) => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })}\n`);
    return JSON.parse((await answers.next()).value);
  };
  const clientInfo = { name: 'bench', version: '1' };
  await request('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  const query = async () => {
    const { result } = await request('tools/call', { name: 'run_query', arguments: { sql } });
    if (result?.structuredContent?.row_count !== 1) throw new Error(`no row: ${JSON.stringify(result)}`);
  };
  return { query, end: () => child.stdin.end() };
}

async function costOfTheRules() {
  const servers = { sqlite: await serve('sqlite'), 'd1-local': await serve('d1-local') };
  const times = { sqlite: [], 'd1-local': [] };
  for (let batch = 0; batch < 40; ++batch) {
    for (const [dialect, { query }] of Object.entries(servers)) {
      const since = process.hrtime.bigint();
      for (let count = 0; count < 250; ++count) await query();
      times[dialect].push(Number(process.hrtime.bigint() - since) / 250e3);
    }
  }
  for (const { end } of Object.values(servers)) end();
  const [plain, ruled] = [median(times.sqlite), median(times['d1-local'])];
  console.log(
    `run_query: ${ruled.toFixed(1)} µs under D1's rules, ${plain.toFixed(1)} µs without, ratio ${(ruled / plain).toFixed(2)}`,
  );
}

try {
  makeProject();
  firstAnswers();
  await costOfTheRules();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
