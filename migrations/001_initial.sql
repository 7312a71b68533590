-- 001_initial.sql
-- Accounts, the plans they pay for, the n8n instances they connect, and the audit trail of admins.
-- Undone by 001_initial_rollback.sql.

-- What a plan costs and allows. A limit that is NULL, in a column or in
-- features, means unlimited.
CREATE TABLE IF NOT EXISTS plans (
  id                  TEXT PRIMARY KEY,              -- 'free', 'pro' and so on: the value of users.plan
  name                TEXT NOT NULL,
  price_cents         INTEGER NOT NULL DEFAULT 0,    -- a month, in US cents
  stripe_price_id     TEXT,                          -- NULL for plans that are not sold online
  max_connections     INTEGER,
  max_api_keys        INTEGER,
  requests_per_month  INTEGER,
  requests_per_minute INTEGER,
  features            TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(features)),
  is_active           INTEGER NOT NULL DEFAULT 1,    -- 0: kept for its subscribers, no longer offered
  created_at          TEXT DEFAULT (datetime('now'))
);

INSERT OR IGNORE INTO plans
  (id, name, price_cents, max_connections, max_api_keys, requests_per_month, requests_per_minute, features)
VALUES
  ('free', 'Free', 0, 1, 2, 1000, 10,
   '{"bots":0,"log_days":7,"own_ai_key":false,"support":"community"}'),
  ('starter', 'Starter', 900, 3, 10, 10000, 60,
   '{"bots":1,"log_days":30,"own_ai_key":true,"support":"email"}'),
  ('pro', 'Pro', 2900, 10, 50, 100000, 300,
   '{"bots":5,"log_days":90,"own_ai_key":true,"support":"priority"}'),
  ('enterprise', 'Enterprise', 19900, NULL, NULL, NULL, 600,
   '{"bots":null,"log_days":365,"own_ai_key":true,"support":"dedicated"}');

-- One person who can sign in.
CREATE TABLE IF NOT EXISTS users (
  id                 TEXT PRIMARY KEY,
  email              TEXT UNIQUE NOT NULL,
  password_hash      TEXT NOT NULL,
  plan               TEXT DEFAULT 'free',            -- plans.id
  stripe_customer_id TEXT,                           -- NULL until the first payment
  is_admin           INTEGER DEFAULT 0,
  status             TEXT DEFAULT 'active',          -- 'active', 'suspended' or 'deleted'
  created_at         TEXT DEFAULT (datetime('now')),
  updated_at         TEXT DEFAULT (datetime('now'))
);

CREATE INDEX IF NOT EXISTS idx_users_plan ON users (plan);
CREATE INDEX IF NOT EXISTS idx_users_status ON users (status);
CREATE INDEX IF NOT EXISTS idx_users_stripe_customer_id ON users (stripe_customer_id);

-- One n8n instance of a user. Its API key is encrypted by the gateway before it gets here.
CREATE TABLE IF NOT EXISTS n8n_connections (
  id                TEXT PRIMARY KEY,
  user_id           TEXT NOT NULL REFERENCES users (id),
  name              TEXT NOT NULL,
  n8n_url           TEXT NOT NULL,
  api_key_encrypted TEXT NOT NULL,
  created_at        TEXT DEFAULT (datetime('now'))
);

CREATE INDEX IF NOT EXISTS idx_n8n_connections_user_id ON n8n_connections (user_id);

-- Everything an admin did, in the order of id. Rows are only ever added.
CREATE TABLE IF NOT EXISTS admin_logs (
  id            INTEGER PRIMARY KEY,
  admin_user_id TEXT NOT NULL REFERENCES users (id),
  action        TEXT NOT NULL,                       -- 'user.suspend', 'plan.update' and so on
  target_type   TEXT NOT NULL,                       -- name of the table that was acted on
  target_id     TEXT NOT NULL,
  details       TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details)),
  ip_address    TEXT,
  created_at    TEXT DEFAULT (datetime('now'))
);

CREATE INDEX IF NOT EXISTS idx_admin_logs_admin_user_id ON admin_logs (admin_user_id, created_at);
CREATE INDEX IF NOT EXISTS idx_admin_logs_target ON admin_logs (target_type, target_id);
