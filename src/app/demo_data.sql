-- demo_data.sql
-- A small company's worth of rows for the sample project: run once, after all of its migrations.
-- Nothing depends on chance or on today, so that every demo database is the same. Keys, hashes and
-- encrypted values are made up.

INSERT INTO users
  (id, email, password_hash, plan, stripe_customer_id, is_admin, status, totp_secret_encrypted, totp_enabled,
   created_at, updated_at)
VALUES
  ('usr_ada', 'ada@acme.example', 'pbkdf2-sha256$100000$+qYQcaa4KQGk$B2eK2zhJ6OIxh4d8RZ7UN0yzgGqZ/Qpo',
   'enterprise', 'cus_Q1ada0000001', 1, 'active', 'v1.3cO5f7dPRNBB.ybJ8F+6wOPucI+lZhsjL6zaG3fdr0NHe', 1,
   '2026-03-02 09:14:00', '2026-10-20 16:40:12'),
  ('usr_ben', 'ben@acme.example', 'pbkdf2-sha256$100000$KFw8tLFbFaU2$jwAUOEsUsGVA92oGN9EAW4dYZiFjkRQ+', 'pro',
   'cus_Q1ben0000002', 0, 'active', 'v1.957MMS6HGtFt.M5XBUzCHqVpaa0+JHRYoxUGdeq5tVjea', 1,
   '2026-04-11 13:02:45', '2026-09-30 07:55:03'),
  ('usr_chiara', 'chiara@fiori.example', 'pbkdf2-sha256$100000$0mCqrudZDGzt$Phd+s+bXYmm8L4r9tWnZtdhWRZ078Z8Y',
   'starter', 'cus_Q1chi0000003', 0, 'active', NULL, 0, '2026-05-23 18:27:31', '2026-11-02 10:11:09'),
  ('usr_devi', 'devi@students.example', 'pbkdf2-sha256$100000$IrPs+mlzZpOw$RfluGVRNvOhjx1Cx+oiD2pcb2HxgJZ+g',
   'free', NULL, 0, 'active', NULL, 0, '2026-07-08 06:48:20', '2026-07-08 06:48:20'),
  ('usr_emil', 'emil@spam.example', 'pbkdf2-sha256$100000$Jrrtv4o/ngT4$GUWXwxhDpxNhujGWt96sI/PYqMruBebQ',
   'free', NULL, 0, 'suspended', NULL, 0, '2026-08-19 23:59:02', '2026-09-12 08:30:00');

INSERT INTO n8n_connections (id, user_id, name, n8n_url, api_key_encrypted, created_at) VALUES
  ('con_ada_prod', 'usr_ada', 'Production', 'https://n8n.acme.example',
   'v1.JlVE4osklAjG.A0zNc0MlM+oqRT18dBNL7+vA2wtX9vaN', '2026-03-02 09:20:11'),
  ('con_ada_test', 'usr_ada', 'Staging', 'https://n8n-staging.acme.example',
   'v1./LcllZQimm3z.aUMnuJg44OT5l5mAG1gcOdT2Q4fixicZ', '2026-03-05 15:41:50'),
  ('con_ben_sales', 'usr_ben', 'Sales', 'https://sales.acme.example/n8n',
   'v1.Dpd4juJz/nJ7.kGGjYjIFcE1N9wxfgnH8Ek6hLeeZkv3z', '2026-04-11 13:10:02'),
  ('con_chiara', 'usr_chiara', 'Flower shop', 'https://fiori.app.n8n.example',
   'v1.d5z1g2Oa7sLy.A3+FZETRFIn6rbf4Sy2txD5+S9/22XNz', '2026-05-23 18:35:47'),
  ('con_devi', 'usr_devi', 'Raspberry Pi at home', 'https://devi.tunnel.example',
   'v1.dpD0UanugFWw.+d9gbOtd1kByb96cjQKsAaHdHCH/IS04', '2026-07-08 07:02:13'),
  ('con_emil', 'usr_emil', 'n8n', 'https://n8n.spam.example',
   'v1.jXBpufRG1eUP.5e3oG4uZxFoSqAfwYpSsoF5m/61rIZax', '2026-08-20 00:03:30');

