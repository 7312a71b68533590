// Our server over stdio, spoken to line by line without any SDK.

import assert from 'node:assert/strict';

import { binary } from './paths.mjs';
import { collect, start } from './process.mjs';
import { Conversation, stateless } from './protocol.mjs';

export const newestSession = '2025-11-25';
export { stateless };

const jsonOrNull = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

// What a tool said when it failed.
export class ToolError extends Error {
  constructor(result) {
    super(result.content[0].text);
    this.result = result;
  }
}

// The `_meta` that makes a request one of the stateless era.
export const statelessMeta = {
  'io.modelcontextprotocol/protocolVersion': stateless,
  'io.modelcontextprotocol/clientInfo': { name: 'real-tests', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

export class Server {
  #waiting = new Map();
  #partial = '';
  #nextId = 1;
  #conversation = new Conversation();

  // `lines` are all lines it wrote, `messages` those that are JSON, `strays` those that are not, and
  // `violations` what the schemas of MCP say against any.
  violations = [];
  lines = [];
  messages = [];
  strays = [];

  constructor(args = [], options = {}) {
    this.child = start(binary, args, options);
    this.stderr = collect(this.child.stderr);
    collect(this.child.stdout, (text) => this.#read(text));
    this.exited = this.child.exited.then((end) => {
      const failure = new Error(
        `d1-mcp ended (${JSON.stringify(end)}) without an answer\n${this.stderr.text}`,
      );
      for (const { reject } of this.#waiting.values()) reject(failure);
      return end;
    });
  }

  // Starts one and shakes hands.
  static async open(args = [], { revision = newestSession, ...options } = {}) {
    const server = new Server(args, options);
    await server.initialize(revision);
    return server;
  }

  async initialize(protocolVersion = newestSession) {
    const reply = await this.request('initialize', {
      protocolVersion,
      capabilities: {},
      clientInfo: { name: 'real-tests', version: '1.0.0' },
    });
    this.notify('notifications/initialized');
    return reply;
  }

  #read(text) {
    const lines = (this.#partial + text).split('\n');
    this.#partial = lines.pop();
    for (const line of lines) {
      this.lines.push(line);
      let message;
      try {
        message = JSON.parse(line);
      } catch {
        this.strays.push(line);
        continue;
      }
      this.messages.push(message);
      this.violations.push(...this.#conversation.problems(message));
      this.#waiting.get(message.id)?.resolve(message);
      this.#waiting.delete(message.id);
    }
  }

  write(line) {
    this.#conversation.client(jsonOrNull(line));
    this.child.stdin.write(`${line}\n`);
  }

  notify(method, params) {
    this.write(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }

  // The whole answer to the request `id`, whoever sends it.
  answer(id) {
    const early = this.messages.find((message) => message.id === id);
    if (early) return Promise.resolve(early);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  request(method, params, id = this.#nextId++) {
    this.write(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return this.answer(id);
  }

  // A tool's structured result; a ToolError when it says it failed.
  async tool(name, args = {}) {
    const reply = await this.request('tools/call', { name, arguments: args });
    assert.ok(reply.result, `${name} was refused: ${JSON.stringify(reply.error)}`);
    if (reply.result.isError) throw new ToolError(reply.result);
    return reply.result.structuredContent;
  }

  // The rows of a query as objects.
  async rows(sql, args = {}) {
    const { columns, rows, complete } = await this.tool('run_query', {
      sql,
      limit: 10_000,
      max_bytes: 4_000_000,
      ...args,
    });
    assert.ok(complete, 'the result does not fit into one page');
    return rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at].name, value])));
  }

  // Ends input and waits; the exit must be a good one, and all output must have been messages.
  async close() {
    this.child.stdin.end();
    assert.deepEqual(await this.exited, { code: 0, signal: null }, this.stderr.text);
    assert.deepEqual([this.strays, this.#partial, this.violations], [[], '', []]);
  }
}

// An open server that is closed with the test `t`, whatever happens in it.
export async function serve(t, args, options) {
  const server = await Server.open(args, options);
  t.after(() => server.child.exitCode ?? server.close());
  return server;
}
