// The golden conversations, line by line against the schema of the revision they are in.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from './support/paths.mjs';
import { Conversation } from './support/protocol.mjs';

const folder = join(root, 'tests/transcripts');

// [{from: 'client' or 'server', text}]
function linesOf(name) {
  let from = null;
  const lines = [];
  for (const text of readFileSync(join(folder, name), 'utf8').split('\n')) {
    const heading = /^-- (client|server) --/.exec(text);
    if (heading) [, from] = heading;
    else if (from && /^[{[]/.test(text)) lines.push({ from, text });
  }
  return lines;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Some clients here send what is no JSON.
  }
}

for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
  test(name, () => {
    const conversation = new Conversation();
    const problems = [];
    for (const { from, text } of linesOf(name)) {
      if (from === 'client') conversation.client(parsed(text));
      else problems.push(...conversation.problems(JSON.parse(text)));
    }

    assert.deepEqual(problems, []);
  });
}
