-- ANALYZE keeps samples of every column in pg_statistic, where a blind index, a wrapped key or a
-- sealed message would outlive its row. A partition does not inherit that its parent wants none:
-- each is told by itself. What was sampled before goes with its month.

ALTER TABLE data_key ALTER COLUMN wrapped SET STATISTICS 0;
ALTER TABLE held_signal ALTER COLUMN wrapped SET STATISTICS 0;

-- As before (013), and no samples of what the parent hides.
CREATE OR REPLACE FUNCTION tune(name text, parent text) RETURNS void
LANGUAGE plpgsql SET search_path = exchange, pg_temp AS $$
DECLARE
  hidden text;
BEGIN
  FOR hidden IN SELECT a.attname FROM pg_attribute AS a
    WHERE a.attrelid = parent::regclass AND a.attnum > 0 AND a.attstattarget = 0 LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STATISTICS 0', name, hidden);
  END LOOP;
  IF parent = 'signal' THEN
    EXECUTE format('ALTER TABLE %I SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
      autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)', name);
  ELSIF parent IN ('case_event', 'feedback') THEN
    EXECUTE format('ALTER TABLE %I SET (autovacuum_vacuum_scale_factor = 0.02,
      autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)', name);
  ELSE
    EXECUTE format('ALTER TABLE %I SET (fillfactor = 90, autovacuum_vacuum_scale_factor = 0,
      autovacuum_vacuum_threshold = 20000, autovacuum_analyze_scale_factor = 0,
      autovacuum_analyze_threshold = 50000, vacuum_truncate = false)', name);
  END IF;
END $$;

SELECT tune(c.relname, p.relname) FROM pg_inherits AS i
JOIN pg_class AS c ON c.oid = i.inhrelid JOIN pg_class AS p ON p.oid = i.inhparent
WHERE p.oid IN ('exchange.data_key'::regclass, 'exchange.outbox'::regclass);
