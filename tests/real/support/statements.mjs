// Statements at the edge of what D1 takes, by subject. What it says about them is asked of workerd.

const words = (text) => text.trim().split(/\s+/);
const lines = (text) => text.trim().split(/\s*\n\s*/);
const times = (count, make) => Array.from({ length: count }, (_, at) => make(at));

// A call with as few arguments as each function takes.
const calls = `
  abs(1) changes() char(65) coalesce(1,2) format('%d',1) glob('a','a') hex('a') ifnull(1,2) iif(1,2,3) instr('a','a')
  last_insert_rowid() length('a') like('a','a') likelihood(1,0.5) likely(1) lower('A') ltrim('a') max(1,2) min(1,2)
  nullif(1,2) printf('a') quote('a') random() randomblob(1) replace('a','b','c') round(1.5) rtrim('a') sign(1)
  soundex('a') substr('a',1) substring('a',1) total_changes() trim('a') typeof(1) unicode('a') unlikely(1) upper('a')
  zeroblob(1) date() time() datetime() julianday() unixepoch() strftime('%Y') avg(1) count(*) group_concat('a') sum(1)
  total(1) acos(1) acosh(1) asin(1) asinh(1) atan(1) atan2(1,1) atanh(0) ceil(1) cos(1) cosh(1) degrees(1) exp(1)
  floor(1) ln(1) log(1) log2(1) mod(1,2) pi() pow(1,2) radians(1) sin(1) sinh(1) sqrt(1) tan(1) tanh(1) trunc(1)
  ceiling(1) log10(1) power(1,2) json('1') json_array(1) json_array_length('[]') json_extract('{}','$') json_insert('{}','$.a',1)
  json_object('a',1) json_patch('{}','{}') json_remove('{}','$.a') json_replace('{}','$.a',1) json_set('{}','$.a',1)
  json_type('1') json_valid('1') json_quote(1) json_group_array(1) json_group_object('a',1)
  sqlite_version() sqlite_source_id() sqlite_compileoption_used('X') sqlite_compileoption_get(0) load_extension('x')
  sqlite_offset(1) fts5_source_id() sha3('a') uuid() regexp('a','b') median(1) nosuch(1)
`;

const newerCalls = `
  concat('a') concat_ws(',','a') octet_length('a') string_agg('a',',') timediff('2020-01-01','2020-01-02') unhex('41')
  jsonb('1') jsonb_array(1) jsonb_extract('{}','$') jsonb_object('a',1) jsonb_set('{}','$.a',1) json_pretty('1')
  json_error_position('1') unistr('a') unistr_quote('a') subtype(1) if(1,2,3) percentile(1,50)
`;

const windows = `
  row_number() rank() dense_rank() percent_rank() cume_dist() ntile(2) lag(id) lead(id) first_value(id) last_value(id)
  nth_value(id,1)
`;

const pragmas = `
  table_list table_info(t) table_xinfo(t) table_info index_list(t) index_info(i) index_xinfo(i) foreign_key_list(t)
  foreign_key_check foreign_key_check(child) quick_check quick_check(1) quick_check(t) integrity_check optimize
  data_version page_size page_size=1024 case_sensitive_like=1 foreign_keys foreign_keys=on foreign_keys=off
  defer_foreign_keys=on ignore_check_constraints legacy_alter_table recursive_triggers reverse_unordered_selects
  user_version user_version=3 schema_version encoding journal_mode journal_mode=delete page_count freelist_count
  database_list collation_list compile_options function_list module_list pragma_list stats wal_checkpoint busy_timeout
  cache_size synchronous query_only trusted_schema writable_schema=1 auto_vacuum temp_store secure_delete mmap_size
  application_id foreign_keys=maybe table_info(_cf_KV) nosuch_pragma
`;

const ands = (count) => times(count, () => '1=1').join(' AND ');
const unions = (count) => times(count, () => 'SELECT 1').join(' UNION ALL ');
const padded = (bytes) => `SELECT '${'x'.repeat(bytes - 9)}'`;

