// HTTP against nginx and against its own promises, on the program in build/release. nginx and wrk are
// used where they are installed. Everything runs on loopback and ends with this program.
//
// usage: http.mjs D1-MCP [SECONDS]

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { cleanUp, folder, freePort, makeDatabase, start, stop } from './server.mjs';

const [program, seconds = '4'] = process.argv.slice(2);
const ms = (since) => Number(process.hrtime.bigint() - since) / 1e6;

async function startNginx(port) {
  const config = join(folder, 'nginx.conf');
  writeFileSync(
    config,
    `daemon off; worker_processes auto; pid ${folder}/nginx.pid; error_log stderr error;
events { worker_connections 2048; }
http { access_log off; keepalive_requests 1000000000;
  server { listen 127.0.0.1:${port}; location / { default_type application/json; return 200 '{"status":"ok"}'; } } }`,
  );
  return start('nginx', ['-c', config, '-e', 'stderr'], port);
}

// Requests per second.
function load(url, connections) {
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, url];
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(execFileSync('wrk', args, { encoding: 'utf8' }))[1]);
}

const has = (command) => {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`]);
    return true;
  } catch {
    return false;
  }
};

const cpuTicks = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
};

function get(port, path, agent, headers = {}) {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
}

// The median of how long `count` requests on fresh connections take, in milliseconds.
async function latency(port, count = 50) {
  const times = [];
  for (let round = 0; round < count; ++round) {
    const since = process.hrtime.bigint();
    await get(port, '/health', new Agent());
    times.push(ms(since));
  }
  return times.sort((a, b) => a - b)[count / 2];
}

const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

function openStream(port) {
  const params = { _meta: meta, notifications: { resourcesListChanged: true } };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params });
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': 'subscriptions/listen',
    };
    const stream = request({ port, host: '127.0.0.1', path: '/mcp', method: 'POST', headers }, (response) => {
      response.once('data', () => resolve(stream)).on('error', () => {});
    });
    stream.on('error', reject).end(body);
  });
}

async function withCompany(name, pid, port, open) {
  const company = await Promise.all(Array.from({ length: 256 }, () => open()));
  const before = cpuTicks(pid);
  await wait(3000);
  const busy = ((cpuTicks(pid) - before) / 300) * 100; // A tick is 10 ms.
  console.log(`${name}: ${busy.toFixed(1)} % CPU; one more request: ${(await latency(port)).toFixed(2)} ms`);
  return company;
}

try {
  makeDatabase();
  const port = await freePort();
  const server = await start(program, ['--http', String(port), 'bench.db'], port).catch(async () => {
    throw new Error('d1-mcp did not start');
  });
  if (has('wrk') && has('nginx')) {
    const other = await freePort();
    await startNginx(other);
    for (const connections of [16, 256]) {
      const ours = load(`http://127.0.0.1:${port}/health`, connections);
      const theirs = load(`http://127.0.0.1:${other}/`, connections);
      console.log(
        `${connections} connections: ${ours.toFixed(0)} requests/s, nginx ${theirs.toFixed(0)}, ` +
          `ratio ${(ours / theirs).toFixed(2)}`,
      );
    }
  } else {
    console.log('the comparison with nginx is left out: it needs wrk and nginx');
  }
  const idle = await withCompany('256 idle connections', server.pid, port, async () => {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.on('connect', resolve));
    return socket.on('error', () => {});
  });
  for (const socket of idle) socket.destroy();
  const streams = await withCompany('256 open streams', server.pid, port, () => openStream(port));
  for (const stream of streams) stream.on('error', () => {});
  const since = process.hrtime.bigint();
  await stop(server);
  console.log(`stop with 256 open streams: ${ms(since).toFixed(0)} ms`);
} finally {
  cleanUp();
}