INSERT INTO api_keys (id, connection_id, key_hash, key_prefix, created_at) VALUES
  ('key_ada_claude', 'con_ada_prod', '4620ed39fd17263d3946951958320ce3a9c7cd9611553f1f7339f79141a05aad',
   'n2m_a6044925', '2026-03-02 09:22:00'),
  ('key_ada_ci', 'con_ada_test', '7105ccfe1526ce6de1460e5fc03d120e9412f472b4d9a2107a762586b6d6788b',
   'n2m_4fbeaa71', '2026-03-05 15:45:10'),
  ('key_ben_cursor', 'con_ben_sales', '13e6f107ad21762cb04a739b38cabd47f9bdcbbe3febe3f7c5fcad5d2476bec7',
   'n2m_ec94315b', '2026-04-11 13:12:30'),
  ('key_ben_slack', 'con_ben_sales', '32616421bffc595eb030c2b1af6bb394edd50782dc9378ed40ed1da0757126dc',
   'n2m_2516770b', '2026-06-17 08:05:44'),
  ('key_chiara', 'con_chiara', 'c99f198406a47294dc06c5cf7547351cf2637457ffb50103c7ffd01748b6d9cf',
   'n2m_5ea48ff5', '2026-05-23 18:40:00'),
  ('key_devi', 'con_devi', '3306a7c50070a12117d309b7b5a043a5e19ab5fd6beaf56f9d8143548a3c637d', 'n2m_6e850e9b',
   '2026-07-08 07:05:59'),
  ('key_devi_unused', 'con_devi', '5817f02f8e201de68b23db29f6ab6cd4b237424da3f259f2b131336971a3a2fc',
   'n2m_88c69254', '2026-10-30 20:00:01'),
  ('key_emil', 'con_emil', '0037c20d4fe9483f7b1ba1146523d768a13379e88c4834f8d0fca41a957e73ef', 'n2m_f371509b',
   '2026-08-20 00:05:12');

INSERT INTO ai_connections
  (id, user_id, name, provider, base_url, default_model, api_key_encrypted, created_at, last_used_at)
VALUES
  ('aic_ada', 'usr_ada', 'Company account', 'anthropic', NULL, 'claude-sonnet',
   'v1.39m3rBbyqNI2.FS2xuGq+uxrz6+VsBb2obCOIWkuQO2RA', '2026-06-01 10:00:00', '2026-11-15 21:17:00'),
  ('aic_ada_local', 'usr_ada', 'Own hardware', 'openai', 'https://llm.acme.example/v1', 'llama-70b',
   'v1.57IW4X3gGKGe.u9/7hE1JGwSZnQFO0KlO28b9QpRnkLHo', '2026-08-14 12:30:00', NULL),
  ('aic_ben', 'usr_ben', 'Sales team', 'openai', NULL, 'gpt-mini',
   'v1.0CmvGO6BhumJ.fnK4gtq1A+oUMxHw1Gs3paNkN9u6ubTp', '2026-06-17 08:00:00', '2026-11-14 09:44:31'),
  ('aic_chiara', 'usr_chiara', 'My key', 'google', NULL, 'gemini-flash',
   'v1.oeRywTzmoZro.0JMDlk967al/FyRIgA1paRWMUPCyCbkg', '2026-09-03 19:20:00', '2026-11-10 17:02:56');

INSERT INTO bot_connections
  (id, user_id, ai_connection_id, n8n_connection_id, name, platform, bot_token_encrypted, webhook_secret_hash,
   system_prompt, is_active, created_at, updated_at)
VALUES
  ('bot_ops', 'usr_ada', 'aic_ada', 'con_ada_prod', 'Ops helper', 'slack',
   'v1.PtFMZhlXE7o6.Dar5WY6yQCM3axd6cOIMrWtTXZ3osOYI',
   '4ca40fdcdcb0ff403bb14565448e7e172d77a6df3ff92a1755daf4c8331ad40e',
   'Answer in one sentence. Ask before you start a workflow.', 1, '2026-06-01 10:30:00', '2026-06-01 10:30:00'),
  ('bot_sales', 'usr_ben', 'aic_ben', 'con_ben_sales', 'Lead finder', 'slack',
   'v1.3Q/TDjp2/ITW.RK0yK1x4rTA7IlA6iO5w/NJAYFpbqIwU',
   '569b28b8cd4bc21030eac55f37bb74cbb4de018380c6907b3462347d958f9b37', NULL, 1, '2026-06-17 08:30:00',
   '2026-09-01 11:15:00'),
  ('bot_orders', 'usr_chiara', 'aic_chiara', 'con_chiara', 'Orders', 'telegram',
   'v1.7+Ip6Dc6D24I.pmPvjG9AfrYXmuvfW4zrWIhmeEqbA2EE',
   '08dc0328a02d8f7484cd239014df36413b5669e4eab44704323c505f3b01abb4',
   'Speak Italian; you are Fiori''s order desk.', 0, '2026-09-03 19:45:00', '2026-10-28 07:00:00');

