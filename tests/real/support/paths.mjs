// Where things are: the checkout, the program under test, the packages from npm.

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = resolve(here, '../..');
export const packages = join(here, 'node_modules');
export const schemas = join(root, 'schemas');
export const sampleMigrations = join(root, 'migrations');

export const wrangler = join(packages, 'wrangler/bin/wrangler.js');
export const inspector = join(packages, '@modelcontextprotocol/inspector/clients/launcher/build/index.js');

const places = [
  'build/release/d1-mcp',
  'build/release/src/app/d1-mcp',
  'build/dev/d1-mcp',
  'build/dev/src/app/d1-mcp',
];

function findBinary() {
  const named = process.env.D1MCP_BINARY;
  const candidates = named ? [resolve(named)] : places.map((place) => join(root, place));
  const found = candidates.find(existsSync);
  if (!found) throw new Error(`d1-mcp is not built; looked for ${candidates.join(', ')}`);
  return found;
}

// The program under test: $D1MCP_BINARY, else the release build, else the development build.
export const binary = findBinary();
