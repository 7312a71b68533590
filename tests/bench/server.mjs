// What the benchmarks over HTTP share: a folder, programs in it, ports.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const folder = mkdtempSync(join(tmpdir(), 'd1-mcp-bench-'));
const children = [];

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port) {
  for (let tries = 0; tries < 200; ++tries) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await wait(25);
  }
  throw new Error(`nothing listens on ${port}`);
}

export async function start(command, args, port) {
  const child = spawn(command, args, { cwd: folder, stdio: 'ignore' });
  children.push(child);
  await listening(port);
  return child;
}

export async function stop(child) {
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

export function makeDatabase() {
  execFileSync('sqlite3', [join(folder, 'bench.db'), 'CREATE TABLE IF NOT EXISTS t(a)']);
}

export function cleanUp() {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
