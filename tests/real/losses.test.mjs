// What loses much needs the word of the person behind the client, whichever way the client is asked.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { overHttp, overStdio, ways } from './support/clients.mjs';
import { checked, failure } from './support/contracts.mjs';
import { shop } from './support/fixture.mjs';
import { serveHttp } from './support/http.mjs';

const loss = { statements: 'DROP TABLE orders' };

const tablesOf = async (connection) =>
  checked('list_tables', await connection.call('list_tables', { detail: 'names' })).tables.map(({ name }) => name);

const routes = {
  stdio: (t, way, folder, answer) =>
    overStdio(t, way, ['shop.db', '--access', 'write'], { cwd: folder, answer }),
  HTTP: async (t, way, folder, answer) => {
    const { url } = await serveHttp(t, ['shop.db', '--access', 'write'], { cwd: folder });
    return overHttp(t, way, url, { answer });
  },
};

for (const [route, open] of Object.entries(routes)) {
  for (const [name, way] of Object.entries(ways)) {
    describe(`${name}, over ${route}`, () => {
      test('asks, and does it after a yes', async (t) => {
        const questions = [];
        const connection = await open(t, way, shop(), ({ params }) => {
          questions.push(params.message);
          return { action: 'accept', content: { confirm: true } };
        });

        checked('execute_sql', await connection.call('execute_sql', loss));

        assert.equal(questions.length, 1);
        assert.match(questions[0], /drops or renames the table orders/);
        assert.ok(!(await tablesOf(connection)).includes('orders'));
      });

      test('does nothing after a no', async (t) => {
        const connection = await open(t, way, shop(), () => ({ action: 'decline' }));

        assert.match(failure(await connection.call('execute_sql', loss)), /did not agree; nothing was changed/);
        assert.ok((await tablesOf(connection)).includes('orders'));
      });

      test('is refused where nobody can be asked', async (t) => {
        const connection = await open(t, way, shop());

        assert.match(failure(await connection.call('execute_sql', loss)), /whom this client cannot ask/);
        assert.ok((await tablesOf(connection)).includes('orders'));
      });
    });
  }
}

test('needs no word where the operator allows it', async (t) => {
  const args = ['shop.db', '--access', 'write', '--allow-loss'];
  const connection = await overStdio(t, ways['SDK 1.x'], args, { cwd: shop() });

  checked('execute_sql', await connection.call('execute_sql', loss));
});
