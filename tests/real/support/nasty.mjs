// A database of everything that is known to break dumps, and a way to compare two files exactly.

import { DatabaseSync } from 'node:sqlite';

const schema = `
PRAGMA foreign_keys = OFF;

-- The child is older than its parent, two tables point at each other, one at itself.
CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id));
CREATE TABLE parent (id INTEGER PRIMARY KEY);
CREATE TABLE hen (id INTEGER PRIMARY KEY, egg INTEGER REFERENCES egg (id));
CREATE TABLE egg (id INTEGER PRIMARY KEY, hen INTEGER REFERENCES hen (id));
CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree (id));
INSERT INTO child VALUES (1, 10), (2, 11);
INSERT INTO parent VALUES (10), (11);
INSERT INTO hen VALUES (1, 1), (2, NULL);
INSERT INTO egg VALUES (1, 2), (2, 1);
INSERT INTO tree VALUES (1, 2), (2, NULL);

-- Numbers that JavaScript cannot hold, and those that change their storage class.
CREATE TABLE numbers (id INTEGER PRIMARY KEY, v);
INSERT INTO numbers (v) VALUES
  (9223372036854775807), (-9223372036854775808), (9007199254740993), (1.0), (-0.0), (1e15), (0.1), (1e308),
  (5e-324), (9e999), (-9e999), (2.2250738585072014e-308), (3.0000000000000004), (0), (NULL);
CREATE TABLE strict_ones (a INTEGER, r REAL, t TEXT, b BLOB, x ANY) STRICT;
INSERT INTO strict_ones VALUES (1, 2, '3', x'04', 5.0), (NULL, NULL, NULL, NULL, 5), (1, 1, '', x'', '5');

-- Text that is cut, changed or refused by tools that mean well.
CREATE TABLE texts (id INTEGER PRIMARY KEY, t TEXT);
INSERT INTO texts (t) VALUES
  ('a' || char(0) || 'b'), ('literal \\n and' || char(10) || 'a real one'), ('\\r' || char(13)),
  ('first' || char(13, 10) || 'second'), ('say BEGIN TRANSACTION; now'), ('COMMIT;'), ('BEGIN TRANSACTION;'),
  (CAST(x'c328ff' AS TEXT)), (CAST(x'efbbbf41' AS TEXT)), ('it''s "q" \`b\` [x]'), ('-- no comment'), ('/* open'),
  (';'), (''), ('ünï → 🚀 ' || char(8232)), (printf('%.150000c', 'y')), (NULL);
CREATE TABLE blobs (id INTEGER PRIMARY KEY, b BLOB);
INSERT INTO blobs (b) VALUES (x''), (x'00'), (x'00ff27'), (zeroblob(128000)), (CAST('text' AS BLOB));

-- Names.
CREATE TABLE "order" ("group" TEXT, "with ""quotes""" INTEGER, "semi;colon" TEXT, [brackets] TEXT, \`ticks\` TEXT);
INSERT INTO "order" VALUES ('g', 1, 's', 'b', 't');
CREATE TABLE "two
lines" (a);
INSERT INTO "two
lines" VALUES (1);

-- Row ids and counters.
CREATE TABLE gaps (a);
INSERT INTO gaps (rowid, a) VALUES (3, 'c'), (7, 'g'), (-2, 'minus');
CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, a);
INSERT INTO counted VALUES (5, 'five'), (900, 'gone');
DELETE FROM counted WHERE id = 900;
CREATE TABLE emptied (id INTEGER PRIMARY KEY AUTOINCREMENT);
CREATE TABLE no_rowid (a TEXT, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID;
INSERT INTO no_rowid VALUES ('1', 'z'), ('2', 'y');
CREATE TABLE generated (a INTEGER, v AS (a * 2), s AS (a * 3) STORED, z TEXT DEFAULT 'd');
INSERT INTO generated (a) VALUES (1), (2);

-- Views, indexes, triggers: a trigger must not fire while rows are imported.
CREATE TABLE log (what TEXT);
CREATE TABLE watched (a TEXT);
INSERT INTO watched VALUES ('before');
INSERT INTO log VALUES ('before');
CREATE VIEW low AS SELECT id FROM parent WHERE id < 11;
CREATE VIEW lower AS SELECT id FROM low;
CREATE VIEW remarked AS SELECT id FROM low -- what is said here stays
;
CREATE TRIGGER watching AFTER INSERT ON watched BEGIN INSERT INTO log VALUES (new.a); SELECT CASE WHEN 1 THEN 2 END; END;
CREATE TRIGGER instead INSTEAD OF INSERT ON low BEGIN INSERT INTO parent VALUES (new.id); END;
CREATE INDEX partly ON texts (t) WHERE t IS NOT NULL AND length(t) < 100;
CREATE UNIQUE INDEX by_expression ON gaps (upper(a) COLLATE NOCASE DESC);

-- Full-text search with content of its own, and over a table.
CREATE VIRTUAL TABLE words USING fts5 (body, tokenize = 'porter');
INSERT INTO words (rowid, body) VALUES (7, 'the quick brown foxes'), (9, 'a lazy dog');
CREATE TABLE posts (id INTEGER PRIMARY KEY, body TEXT);
INSERT INTO posts VALUES (10, 'the first post'), (20, 'the second post');
CREATE VIRTUAL TABLE posts_search USING fts5 (body, content = 'posts', content_rowid = 'id');
INSERT INTO posts_search (posts_search) VALUES ('rebuild');
`;

export function makeNastyDatabase(file) {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  database.exec(schema);
  database.close();
}

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

// A cell that loses nothing: its storage class, and the bytes of text, valid or not.
const cell = (name) =>
  `typeof(${name}) || ':' || CASE WHEN typeof(${name}) IN ('text', 'blob') THEN hex(CAST(${name} AS BLOB)) ELSE '' END, ` +
  `CASE WHEN typeof(${name}) IN ('integer', 'real') THEN ${name} END`;

// {schema, rows}: the definitions by name, and every row of every table with its row id. The
// tables that hold a full-text index are left out: two indexes of the same words may differ.
export function readEverything(file) {
  const database = new DatabaseSync(file, { readOnly: true });
  const schema = database
    .prepare(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' ORDER BY type, name`,
    )
    .all()
    .map((row) => ({ ...row }));
  const shadow = new Set(
    database
      .prepare(`SELECT name FROM pragma_table_list WHERE type = 'shadow'`)
      .all()
      .map(({ name }) => name),
  );
  const rows = {};
  const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => name);
  if (database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'`).get())
    tables.push('sqlite_sequence');
  for (const table of tables.filter((name) => !shadow.has(name))) {
    const columns = database.prepare(`SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1`).all(table);
    const hasRowid = !database.prepare(`SELECT wr FROM pragma_table_list WHERE name = ?`).get(table).wr;
    const cells = columns.map(({ name }) => cell(quoted(name)));
    const keys = hasRowid && table !== 'sqlite_sequence' ? ['rowid'] : [];
    const statement = database.prepare(
      `SELECT ${[...keys, ...cells].join(', ')} FROM ${quoted(table)} ORDER BY ${keys[0] ?? '1, 2'}`,
    );
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    rows[table] = statement.all();
  }
  database.close();
  return { schema, rows };
}
