-- 005_totp.sql
-- Two-factor sign-in with time-based one-time passwords (RFC 6238).
-- Undone by 005_totp_rollback.sql.

-- The secret is encrypted by the gateway; it counts only once the user has confirmed a first code.
ALTER TABLE users ADD COLUMN totp_secret_encrypted TEXT;
ALTER TABLE users ADD COLUMN totp_enabled INTEGER DEFAULT 0;
