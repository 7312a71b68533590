// Migrations on which our check and local D1 have to agree: the rows there are, the file's statements, what D1 makes of
// them, and the rule that tells before. `count` is a query whose number has to stay what it is.

const family = (action) => [
  'CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT)',
  `CREATE TABLE c (id INTEGER PRIMARY KEY, pid INTEGER REFERENCES p ${action})`,
  'CREATE INDEX c_pid ON c (pid)',
  "INSERT INTO p VALUES (1, 'a')",
  'INSERT INTO c (pid) VALUES (1), (1), (1)',
];

const rebuild = (...first) => [
  ...first,
  'CREATE TABLE p_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL)',
  'INSERT INTO p_new (id, name) SELECT id, name FROM p',
  'DROP TABLE p',
  'ALTER TABLE p_new RENAME TO p',
];

const sameName = [
  'PRAGMA defer_foreign_keys=ON',
  'CREATE TABLE p__bak AS SELECT * FROM p',
  'DROP TABLE p',
  'CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT NOT NULL)',
  'INSERT INTO p (id, name) SELECT id, name FROM p__bak',
  'DROP TABLE p__bak',
];

const withoutRebuild = [
  "ALTER TABLE p ADD COLUMN name__new TEXT NOT NULL DEFAULT ''",
  "UPDATE p SET name__new = COALESCE(name, '')",
  'ALTER TABLE p DROP COLUMN name',
  'ALTER TABLE p RENAME COLUMN name__new TO name',
];

const detached = [
  'PRAGMA defer_foreign_keys=ON',
  'CREATE TABLE c__bak (id INTEGER PRIMARY KEY, pid INTEGER)',
  'INSERT INTO c__bak (id, pid) SELECT id, pid FROM c',
  'DROP TABLE c',
  ...rebuild(),
  'CREATE TABLE c (id INTEGER PRIMARY KEY, pid INTEGER REFERENCES p ON DELETE CASCADE)',
  'INSERT INTO c (id, pid) SELECT id, pid FROM c__bak',
  'CREATE INDEX c_pid ON c (pid)',
  'DROP TABLE c__bak',
];

const selfReference = [
  'CREATE TABLE p (id INTEGER PRIMARY KEY, up INTEGER REFERENCES p ON DELETE CASCADE)',
  'INSERT INTO p VALUES (1, NULL), (2, 1)',
];

const children = 'SELECT count(*) AS n FROM c';
const cascade = { setup: family('ON DELETE CASCADE'), count: 'SELECT count(pid) AS n FROM c' };
const nothing = { setup: family(''), count: children };
const added = (clause) => ({ ...nothing, sql: [`ALTER TABLE p ADD COLUMN d ${clause}`], d1: 'fails' });
const refused = (...sql) => ({ ...nothing, sql, d1: 'fails' });

export const verdicts = {
  'a rebuild with cascading children': { ...cascade, sql: rebuild(), d1: 'loses', rule: 'K01' },
  'the same behind foreign_keys=OFF': {
    ...cascade,
    sql: rebuild('PRAGMA foreign_keys=OFF'),
    d1: 'loses',
    rule: 'K01',
  },
  'the same behind defer_foreign_keys=ON': {
    ...cascade,
    sql: rebuild('PRAGMA defer_foreign_keys=ON'),
    d1: 'loses',
    rule: 'K01',
  },
  'a rebuild with SET NULL': {
    ...cascade,
    setup: family('ON DELETE SET NULL'),
    sql: rebuild(),
    d1: 'loses',
    rule: 'K02',
  },
  'a rebuild with children': { ...nothing, sql: rebuild(), d1: 'fails', rule: 'K03' },
  'a rebuild that is renamed, deferred': {
    ...nothing,
    sql: rebuild('PRAGMA defer_foreign_keys=ON'),
    d1: 'fails',
    rule: 'K03',
  },
  'a rebuild of a table that references itself': {
    setup: selfReference,
    count: 'SELECT count(*) AS n FROM p',
    sql: [
      'CREATE TABLE n (id INTEGER PRIMARY KEY, up INTEGER REFERENCES p ON DELETE CASCADE)',
      'INSERT INTO n (id, up) SELECT id, up FROM p',
      'DROP TABLE p',
      'ALTER TABLE n RENAME TO p',
    ],
    d1: 'loses',
    rule: 'K08',
  },
  'a rebuild under the same name': { ...nothing, sql: sameName, d1: 'keeps' },
  'a change without a rebuild': { ...cascade, sql: withoutRebuild, d1: 'keeps' },
  'a rebuild with the children detached': { ...cascade, sql: detached, d1: 'keeps' },
  'an added STORED column': { ...added('AS (name) STORED'), rule: 'A07' },
  'an added NOT NULL': { ...added('TEXT NOT NULL'), rule: 'A08' },
  'an added expression': { ...added("TEXT DEFAULT (datetime('now'))"), rule: 'A09' },
  'an added CURRENT_TIMESTAMP': { ...added('TEXT DEFAULT CURRENT_TIMESTAMP'), rule: 'A09' },
  'an added reference': { ...added('INTEGER DEFAULT 1 REFERENCES p'), rule: 'A10' },
  'an added CHECK': { ...added('INTEGER DEFAULT 0 CHECK (d > 0)'), rule: 'A11' },
  'an added constant': { ...added('INTEGER NOT NULL DEFAULT 0 CHECK (d >= 0)'), d1: 'keeps' },
  'a dropped column in an index': { ...refused('ALTER TABLE c DROP COLUMN pid'), rule: 'A02' },
  'duplicates under a unique index': { ...refused('CREATE UNIQUE INDEX u ON c (pid)'), rule: 'D04' },
  'six terms': {
    ...refused("INSERT INTO p (name) SELECT '1' UNION SELECT '2' UNION SELECT '3' UNION SELECT '4' UNION SELECT '5' UNION SELECT '6'"),
    rule: 'X05',
  },
  'a deep expression': { ...refused(`DELETE FROM p WHERE ${Array(102).fill('id = 9').join(' OR ')}`), rule: 'X06' },
  'a missing function': { ...refused('UPDATE p SET name = sqlite_version() WHERE id = 1'), rule: 'X07' },
  'a missing function in a view': {
    ...refused('CREATE VIEW v AS SELECT sqlite_version() AS x'),
    use: 'SELECT * FROM v',
    rule: 'X08',
  },
  'a long pattern': { ...refused(`DELETE FROM p WHERE name LIKE '${'x'.repeat(51)}'`), rule: 'X09' },
  'a temporary table': { ...refused('CREATE TEMP TABLE u (a)'), rule: 'X12' },
  'an attached database': { ...refused("ATTACH 'x.db' AS x"), rule: 'X13' },
  'a VACUUM': { ...refused('VACUUM'), rule: 'X14' },
  'a missing module': { ...refused('CREATE VIRTUAL TABLE g USING geopoly(a)'), rule: 'X15' },
  'a refused PRAGMA': { ...refused('PRAGMA user_version=1'), rule: 'X16' },
  'a reserved name': { ...refused('ALTER TABLE p RENAME TO _cf_t'), rule: 'X18' },
  'ALTER COLUMN': { ...refused('ALTER TABLE p ALTER COLUMN name SET NOT NULL'), rule: 'X19' },
};
