// The official clients of both generations, each in the ways it can connect, behind one face.

import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { Client as SessionClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as SessionStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as SessionHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client as NewClient, StreamableHTTPClientTransport as NewHttp } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewStdio } from '@modelcontextprotocol/client/stdio';

import { binary } from './paths.mjs';
import { environment } from './scratch.mjs';
import { stateless } from './server.mjs';

const info = { name: 'real-tests', version: '1.0.0' };

const newer = (mode) => ({
  make: (capabilities) => new NewClient(info, { capabilities, versionNegotiation: { mode } }),
  onQuestion: (client, answer) => client.setRequestHandler('elicitation/create', answer),
  Stdio: NewStdio,
  Http: NewHttp,
  call: (client, params, options) => client.callTool(params, options),
});

// Ways to connect: `sessions` tells whether the connection ends up in the era of sessions.
export const ways = {
  'SDK 1.x': {
    sessions: true,
    make: (capabilities) => new SessionClient(info, { capabilities }),
    onQuestion: (client, answer) => client.setRequestHandler(ElicitRequestSchema, answer),
    Stdio: SessionStdio,
    Http: SessionHttp,
    call: (client, params, options) => client.callTool(params, undefined, options),
  },
  'SDK 2.x, legacy': { sessions: true, ...newer('legacy') },
  'SDK 2.x, auto': { sessions: false, ...newer('auto') },
  'SDK 2.x, pinned': { sessions: false, ...newer({ pin: stateless }) },
};

class Connection {
  constructor(way, client) {
    this.way = way;
    this.client = client;
  }

  // The whole result of a tool, good or bad.
  call(name, args = {}, options = {}) {
    return this.way.call(this.client, { name, arguments: args }, { timeout: 120_000, ...options });
  }

  async tools() {
    return (await this.client.listTools()).tools;
  }
}

// With `answer`, the client shows its user questions: `answer` is given the request.
async function connect(t, way, transport, answer) {
  const client = way.make(answer ? { elicitation: { form: {} } } : {});
  if (answer) way.onQuestion(client, answer);
  t.after(() => client.close());
  await client.connect(transport);
  return new Connection(way, client);
}

// A client connected to a server of its own, closed with the test `t`.
export function overStdio(t, way, args, { cwd, env = {}, answer }) {
  const transport = new way.Stdio({
    command: binary,
    args,
    cwd,
    env: { ...environment, ...env },
    stderr: 'ignore',
  });
  return connect(t, way, transport, answer);
}

export function overHttp(t, way, url, { answer } = {}) {
  return connect(t, way, new way.Http(new URL(url)), answer);
}
