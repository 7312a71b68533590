// A running `wrangler dev`.

import { freePort } from './http.mjs';
import { wrangler } from './paths.mjs';
import { collect, endGroup, start } from './process.mjs';

const patience = 60_000;

// Starts the project's Worker: {address, end}.
export async function dev(project) {
  const [port, inspectorPort] = [await freePort(), await freePort()];
  const args = ['dev', '--ip', '127.0.0.1', '--port', `${port}`, '--inspector-port', `${inspectorPort}`];
  const child = start(process.execPath, [wrangler, ...args], { cwd: project.folder });
  const log = collect(child.stderr);
  await new Promise((resolve, reject) => {
    const notReady = (what) => reject(new Error(`wrangler dev ${what}:\n${log.text}`));
    child.stdout.on('data', (text) => `${text}`.includes('Ready on') && resolve());
    child.exited.then(() => notReady('ended'));
    setTimeout(notReady, patience, 'is not ready').unref();
  });
  return {
    address: `http://127.0.0.1:${port}`,
    async end() {
      endGroup(child, 'SIGINT');
      const killer = setTimeout(endGroup, 5_000, child, 'SIGKILL');
      await child.exited;
      clearTimeout(killer);
    },
  };
}
