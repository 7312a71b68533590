// Starting programs. Whatever is still running when the tests end is ended with them.

import { spawn } from 'node:child_process';

import { environment } from './scratch.mjs';

const running = new Set();
process.on('exit', () => {
  for (const child of running) endGroup(child, 'SIGKILL');
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(1));

// Starts a program in a process group of its own; `child.exited` resolves to {code, signal}.
export function start(command, args, { cwd, env = {} } = {}) {
  const child = spawn(command, args, { cwd, env: { ...environment, ...env }, detached: true });
  running.add(child);
  child.exited = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  child.stdin.on('error', () => {}); // A program that ended does not read; its exit tells more.
  return child;
}

// Signals a program and everything it started.
export function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (gone) {
    if (gone.code !== 'ESRCH') throw gone;
  }
}

// Collects a stream as text; `onText` hears of each addition.
export function collect(stream, onText = () => {}) {
  const collected = { text: '' };
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    collected.text += chunk;
    onText(chunk);
  });
  return collected;
}

// Runs a program to its end: {code, signal, stdout, stderr}. Ends it after `timeout` milliseconds.
export async function run(command, args, { input = '', timeout = 120_000, ...options } = {}) {
  const child = start(command, args, options);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const timer = setTimeout(() => endGroup(child, 'SIGKILL'), timeout);
  child.stdin.end(input);
  const end = await child.exited;
  clearTimeout(timer);
  return { ...end, stdout: stdout.text, stderr: stderr.text };
}
