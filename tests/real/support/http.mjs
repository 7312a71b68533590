// Our server over HTTP.

import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { binary } from './paths.mjs';
import { collect, start } from './process.mjs';

// A port nobody listens on.
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function reachable(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

// Starts a server: {url, port, pid, end}. `end` checks that it ends well.
export async function serveOverHttp(args, options) {
  const port = await freePort();
  const child = start(binary, [...args, '--http', `127.0.0.1:${port}`], options);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  for (let tries = 0; !(await reachable(port)); ++tries) {
    assert.ok(tries < 100 && child.exitCode === null, `d1-mcp does not listen: ${stdout.text}${stderr.text}`);
    await wait(50);
  }
  const end = async () => {
    child.kill('SIGTERM');
    assert.deepEqual(await child.exited, { code: 0, signal: null }, stdout.text + stderr.text);
  };
  return { url: `http://127.0.0.1:${port}/mcp`, port, pid: child.pid, end };
}

// The same for the length of the test `t`.
export async function serveHttp(t, args, options) {
  const server = await serveOverHttp(args, options);
  t.after(server.end);
  return server;
}
