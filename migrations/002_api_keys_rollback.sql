-- 002_api_keys_rollback.sql
-- Undoes 002_api_keys.sql: every key is lost, and every client has to be given a new one.

DROP TABLE IF EXISTS api_keys;
