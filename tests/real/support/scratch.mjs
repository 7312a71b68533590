// Folders that live as long as this test process, and the environment programs are run in.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// The real path: what programs report back is compared with it.
const base = realpathSync(mkdtempSync(join(tmpdir(), 'd1-mcp-real-')));
process.on('exit', () => {
  if (!process.env.D1MCP_KEEP) rmSync(base, { recursive: true, force: true, maxRetries: 5 });
});

// A new empty folder.
export function scratch(name = 'folder') {
  return mkdtempSync(join(base, `${name}-`));
}

// Writes files below `folder`: names to contents.
export function place(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

// The environment of everything started here: a home of its own, no network, no questions.
export const environment = {
  PATH: process.env.PATH,
  HOME: scratch('home'),
  TMPDIR: scratch('tmp'),
  LANG: 'C.UTF-8',
  CI: '1',
  NO_COLOR: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};
