-- 004_ai_connections.sql
-- Bring your own AI: the provider keys of a user, and the chat bots that answer with them.
-- Undone by 004_ai_connections_rollback.sql.

-- One key of an AI provider. It is encrypted by the gateway before it gets here.
CREATE TABLE IF NOT EXISTS ai_connections (
  id                TEXT PRIMARY KEY,
  user_id           TEXT NOT NULL REFERENCES users (id),
  name              TEXT NOT NULL,
  provider          TEXT NOT NULL,                   -- 'anthropic', 'openai', 'google' and so on
  base_url          TEXT,                            -- NULL: the provider's own address
  default_model     TEXT,
  api_key_encrypted TEXT NOT NULL,
  created_at        TEXT DEFAULT (datetime('now')),
  last_used_at      TEXT                             -- NULL until the first request
);

CREATE INDEX IF NOT EXISTS idx_ai_connections_user_id ON ai_connections (user_id);

-- One chat bot: where it listens, which AI answers, and which n8n instance it may use.
CREATE TABLE IF NOT EXISTS bot_connections (
  id                  TEXT PRIMARY KEY,
  user_id             TEXT NOT NULL REFERENCES users (id),
  ai_connection_id    TEXT NOT NULL REFERENCES ai_connections (id),
  n8n_connection_id   TEXT NOT NULL REFERENCES n8n_connections (id),
  name                TEXT NOT NULL,
  platform            TEXT NOT NULL,                 -- 'telegram', 'slack', 'discord', 'line'
  bot_token_encrypted TEXT NOT NULL,
  webhook_secret_hash TEXT NOT NULL,                 -- SHA-256 of the secret, hexadecimal
  system_prompt       TEXT,                          -- NULL: the gateway's own
  is_active           INTEGER NOT NULL DEFAULT 1,
  created_at          TEXT DEFAULT (datetime('now')),
  updated_at          TEXT DEFAULT (datetime('now'))
);

CREATE INDEX IF NOT EXISTS idx_bot_connections_user_id ON bot_connections (user_id);
CREATE INDEX IF NOT EXISTS idx_bot_connections_ai_connection_id ON bot_connections (ai_connection_id);
CREATE INDEX IF NOT EXISTS idx_bot_connections_n8n_connection_id ON bot_connections (n8n_connection_id);
CREATE UNIQUE INDEX IF NOT EXISTS idx_bot_connections_webhook_secret_hash ON bot_connections (webhook_secret_hash);
