-- 004_ai_connections_rollback.sql
-- Undoes 004_ai_connections.sql: all AI provider keys and bots are lost.
-- Tables go before the tables they reference; indexes go with their table.

DROP TABLE IF EXISTS bot_connections;
DROP TABLE IF EXISTS ai_connections;
