// What a server offers beside tools, to the official clients over stdio: resources, templates, prompts, completion, and
// word of changes that another process makes.

import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { overStdio, ways } from './support/clients.mjs';
import { shop } from './support/fixture.mjs';
import { run } from './support/process.mjs';

// Runs SQL in a process of its own.
async function inAnotherProcess(file, sql) {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1], { timeout: 10_000 });
    database.exec(process.argv[2]);
    database.close();`;
  const { code, stderr } = await run(process.execPath, ['-e', script, file, sql]);
  assert.equal(code, 0, stderr);
}

// Everything the client is told from now on, as [method, uri].
function heardBy(client) {
  const heard = [];
  client.fallbackNotificationHandler = async ({ method, params }) => {
    heard.push([method, params?.uri]);
  };
  return heard;
}

const isUpdateOf = (uri) => (heard) => heard[0] === 'notifications/resources/updated' && heard[1] === uri;

// Makes changes until one of them is heard of: how things were before the first one the server has to see first.
async function changeUntilHeard(heard, belongs, change) {
  for (let number = 0; number < 60; ++number) {
    await change(number);
    for (let turn = 0; turn < 20; ++turn) {
      if (heard.some(belongs)) return;
      await wait(100);
    }
  }
  assert.fail(`never told; heard ${JSON.stringify(heard)}`);
}

// Asks to hear of resources, in the words of the connection's era.
async function subscribe(way, client, uris) {
  if (!way.sessions) {
    const { honoredFilter } = await client.listen({ resourceSubscriptions: uris });
    assert.deepEqual([...honoredFilter.resourceSubscriptions].sort(), [...uris].sort());
    return;
  }
  for (const uri of uris) await client.subscribeResource({ uri });
}

const complete = async (client, ref, argument, value, settled) => {
  const { completion } = await client.complete({
    ref,
    argument: { name: argument, value },
    context: settled && { arguments: settled },
  });
  return completion.values;
};

for (const [name, way] of Object.entries(ways)) {
  describe(name, () => {
    const open = async (t, folder, ...files) =>
      (await overStdio(t, way, files.length > 0 ? files : ['shop.db'], { cwd: folder })).client;

    test('lists resources and reads each of them', async (t) => {
      const client = await open(t, shop());

      const { resources } = await client.listResources();

      assert.deepEqual(
        resources.map(({ uri }) => uri),
        ['d1://shop/schema', 'd1://shop/migrations', 'skill://d1-migrations/SKILL.md'],
      );
      for (const { uri, mimeType } of resources) {
        const { contents } = await client.readResource({ uri });
        assert.deepEqual([contents.length, contents[0].uri, contents[0].mimeType], [1, uri, mimeType]);
        assert.ok(contents[0].text.length > 100, uri);
      }
    });

    test('reads what the templates stand for', async (t) => {
      const folder = shop();
      const client = await open(t, folder);

      const { resourceTemplates } = await client.listResourceTemplates();
      assert.deepEqual(resourceTemplates.map(({ uriTemplate }) => uriTemplate).sort(), [
        'd1://{database}/migrations/{file}',
        'd1://{database}/tables/{table}',
      ]);

      const [table] = (await client.readResource({ uri: 'd1://shop/tables/orders' })).contents;
      assert.equal(JSON.parse(table.text).foreign_keys[0].references, 'users');
      const file = 'migrations/0001_coupons.sql';
      const [migration] = (await client.readResource({ uri: `d1://shop/${file}` })).contents;
      assert.equal(migration.text, readFileSync(join(folder, file), 'utf8'));
    });

    test('reads tables of several databases whatever their names', async (t) => {
      const folder = shop();
      const table = `100% "of" it/日本`;
      await inAnotherProcess(join(folder, 'my shop.db'), `CREATE TABLE "${table.replaceAll('"', '""')}" (x)`);
      const client = await open(t, folder, 'shop.db', 'my shop.db');

      const { resources } = await client.listResources();
      assert.ok(resources.some(({ uri }) => uri === 'd1://my%20shop/schema'));
      const uri = `d1://my%20shop/tables/${encodeURIComponent(table)}`;
      const { contents } = await client.readResource({ uri });

      assert.equal(JSON.parse(contents[0].text).name, table);
    });

    test('is told that a resource is not there', async (t) => {
      const client = await open(t, shop());

      for (const uri of [
        'd1://shop/tables/nosuch',
        'd1://nosuch/schema',
        'd1://shop/migrations/..%2Fshop.db',
        'file:///etc/passwd',
      ]) {
        await assert.rejects(client.readResource({ uri }), (error) => {
          assert.equal(error.code, -32602);
          assert.ok(error.message.includes(uri), error.message);
          return true;
        });
      }
    });

    test('lists prompts and gets each of them', async (t) => {
      const client = await open(t, shop());
      const args = {
        write_migration: { change: 'add a phone number to users' },
        review_migrations: {},
        explain_query: { sql: 'SELECT * FROM orders WHERE user_id = ?', database: 'shop' },
        why_locked: {},
      };
      const says = {
        write_migration: /CREATE TABLE users .*0003_what_it_does\.sql/s,
        review_migrations: /2 of 2 files.*CREATE TABLE coupons/s,
        explain_query: /USING INDEX orders_by_user/,
        why_locked: /no other program is seen/,
      };

      const { prompts } = await client.listPrompts();

      assert.deepEqual(prompts.map((prompt) => prompt.name).sort(), Object.keys(args).sort());
      for (const prompt of prompts) {
        const { messages } = await client.getPrompt({ name: prompt.name, arguments: args[prompt.name] });
        assert.equal(messages.length, 1);
        assert.match(messages[0].content.text, says[prompt.name]);
      }
      await assert.rejects(
        client.getPrompt({ name: 'explain_query', arguments: { sql: 'SELECT nosuch FROM users' } }),
        /no such column: nosuch/,
      );
    });

    test('completes names of databases, tables and files', async (t) => {
      const client = await open(t, shop());
      const tables = { type: 'ref/resource', uri: 'd1://{database}/tables/{table}' };
      const files = { type: 'ref/resource', uri: 'd1://{database}/migrations/{file}' };
      const prompt = { type: 'ref/prompt', name: 'why_locked' };

      assert.deepEqual(await complete(client, prompt, 'database', 'SH'), ['shop']);
      assert.deepEqual(await complete(client, tables, 'table', 'L', { database: 'shop' }), ['large', 'log']);
      assert.deepEqual(await complete(client, tables, 'table', 'ord'), ['orders']);
      assert.deepEqual(await complete(client, files, 'file', '000', { database: 'shop' }), [
        '0002_first_coupons.sql',
        '0001_coupons.sql',
      ]);
      assert.deepEqual(await complete(client, tables, 'table', '', { database: 'nosuch' }), []);
    });

    for (const journal of ['DELETE', 'WAL']) {
      test(`hears that another process altered a table (journal ${journal})`, async (t) => {
        const folder = shop();
        const file = join(folder, 'shop.db');
        await inAnotherProcess(file, `PRAGMA journal_mode=${journal}`);
        const client = await open(t, folder);
        const heard = heardBy(client);
        await subscribe(way, client, ['d1://shop/schema', 'd1://shop/tables/users', 'd1://shop/tables/log']);

        await changeUntilHeard(heard, isUpdateOf('d1://shop/tables/log'), (number) =>
          inAnotherProcess(
            file,
            `INSERT INTO users (email) VALUES ('${number}@example.com'); ALTER TABLE log ADD COLUMN c${number}`,
          ),
        );

        assert.ok(heard.some(isUpdateOf('d1://shop/schema')), JSON.stringify(heard));
        assert.ok(!heard.some(isUpdateOf('d1://shop/tables/users')), 'only its rows have changed');
        const { contents } = await client.readResource({ uri: 'd1://shop/tables/log' });
        assert.match(contents[0].text, /"c0"/);
      });
    }

    test('hears of migration files that come, change and go', async (t) => {
      const folder = shop();
      const place = join(folder, 'migrations/0003_new.sql');
      const uri = 'd1://shop/migrations/0003_new.sql';
      const client = await open(t, folder);
      const heard = heardBy(client);
      await subscribe(way, client, ['d1://shop/migrations', uri]);

      await changeUntilHeard(heard, isUpdateOf('d1://shop/migrations'), (number) => {
        if (number % 2 === 0) writeFileSync(place, 'SELECT 1;');
        else rmSync(place);
      });
      heard.length = 0;
      await changeUntilHeard(heard, isUpdateOf(uri), (number) => {
        writeFileSync(`${place}.new`, `SELECT ${number};`);
        renameSync(`${place}.new`, place);
      });

      assert.match((await client.readResource({ uri })).contents[0].text, /^SELECT \d+;$/);
    });
  });
}
