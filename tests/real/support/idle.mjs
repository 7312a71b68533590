// Whether a process that was told to stop working did.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

// Clock ticks of CPU time a process has used.
function ticks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

// Checks that a process has nothing to do: what was cancelled runs no more. Only where there is /proc.
export async function idle(pid) {
  if (!existsSync('/proc/self/stat')) return;
  await wait(300);
  const before = ticks(pid);
  await wait(700);
  const used = ticks(pid) - before;
  assert.ok(used <= 1, `a process that should be idle used ${used} ticks of CPU time`);
}
