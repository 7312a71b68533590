-- 001_initial_rollback.sql
-- Undoes 001_initial.sql: every account, plan, connection and admin log is lost.
-- Tables go before the tables they reference; indexes go with their table.

DROP TABLE IF EXISTS admin_logs;
DROP TABLE IF EXISTS n8n_connections;
DROP TABLE IF EXISTS users;
DROP TABLE IF EXISTS plans;
