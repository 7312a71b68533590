// What the benchmarks that run commands share.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const wrangler = join(import.meta.dirname, '../real/node_modules/wrangler/bin/wrangler.js');

// An empty folder, and an environment in which nothing outside of it is read or told.
export function makeFolder() {
  const folder = mkdtempSync(join(process.env.D1MCP_BENCH_DIR ?? tmpdir(), 'd1-mcp-bench-'));
  const env = { ...process.env, HOME: folder, CI: '1', NO_COLOR: '1', WRANGLER_SEND_METRICS: 'false' };
  const run = (cwd, command, args, input) => execFileSync(command, args, { cwd, env, input, stdio: 'pipe' });
  return { folder, env, run };
}

// One binding, to the database `app`.
export function writeWranglerConfiguration(folder) {
  const databases = [{ binding: 'APP', database_name: 'app', database_id: 'bench' }];
  const configuration = { name: 'bench', compatibility_date: '2026-11-01', d1_databases: databases };
  writeFileSync(join(folder, 'wrangler.json'), JSON.stringify(configuration));
}

export const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

// In milliseconds.
export function time(work) {
  const since = performance.now();
  work();
  return performance.now() - since;
}
