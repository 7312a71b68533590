// Our program as a person uses it: one command, its output and exit code.

import assert from 'node:assert/strict';

import { binary } from './paths.mjs';
import { run } from './process.mjs';

// {code, signal, stdout, stderr} of `d1-mcp args…`.
export function d1mcp(args, options = {}) {
  return run(binary, args, { timeout: 30_000, ...options });
}

// Standard output of a command that must succeed.
export async function output(args, options) {
  const { code, stdout, stderr } = await d1mcp(args, options);
  assert.equal(code, 0, `d1-mcp ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

// The same with --json, parsed.
export async function json(args, options) {
  return JSON.parse(await output([...args, '--json'], options));
}
