// The schemas of MCP's revisions, as the official conformance suite carries them, and what they say of
// a message.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';

import { packages } from './paths.mjs';

const suite = readFileSync(join(packages, '@modelcontextprotocol/conformance/dist/index.js'), 'utf8');

// The object literal that begins at `start`; strings in it may hold braces.
function literalAt(start) {
  let depth = 0;
  for (let at = start; at < suite.length; ++at) {
    const character = suite[at];
    if (character === '{') ++depth;
    if (character === '}' && --depth === 0) return suite.slice(start, at + 1);
    if ('`"\''.includes(character)) {
      for (++at; suite[at] !== character; ++at) if (suite[at] === '\\') ++at;
    }
  }
  throw new Error('the conformance suite is written in another way than expected');
}

const schemas = [...suite.matchAll(/\{\$schema:`[^`]*`,(?:definitions|\$defs):\{Annotations:/g)].map(({ index }) =>
  vm.runInNewContext(`(${literalAt(index)})`),
);

const definitionsOf = (schema) => schema.$defs ?? schema.definitions;

// A revision by something that came with it.
const marks = {
  '2025-03-26': (defs) => 'AudioContent' in defs && !('ElicitRequest' in defs),
  '2025-06-18': (defs) => 'ElicitRequest' in defs && !('Icon' in defs),
  '2025-11-25': (defs) => 'Icon' in defs && 'InitializeRequest' in defs,
  '2026-07-28': (defs) => 'DiscoverRequest' in defs,
};

class Schema {
  #ajv;
  #definitions;
  #root;

  constructor(schema) {
    const Validator = schema.$defs ? Ajv2020.default : Ajv.default;
    this.#ajv = new Validator({ strict: false, validateFormats: false, allErrors: true });
    this.#ajv.addSchema(schema, 'mcp');
    this.#definitions = definitionsOf(schema);
    this.#root = schema.$defs ? 'mcp#/$defs/' : 'mcp#/definitions/';
  }

  has(name) {
    return name in this.#definitions;
  }

  // The definition of the request or notification with this method.
  nameOf(method) {
    return Object.keys(this.#definitions).find(
      (name) => this.#definitions[name].properties?.method?.const === method,
    );
  }

  // What is wrong with `value` as one of `names`; empty when it is one of them.
  problems(value, ...names) {
    const known = names.filter((name) => this.has(name));
    const wrong = [];
    for (const name of known) {
      const validate = this.#ajv.getSchema(this.#root + name);
      if (validate(value)) return [];
      wrong.push(`${name}: ${this.#ajv.errorsText(validate.errors)}`);
    }
    return wrong;
  }
}

const bySpelling = Object.fromEntries(
  Object.entries(marks).map(([revision, mark]) => {
    const found = schemas.filter((schema) => mark(definitionsOf(schema)));
    assert.equal(found.length, 1, `the conformance suite carries the schema of ${revision}`);
    return [revision, new Schema(found[0])];
  }),
);

// 2024-11-05 has no schema there; what is sent in it is sent in the next one too.
const schemaOf = (revision) => bySpelling[revision === '2024-11-05' ? '2025-03-26' : revision];

const results = {
  initialize: ['InitializeResult'],
  ping: ['EmptyResult'],
  'server/discover': ['DiscoverResult'],
  'tools/list': ['ListToolsResult'],
  'tools/call': ['CallToolResult', 'InputRequiredResult'],
  'resources/list': ['ListResourcesResult'],
  'resources/templates/list': ['ListResourceTemplatesResult'],
  'resources/read': ['ReadResourceResult', 'InputRequiredResult'],
  'resources/subscribe': ['EmptyResult'],
  'resources/unsubscribe': ['EmptyResult'],
  'prompts/list': ['ListPromptsResult'],
  'prompts/get': ['GetPromptResult', 'InputRequiredResult'],
  'completion/complete': ['CompleteResult'],
  'logging/setLevel': ['EmptyResult'],
};

export const stateless = '2026-07-28';
// Methods that no revision's schema has.
const ofExtensions = new Set(['notifications/tasks']);
const subscription = 'io.modelcontextprotocol/subscriptionId';

// One connection: hears what the client sends and says what is wrong with what the server sends.
export class Conversation {
  #requests = new Map(); // {method, revision} by id.
  #session = '2025-11-25'; // Until the server has named another one.

  // `sent` is a message, a batch of them or anything else a client may send.
  client(sent) {
    if (Array.isArray(sent)) return sent.forEach((message) => this.client(message));
    const claimed = sent?.params?._meta?.['io.modelcontextprotocol/protocolVersion'];
    const revision = claimed === stateless ? stateless : null;
    this.#requests.set(sent?.id, { method: sent?.method, revision });
  }

  problems(sent) {
    if (Array.isArray(sent)) return sent.flatMap((message) => this.problems(message));
    const { method, revision } = this.#requests.get(sent.id) ?? {};
    this.#session = sent.result?.protocolVersion ?? this.#session;
    if (sent.method !== undefined) return this.#problemsOfCall(sent);
    const schema = schemaOf(revision ?? this.#session);
    if (sent.error !== undefined) {
      // What answers a line that could not be read has no id, and older schemas know no such error.
      return sent.id == null ? [] : schema.problems(sent, 'JSONRPCErrorResponse', 'JSONRPCError');
    }
    const envelope = schema.problems(sent, 'JSONRPCResultResponse', 'JSONRPCResponse');
    return [...envelope, ...schema.problems(sent.result, ...(results[method] ?? ['Result']))];
  }

  // A notification, or a request of the server's own. Those of the stateless era name what they belong
  // to: a subscription or the token of a request.
  #problemsOfCall(sent) {
    if (ofExtensions.has(sent.method)) return [];
    const meta = sent.params?._meta ?? {};
    const spellings = subscription in meta ? [stateless] : [this.#session, stateless];
    const tried = spellings.map((revision) => {
      const name = schemaOf(revision).nameOf(sent.method);
      return name ? schemaOf(revision).problems(sent, name) : [`${sent.method} is not in revision ${revision}`];
    });
    return tried.find((problems) => problems.length === 0) ?? tried[0];
  }
}