export const statements = {
  functions: words(calls).map((call) => `SELECT ${call}`),
  'functions of SQLite 3.41 and later': words(newerCalls).map((call) => `SELECT ${call}`),
  'window functions': words(windows).map((call) => `SELECT ${call} OVER (ORDER BY id) FROM t`),
  pragmas: words(pragmas).map((pragma) => `PRAGMA ${pragma}`),
  'table-valued functions': lines(`
    SELECT * FROM json_each('[1]')
    SELECT * FROM json_tree('[1]')
    SELECT * FROM pragma_table_info('t')
    SELECT * FROM pragma_index_list('t')
    SELECT * FROM pragma_user_version
    SELECT * FROM pragma_function_list
    SELECT * FROM pragma_database_list
    SELECT * FROM generate_series(1, 3)
    SELECT * FROM dbstat
    SELECT * FROM sqlite_dbpage
    SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p
  `),
  reading: lines(`
    SELECT 1
    VALUES (1), (2)
    WITH x AS (SELECT 1) SELECT * FROM x
    EXPLAIN SELECT 1
    EXPLAIN QUERY PLAN SELECT * FROM t
    SELECT * FROM sqlite_master
    SELECT * FROM sqlite_schema
    SELECT * FROM sqlite_temp_master
    SELECT * FROM sqlite_sequence
    SELECT * FROM _cf_KV
    SELECT 1 AS _cf_x
    SELECT "nocolumn"
    SELECT nocolumn
    SELECT * FROM main.t
    SELECT * FROM temp.t
    SELECT * FROM f WHERE f MATCH 'words'
    SELECT * FROM f_data
    SELECT * FROM t JOIN child ON t.id = child.t
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n
    SELECT '{"a":1}' ->> 'a'
  `),
  changing: lines(`
    INSERT INTO t VALUES (3, 'three', 3)
    INSERT INTO t VALUES (1, 'again', 1)
    INSERT OR REPLACE INTO t VALUES (1, 'again', 1)
    INSERT INTO t VALUES (4, 'four', -1)
    INSERT INTO t (a) VALUES ('x') RETURNING id
    INSERT INTO t VALUES (1, 'u', 1) ON CONFLICT DO UPDATE SET a = 'v'
    UPDATE t SET n = n + 1
    UPDATE t SET n = n + 1 ORDER BY id LIMIT 1
    DELETE FROM child ORDER BY id LIMIT 1
    DELETE FROM t
    DELETE FROM child
    INSERT INTO child (t) VALUES (99)
    INSERT INTO "strict" VALUES ('text')
    DELETE FROM sqlite_sequence
    INSERT INTO sqlite_master VALUES (1, 2, 3, 4, 5)
    UPDATE sqlite_schema SET sql = ''
    DELETE FROM f_data
    INSERT INTO f VALUES ('more')
    INSERT INTO f (f) VALUES ('rebuild')
    UPDATE t SET nosuch = 1
    INSERT INTO v VALUES (1)
    REPLACE INTO t VALUES (2, NULL, NULL)
  `),
  schema: lines(`
    CREATE TABLE x (a)
    CREATE TABLE t (a)
    CREATE TABLE IF NOT EXISTS t (a)
    CREATE TABLE x AS SELECT * FROM t
    CREATE TABLE x (a INT) STRICT
    CREATE TABLE x (a PRIMARY KEY) WITHOUT ROWID
    CREATE TABLE x (a, b AS (a + 1) STORED)
    CREATE TEMP TABLE x (a)
    CREATE TEMPORARY VIEW x AS SELECT 1
    CREATE TABLE temp.x (a)
    CREATE TABLE main.x (a)
    CREATE TABLE sqlite_x (a)
    CREATE TABLE _cf_x (a)
    CREATE TABLE _CF_X (a)
    CREATE TABLE x (_cf_a)
    CREATE VIEW _cf_v AS SELECT 1
    CREATE INDEX _cf_i ON t (a)
    ALTER TABLE t RENAME TO _cf_t
    ALTER TABLE t RENAME TO u
    ALTER TABLE t ADD COLUMN b
    ALTER TABLE t RENAME COLUMN a TO b
    ALTER TABLE child DROP COLUMN t
    ALTER TABLE t DROP COLUMN a
    DROP TABLE child
    DROP TABLE t
    DROP TABLE nosuch
    DROP TABLE IF EXISTS nosuch
    DROP TABLE IF EXISTS _cf_KV
    DROP TABLE f_data
    DROP TABLE f
    DROP VIEW v
    DROP INDEX i
    DROP TABLE sqlite_sequence
    CREATE VIEW w AS SELECT * FROM t
    CREATE VIEW w AS SELECT sqlite_version()
    CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END
    CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END
    CREATE TEMP TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END
    CREATE INDEX j ON t (lower(a)) WHERE n > 1
    CREATE INDEX j ON t (random())
    REINDEX
    ANALYZE
    CREATE VIRTUAL TABLE x USING fts5 (a, tokenize = trigram)
    CREATE VIRTUAL TABLE x USING FTS5 (a)
    CREATE VIRTUAL TABLE x USING fts5vocab (f, row)
    CREATE VIRTUAL TABLE x USING rtree (id, a, b)
    CREATE VIRTUAL TABLE x USING fts4 (a)
    CREATE VIRTUAL TABLE x USING fts3 (a)
    CREATE VIRTUAL TABLE x USING csv (filename = '/etc/passwd')
    CREATE VIRTUAL TABLE x USING dbstat
    CREATE VIRTUAL TABLE x USING geopoly (a)
    CREATE VIRTUAL TABLE x USING nosuch (a)
  `),
  'transactions and files': lines(`
    BEGIN
    BEGIN TRANSACTION
    COMMIT
    END
    ROLLBACK
    SAVEPOINT x
    RELEASE x
    ROLLBACK TO x
    ATTACH '/tmp/x.db' AS x
    ATTACH ':memory:' AS x
    DETACH main
    VACUUM
    VACUUM INTO '/tmp/x.db'
  `),
  limits: [
    padded(100_000),
    padded(100_001),
    `CREATE TABLE x (${times(100, (at) => `c${at}`)})`,
    `CREATE TABLE x (${times(101, (at) => `c${at}`)})`,
    `SELECT ${times(100, () => '1')}`,
    `SELECT ${times(101, () => '1')}`,
    `SELECT ${ands(99)}`,
    `SELECT ${ands(102)}`,
    unions(5),
    unions(6),
    `VALUES ${times(600, (at) => `(${at})`)}`,
    `SELECT max(${times(100, () => '1')})`,
    `SELECT max(${times(127, () => '1')})`,
    `SELECT max(${times(128, () => '1')})`,
    `SELECT 'a' LIKE '${'x'.repeat(50)}'`,
    `SELECT 'a' LIKE '${'x'.repeat(51)}'`,
    `SELECT 'a' GLOB '${'x'.repeat(51)}'`,
    `SELECT 'a' LIKE '${'é'.repeat(26)}'`,
    'SELECT length(zeroblob(2000000))',
    'SELECT length(zeroblob(8000000))',
    'SELECT length(zeroblob(9000000))',
    `SELECT * FROM ${times(64, (at) => `t AS t${at}`)} LIMIT 0`,
    `SELECT * FROM ${times(65, (at) => `t AS t${at}`)} LIMIT 0`,
    `SELECT ${'('.repeat(90)}1${')'.repeat(90)}`,
  ],
  'what is no statement': [
    'SELEC 1',
    'SELECT',
    'SELECT 1 +',
    'DROP',
    `SELECT 'open`,
    'SELECT [open',
    'nonsense',
  ],
};
