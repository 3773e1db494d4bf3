CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Storage parameters are a partition's own: a parent takes none. Why, of each:
-- signal: a row is updated about four times, never in an indexed column; room on its page keeps
-- all its versions there, without a new index entry. A new month starts empty, so the share of rows
-- after which it is looked at is small.
-- data_key, outbox: queues. Every row is soon deleted, so dead rows are what grows; they are
-- removed by number, however many live ones a desk that stands still leaves. Giving pages back
-- would lock the table against accepting: the next signals fill them.
CREATE FUNCTION tune(name text, parent text) RETURNS void
LANGUAGE plpgsql SET search_path = exchange, pg_temp AS $$
BEGIN
  IF parent = 'signal' THEN
    EXECUTE format('ALTER TABLE %I SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
      autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)', name);
  ELSE
    EXECUTE format('ALTER TABLE %I SET (fillfactor = 90, autovacuum_vacuum_scale_factor = 0,
      autovacuum_vacuum_threshold = 20000, autovacuum_analyze_scale_factor = 0,
      autovacuum_analyze_threshold = 50000, vacuum_truncate = false)', name);
  END IF;
END $$;

-- Partitions from the month before `at` to `months_ahead` months after it; older ones exist since
-- their own time. Called by the gateway at start, daily, and when the clock is moved.
CREATE FUNCTION ensure_partitions(at timestamptz, months_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  month timestamp;
  parent text;
  name text;
  created integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7310004);
  FOR step IN -1 .. months_ahead LOOP
    -- In UTC without a zone: a session's time zone must not move a bound.
    month := date_trunc('month', at AT TIME ZONE 'UTC') + make_interval(months => step);
    FOREACH parent IN ARRAY ARRAY['signal', 'data_key', 'outbox'] LOOP
      name := parent || '_' || to_char(month, 'YYYY_MM');
      CONTINUE WHEN to_regclass('exchange.' || name) IS NOT NULL;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)
        WITH (fillfactor = %s)', name, parent, uuid_floor(month AT TIME ZONE 'UTC'),
        uuid_floor((month + interval '1 month') AT TIME ZONE 'UTC'),
        -- Room on the page for a row's next version, which then needs no new index entries: a
        -- release marks a key, a report moves a signal. An outbox row's update changes its index.
        CASE parent WHEN 'outbox' THEN 100 ELSE 80 END);
      PERFORM dress(name, 'exchange');
      PERFORM tune(name, parent);
      created := created + 1;
    END LOOP;
  END LOOP;
  RETURN created;
END $$;

REVOKE ALL ON FUNCTION ensure_partitions(timestamptz, integer), dress(text, text),
  tune(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_partitions(timestamptz, integer) TO gateway_retention;
