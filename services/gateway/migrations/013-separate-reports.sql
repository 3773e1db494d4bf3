-- What desks report and what senders learn of it lies by month too, as the signals do: several rows
-- for every signal, and a month goes whole. A row's month is its signal's, so all of a signal goes
-- on one day.

DROP TABLE case_event, feedback;

-- Case events already applied, so that a desk may send them again.
CREATE TABLE case_event (
  id uuid NOT NULL,
  receiver text NOT NULL,
  signal_id uuid NOT NULL,
  type text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (signal_id, id)
) PARTITION BY RANGE (signal_id);

-- What a sender may learn about one person, only where the person agreed. Positions are per sender
-- and given by feedback_position alone, so they need no unique index over all months.
CREATE TABLE feedback (
  sender text NOT NULL,
  position bigint NOT NULL,
  signal_id uuid NOT NULL,
  class text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (sender, position, signal_id)
) PARTITION BY RANGE (signal_id);

SELECT dress('case_event', 'receiver'), dress('feedback', 'sender');
GRANT SELECT, INSERT ON case_event TO gateway_agency;
GRANT SELECT ON feedback TO gateway_agency;
GRANT SELECT ON case_event TO gateway_relay;
GRANT SELECT ON case_event, feedback TO gateway_retention;

-- The tables that are partitioned by month of acceptance, and whose rows a policy shows to whom.
CREATE FUNCTION monthly_tables() RETURNS TABLE (name text, kind text)
LANGUAGE sql IMMUTABLE SET search_path = exchange, pg_temp AS $$
  VALUES ('signal', 'exchange'), ('data_key', 'exchange'), ('outbox', 'exchange'),
    ('case_event', 'receiver'), ('feedback', 'sender')
$$;

-- As before (003), with reports: they are only ever added, so vacuum marks pages visible and
-- freezes them while they are few.
CREATE OR REPLACE FUNCTION tune(name text, parent text) RETURNS void
LANGUAGE plpgsql SET search_path = exchange, pg_temp AS $$
BEGIN
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

-- As before (003), for every monthly table.
CREATE OR REPLACE FUNCTION ensure_partitions(at timestamptz, months_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  month timestamp;
  parent record;
  part text;
  created integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7310004);
  FOR step IN -1 .. months_ahead LOOP
    -- In UTC without a zone: a session's time zone must not move a bound.
    month := date_trunc('month', at AT TIME ZONE 'UTC') + make_interval(months => step);
    FOR parent IN SELECT m.name, m.kind FROM monthly_tables() AS m LOOP
      part := parent.name || '_' || to_char(month, 'YYYY_MM');
      CONTINUE WHEN to_regclass('exchange.' || part) IS NOT NULL;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)
        WITH (fillfactor = %s)', part, parent.name, uuid_floor(month AT TIME ZONE 'UTC'),
        uuid_floor((month + interval '1 month') AT TIME ZONE 'UTC'),
        -- Room on the page for a row's next version, which then needs no new index entries: a
        -- release marks a key, a report moves a signal. An outbox row's update changes its index.
        CASE WHEN parent.name IN ('signal', 'data_key') THEN 80 ELSE 100 END);
      PERFORM dress(part, parent.kind);
      PERFORM tune(part, parent.name);
      created := created + 1;
    END LOOP;
  END LOOP;
  RETURN created;
END $$;

REVOKE ALL ON FUNCTION monthly_tables() FROM PUBLIC;
