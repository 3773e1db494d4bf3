-- How the tables without partitions are kept clean at volume (those with: 003, `tune`). Postgres'
-- own share, a fifth of the table, would let two million dead rows wait at ten million.

-- A row for every accepted call, deleted after seven days: each day a seventh dies.
ALTER TABLE idempotency SET (autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02,
  vacuum_truncate = false);

-- Several rows for every signal, only ever added: vacuum marks pages visible and freezes them while
-- they are few, instead of all at once when transaction ids run out.
ALTER TABLE case_event SET (autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.02);

-- A few rows, each updated once a second by every gateway: versions stay on their page.
ALTER TABLE quota_use SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000);
ALTER TABLE campaign_use SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000);
ALTER TABLE campaign_change SET (fillfactor = 50);
