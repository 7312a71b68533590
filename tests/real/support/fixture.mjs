// A small shop: a database file with a bit of everything, and migrations that wait.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { place, scratch } from './scratch.mjs';

// Rows of the large table: an export of it takes long enough to tell of its progress.
export const largeRows = 100_000;

// Runs until somebody stops it.
export const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n';

const schema = `
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  plan TEXT NOT NULL DEFAULT 'free' CHECK (plan IN ('free', 'pro'))
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  total REAL NOT NULL,
  note TEXT
);
CREATE INDEX orders_by_user ON orders (user_id, total DESC);
CREATE VIEW paid AS SELECT user_id, sum(total) AS sum FROM orders GROUP BY user_id;
CREATE TABLE log (what TEXT);
CREATE TRIGGER ordered AFTER INSERT ON orders BEGIN INSERT INTO log VALUES ('order of ' || new.user_id); END;
INSERT INTO users (id, email, plan) VALUES (1, 'ada@example.com', 'pro'), (2, 'ben@example.com', 'free'), (3, 'chi@example.com', 'pro');
INSERT INTO orders (user_id, total, note) VALUES (1, 10.5, NULL), (1, 5.0, 'gift'), (3, 99.99, 'ünï');
CREATE TABLE large (id INTEGER PRIMARY KEY, name TEXT, value REAL);
INSERT INTO large
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${largeRows})
  SELECT i, 'row number ' || i, i / 7.0 FROM n;
`;

const original = place(scratch('shop'), {
  'migrations/0001_coupons.sql': 'CREATE TABLE coupons (code TEXT PRIMARY KEY, percent INTEGER NOT NULL);\n',
  'migrations/0002_first_coupons.sql': `INSERT INTO coupons VALUES ('ten', 10), ('half', 50);\nUPDATE users SET plan = 'pro' WHERE id = 2;\n`,
});
const database = new DatabaseSync(join(original, 'shop.db'));
database.exec(schema);
database.close();

// A folder with a fresh shop.db and its migrations.
export function shop() {
  const folder = scratch('shop');
  cpSync(original, folder, { recursive: true });
  return folder;
}
