-- 003_usage_tracking_rollback.sql
-- Undoes 003_usage_tracking.sql: all request logs and monthly counts are lost.

DROP TABLE IF EXISTS usage_monthly;
DROP TABLE IF EXISTS usage_logs;
