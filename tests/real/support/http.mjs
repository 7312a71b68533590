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

// Starts a server that is ended with the test `t`, which checks that it ends well: {url, port, pid}.
export async function serveHttp(t, args, options) {
  const port = await freePort();
  const child = start(binary, [...args, '--http', `127.0.0.1:${port}`], options);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  t.after(async () => {
    child.kill('SIGTERM');
    assert.deepEqual(await child.exited, { code: 0, signal: null }, stdout.text + stderr.text);
  });
  for (let tries = 0; !(await reachable(port)); ++tries) {
    assert.ok(tries < 100 && child.exitCode === null, `d1-mcp does not listen: ${stdout.text}${stderr.text}`);
    await wait(50);
  }
  return { url: `http://127.0.0.1:${port}/mcp`, port, pid: child.pid };
}
