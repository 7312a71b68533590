// How far hostile input over HTTP makes the server grow: for each kind the resident memory before,
// and the highest while the input comes. A fresh server each time, which has answered a request before.
//
// usage: hostile.mjs D1-MCP

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { cleanUp, freePort, makeDatabase, start, stop } from './server.mjs';

const [program] = process.argv.slice(2);
const megabyte = 1024 * 1024;
const head = (fields) => `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${fields}\r\n`;
const json = 'Content-Type: application/json\r\nAccept: application/json\r\n';

// Sends until everything is sent or the server closes, and waits for that.
function attack(port, first, more = '', times = 0) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').on('error', resolve).on('close', resolve);
    socket.setTimeout(3000, () => socket.destroy());
    let left = times;
    const send = () => {
      while (left > 0 && !socket.destroyed) {
        left -= 1;
        if (!socket.write(more)) return socket.once('drain', send);
      }
      return undefined;
    };
    socket.on('data', () => {});
    socket.write(first);
    send();
  });
}

const crowd = (count, each) => Promise.all(Array.from({ length: count }, each));
const chunk = `${(64 * 1024).toString(16)}\r\n${' '.repeat(64 * 1024)}\r\n`;
const zeros = `[${'0,'.repeat(8 * megabyte - 2)}0]`;
const call = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":[${'0,'.repeat(999_000)}0]}}`;
const spaces = ' '.repeat(16 * megabyte);
const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
const nested = '['.repeat(megabyte);

const kinds = [
  ['a head without an end, 200 times', 200 * 32 * 1024, (port) => crowd(200, () => attack(port, 'POST /mcp HTTP/1.1\r\n', 'X: y\r\n', 1e5))],
  ['a line without an end, 200 times', 200 * 32 * 1024, (port) => crowd(200, () => attack(port, 'GET /', 'a'.repeat(4096), 100))],
  ['a length of 1 TB', 0, (port) => attack(port, head(`${json}Content-Length: 1099511627776\r\n`), ' '.repeat(65536), 1000)],
  ['chunks without an end', 16 * megabyte, (port) => attack(port, head(`${json}Transfer-Encoding: chunked\r\n`), chunk, 1000)],
  ['16 MB of spaces', 16 * megabyte, (port) => attack(port, head(`${json}Content-Length: ${spaces.length}\r\n`) + spaces)],
  ['1 MB of [', megabyte, (port) => attack(port, head(`${json}Content-Length: ${megabyte}\r\n`) + nested)],
  ['16 MB of zeros in an array', 76 * megabyte, (port) => attack(port, head(`${json}Content-Length: ${zeros.length}\r\n`) + zeros)],
  ['a million numbers in one call', 62 * megabyte, (port) => attack(port, head(`${json}Content-Length: ${call.length}\r\n`) + call)],
  ['1,000 requests at once', 0, (port) => attack(port, 'GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(1000))],
];

const resident = (pid, field) =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;

try {
  makeDatabase();
  for (const [name, limit, run] of kinds) {
    const port = await freePort();
    const server = await start(program, ['--http', String(port), 'bench.db'], port);
    await attack(port, head(`${json}Connection: close\r\nContent-Length: ${ping.length}\r\n`) + ping);
    await wait(200);
    const before = resident(server.pid, 'VmRSS');
    await run(port);
    const growth = (resident(server.pid, 'VmHWM') - before) / megabyte;
    console.log(`${name}: grew by ${growth.toFixed(1)} MB, limit ${(limit / megabyte).toFixed(1)} MB`);
    await stop(server);
  }
} finally {
  cleanUp();
}