-- 200 requests, one every nine hours and seven minutes since 1 September 2026. Of 20 in a row 8 come
-- from Ada, 6 from Ben, 4 from Chiara and 2 from Devi; Emil got in twice before he was suspended.
INSERT INTO usage_logs
  (id, user_id, api_key_id, connection_id, tool_name, status, response_time_ms, error_message, created_at)
WITH RECURSIVE
  request (id) AS (
    SELECT 1
    UNION ALL
    SELECT id + 1 FROM request WHERE id < 200
  ),
  call AS (
    SELECT
      id,
      CASE
        WHEN id IN (9, 23) THEN 'key_emil'
        WHEN id * 7 % 20 < 5 THEN 'key_ada_claude'
        WHEN id * 7 % 20 < 8 THEN 'key_ada_ci'
        WHEN id * 7 % 20 < 12 THEN 'key_ben_cursor'
        WHEN id * 7 % 20 < 14 THEN 'key_ben_slack'
        WHEN id * 7 % 20 < 18 THEN 'key_chiara'
        ELSE 'key_devi'
      END AS key_id,
      CASE id * 5 % 9
        WHEN 0 THEN 'n8n_get_workflow'
        WHEN 1 THEN 'n8n_execute_workflow'
        WHEN 2 THEN 'n8n_list_executions'
        WHEN 3 THEN 'n8n_execute_workflow'
        WHEN 4 THEN 'n8n_update_workflow'
        WHEN 5 THEN 'n8n_get_execution'
        WHEN 6 THEN 'n8n_create_workflow'
        ELSE 'n8n_list_workflows'
      END AS tool_name,
      CASE
        WHEN id % 13 = 5 THEN 'n8n answered 401: the API key was refused'
        WHEN id % 17 = 11 THEN 'n8n did not answer within 30 seconds'
        WHEN id % 41 = 0 THEN 'n8n answered 404: there is no such workflow'
      END AS error_message
    FROM request
  )
SELECT
  call.id,
  n8n_connections.user_id,
  call.key_id,
  n8n_connections.id,
  call.tool_name,
  iif(call.error_message IS NULL, 'success', 'error'),
  iif(call.error_message LIKE '%30 seconds', 30000, 45 + call.id * call.id * 37 % 890),
  call.error_message,
  datetime('2026-09-01 00:00:00', (call.id * 547) || ' minutes')
FROM call
JOIN api_keys ON api_keys.id = call.key_id
JOIN n8n_connections ON n8n_connections.id = api_keys.connection_id
ORDER BY call.id;

UPDATE api_keys
SET last_used_at = (SELECT max(created_at) FROM usage_logs WHERE api_key_id = api_keys.id);

INSERT INTO usage_monthly (user_id, year_month, request_count, success_count, error_count, updated_at)
SELECT
  user_id,
  strftime('%Y-%m', created_at),
  count(*),
  sum(status = 'success'),
  sum(status = 'error'),
  max(created_at)
FROM usage_logs
GROUP BY user_id, strftime('%Y-%m', created_at);

INSERT INTO admin_logs (id, admin_user_id, action, target_type, target_id, details, ip_address, created_at) VALUES
  (1, 'usr_ada', 'user.grant_admin', 'users', 'usr_ada', '{"reason":"first account"}', '203.0.113.10',
   '2026-03-02 09:15:00'),
  (2, 'usr_ada', 'plan.update', 'plans', 'starter', '{"price_cents":{"from":700,"to":900}}', '203.0.113.10',
   '2026-06-30 17:00:00'),
  (3, 'usr_ada', 'user.suspend', 'users', 'usr_emil', '{"reason":"sends spam","ticket":"ACME-118"}',
   '203.0.113.10', '2026-09-12 08:30:00'),
  (4, 'usr_ada', 'user.reset_totp', 'users', 'usr_ben', '{"reason":"lost phone","ticket":"ACME-131"}',
   '203.0.113.24', '2026-09-30 07:55:03'),
  (5, 'usr_ada', 'api_key.reveal_prefix', 'api_keys', 'key_chiara', '{"ticket":"ACME-152"}', '203.0.113.24',
   '2026-11-02 10:11:09');
