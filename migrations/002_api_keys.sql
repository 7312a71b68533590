-- 002_api_keys.sql
-- The keys with which MCP clients call the gateway, each bound to one n8n connection.
-- Undone by 002_api_keys_rollback.sql.

-- Only a hash is kept; the prefix is what a person recognises in a list.
CREATE TABLE IF NOT EXISTS api_keys (
  id            TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES n8n_connections (id),
  key_hash      TEXT NOT NULL,                       -- SHA-256 of the key, hexadecimal
  key_prefix    TEXT NOT NULL,                       -- the first characters of the key
  created_at    TEXT DEFAULT (datetime('now')),
  last_used_at  TEXT                                 -- NULL until the first request
);

CREATE INDEX IF NOT EXISTS idx_api_keys_connection_id ON api_keys (connection_id);
CREATE UNIQUE INDEX IF NOT EXISTS idx_api_keys_key_hash ON api_keys (key_hash);
