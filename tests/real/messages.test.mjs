// What the servers of the unit tests send, message by message against the schema of the revision it is in.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { binary } from './support/paths.mjs';
import { run } from './support/process.mjs';
import { Conversation } from './support/protocol.mjs';
import { scratch } from './support/scratch.mjs';

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Some clients there send what is no JSON.
  }
}

// Tests of what carries messages, whatever these are.
const carriers = '-BatchChannel.*:InFlightTest.*';

for (const [room, filter] of [
  ['mcp', `*:${carriers}`],
  ['transport', 'Stdio*:HttpEndpoint*:*WrongBody*'],
]) {
  test(`of the room ${room}`, { timeout: 600_000 }, async (t) => {
    const program = join(dirname(binary), `tests/unit/${room}/unit_${room}`);
    const log = join(scratch('messages'), 'messages.jsonl');
    const { code, stdout } = await run(program, [`--gtest_filter=${filter}`], {
      env: { D1MCP_MESSAGES: log },
      timeout: 600_000,
    });
    assert.equal(code, 0, stdout.slice(-2000));

    const conversations = new Map();
    const wrong = [];
    let sent = 0;
    for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
      const { conversation, from, text } = JSON.parse(line);
      if (!conversations.has(conversation)) conversations.set(conversation, new Conversation());
      const known = conversations.get(conversation);
      if (from === 'client') {
        known.client(parsed(text));
        continue;
      }
      sent += 1;
      for (const problem of known.problems(JSON.parse(text))) wrong.push(`${conversation}: ${problem}\n  ${text}`);
    }
    t.diagnostic(`${sent} messages`);
    assert.ok(sent > 50, `only ${sent} messages`);
    assert.deepEqual(wrong, []);
  });
}
