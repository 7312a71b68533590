// The official conformance suite, run against a server that is up.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { binary, packages } from './paths.mjs';
import { collect, run, start } from './process.mjs';
import { scratch } from './scratch.mjs';

const suite = join(packages, '@modelcontextprotocol/conformance/dist/index.js');

// The server with the tools, resources and prompts that the suite asks for, beside the program.
export const fixture = join(dirname(binary), 'tests/conformance/conformance_server');

// Starts the fixture, which ends with the test or program that calls `end`: {url, end}.
export async function startFixture() {
  const child = start(fixture, []);
  const stderr = collect(child.stderr);
  const url = await new Promise((resolve, reject) => {
    const stdout = collect(child.stdout, () => {
      if (stdout.text.includes('\n')) resolve(stdout.text.trim());
    });
    child.exited.then(() => reject(new Error(`the fixture ended: ${stderr.text}`)), reject);
  });
  const end = async () => {
    child.stdin.end();
    assert.deepEqual(await child.exited, { code: 0, signal: null }, stderr.text);
  };
  return { url, end };
}

// The folder of a scenario's report is called server-NAME-TIME.
const scenarioOf = (folder) => folder.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '');

// Runs the suite with `choice` (which scenarios): {code, scenarios: Map of name to checks, output}.
// A check is {id, status, errorMessage}.
export async function runSuite(url, choice) {
  const reports = scratch('conformance');
  const args = [suite, 'server', '--url', url, ...choice, '--output-dir', reports];
  const { code, stdout, stderr } = await run(process.execPath, args, { timeout: 250_000 });
  const scenarios = new Map();
  for (const folder of readdirSync(reports)) {
    const checks = JSON.parse(readFileSync(join(reports, folder, 'checks.json'), 'utf8'));
    scenarios.set(scenarioOf(folder), checks);
  }
  return { code, scenarios, output: stdout + stderr };
}

// The checks with one of the statuses, each as "scenario: id: what was wrong".
export function checksWith(scenarios, ...statuses) {
  return [...scenarios].flatMap(([name, checks]) =>
    checks
      .filter(({ status }) => statuses.includes(status))
      .map(({ id, errorMessage }) => `${name}: ${id}: ${errorMessage ?? ''}`),
  );
}
