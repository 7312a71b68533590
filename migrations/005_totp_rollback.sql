-- 005_totp_rollback.sql
-- Undoes 005_totp.sql: everybody signs in with the password alone again, and all secrets are lost.

ALTER TABLE users DROP COLUMN totp_enabled;
ALTER TABLE users DROP COLUMN totp_secret_encrypted;
