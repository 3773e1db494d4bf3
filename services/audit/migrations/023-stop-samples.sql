-- ANALYZE keeps samples of every column in pg_statistic, where a value outlives its row until the
-- next one. A partition does not inherit that its parent wants none: each is told by itself. What
-- was sampled before goes with its month.

ALTER TABLE erasure_opening ALTER COLUMN nonce_1 SET STATISTICS 0,
  ALTER COLUMN nonce_2 SET STATISTICS 0;

CREATE FUNCTION stop_samples(part text, parent text) RETURNS void
LANGUAGE plpgsql SET search_path = audit, pg_temp AS $$
DECLARE
  hidden text;
BEGIN
  FOR hidden IN SELECT a.attname FROM pg_attribute AS a
    WHERE a.attrelid = parent::regclass AND a.attnum > 0 AND a.attstattarget = 0 LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STATISTICS 0', part, hidden);
  END LOOP;
END $$;

-- As before (008), and no samples.
CREATE OR REPLACE FUNCTION ensure_partitions(at timestamptz, months_ahead integer)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  month timestamp;
  parent text;
  name text;
  created integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7310003);
  FOR step IN -1 .. months_ahead LOOP
    -- In UTC without a zone: a session's time zone must not move a bound.
    month := date_trunc('month', at AT TIME ZONE 'UTC') + make_interval(months => step);
    FOREACH parent IN ARRAY ARRAY['event', 'opening'] LOOP
      name := parent || to_char(month, '_YYYY_MM');
      CONTINUE WHEN to_regclass('audit.' || name) IS NOT NULL;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', name, parent,
        uuid_floor(month AT TIME ZONE 'UTC'),
        uuid_floor((month + interval '1 month') AT TIME ZONE 'UTC'));
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
      EXECUTE format('CREATE POLICY owner_all ON %I TO audit_owner USING (true) WITH CHECK (true)',
        name);
      PERFORM stop_samples(name, parent);
      created := created + (parent = 'event')::integer;
    END LOOP;
  END LOOP;
  RETURN created;
END $$;

REVOKE ALL ON FUNCTION stop_samples(text, text) FROM PUBLIC;

SELECT stop_samples(c.relname, p.relname) FROM pg_inherits AS i
JOIN pg_class AS c ON c.oid = i.inhrelid JOIN pg_class AS p ON p.oid = i.inhparent
WHERE p.oid IN ('audit.event'::regclass, 'audit.opening'::regclass);
