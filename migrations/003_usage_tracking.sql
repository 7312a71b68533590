-- 003_usage_tracking.sql
-- What was called, by whom, how long it took and how it ended: per request, and summed per month.
-- Undone by 003_usage_tracking_rollback.sql.

-- One request. Its key or connection may be deleted later; the request stays and is still billed.
CREATE TABLE IF NOT EXISTS usage_logs (
  id               INTEGER PRIMARY KEY,
  user_id          TEXT NOT NULL REFERENCES users (id),
  api_key_id       TEXT REFERENCES api_keys (id) ON DELETE SET NULL,
  connection_id    TEXT REFERENCES n8n_connections (id) ON DELETE SET NULL,
  tool_name        TEXT NOT NULL,                    -- the MCP tool that was called
  status           TEXT NOT NULL CHECK (status IN ('success', 'error')),
  response_time_ms INTEGER NOT NULL CHECK (response_time_ms >= 0),
  error_message    TEXT,                             -- NULL when status is 'success'
  created_at       TEXT NOT NULL DEFAULT (datetime('now'))
);

CREATE INDEX IF NOT EXISTS idx_usage_logs_user_id ON usage_logs (user_id, created_at);
CREATE INDEX IF NOT EXISTS idx_usage_logs_api_key_id ON usage_logs (api_key_id);
CREATE INDEX IF NOT EXISTS idx_usage_logs_connection_id ON usage_logs (connection_id);
CREATE INDEX IF NOT EXISTS idx_usage_logs_created_at ON usage_logs (created_at);
CREATE INDEX IF NOT EXISTS idx_usage_logs_errors ON usage_logs (created_at) WHERE status = 'error';

-- What the monthly limit is checked against: one row a user and month, updated with each request.
CREATE TABLE IF NOT EXISTS usage_monthly (
  user_id       TEXT NOT NULL REFERENCES users (id),
  year_month    TEXT NOT NULL CHECK (year_month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  request_count INTEGER NOT NULL DEFAULT 0,
  success_count INTEGER NOT NULL DEFAULT 0,
  error_count   INTEGER NOT NULL DEFAULT 0,
  updated_at    TEXT DEFAULT (datetime('now')),
  PRIMARY KEY (user_id, year_month),
  CHECK (request_count = success_count + error_count)
);

CREATE INDEX IF NOT EXISTS idx_usage_monthly_year_month ON usage_monthly (year_month);
