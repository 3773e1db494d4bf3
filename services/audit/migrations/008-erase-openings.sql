-- The openings of leaves end with what they open: the second with the data, both with the trace.

-- A month has a place for its openings beside that for its traces.
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
      created := created + (parent = 'event')::integer;
    END LOOP;
  END LOOP;
  RETURN created;
END $$;

-- The second opening of these acts goes: the nonce with what it opens. An opening that is only just
-- being made is missed here, so the sequencer is told, too.
CREATE FUNCTION clear_second_nonces(cleared uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = audit, pg_temp SET enable_seqscan = off AS $$
DECLARE
  first uuid := (SELECT min(i::text)::uuid FROM unnest(cleared) AS i);
  last uuid := (SELECT max(i::text)::uuid FROM unnest(cleared) AS i);
BEGIN
  UPDATE opening AS o SET nonce_2 = NULL
  WHERE o.id = ANY (cleared) AND o.id >= first AND o.id <= last AND o.nonce_2 IS NOT NULL;
END $$;

CREATE OR REPLACE FUNCTION erase_second_openings(ids uuid[], at timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  first uuid := (SELECT min(i::text)::uuid FROM unnest(ids) AS i);
  cleared uuid[];
BEGIN
  WITH erased AS (
    UPDATE event AS e SET detail = NULL, detail_erased_at = erase_second_openings.at
    WHERE e.signal_id = ANY (ids) AND e.detail IS NOT NULL
      AND e.id >= uuid_floor(uuid_instant(first) - interval '1 hour')
    RETURNING e.id
  )
  SELECT array_agg(id) INTO cleared FROM erased;
  PERFORM clear_second_nonces(cleared);
  PERFORM queue_leaves('cleared', cleared);
  RETURN coalesce(cardinality(cleared), 0);
END $$;

CREATE OR REPLACE FUNCTION forget_second_openings(before timestamptz, at timestamptz,
  rows_max integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  seen uuid[];
  cleared uuid[];
  released uuid[];
BEGIN
  WITH due AS MATERIALIZED (
    SELECT e.id, e.signal_id FROM event AS e
    WHERE e.signal_id >= forgotten_until('second-opening') AND e.signal_id < uuid_floor(before)
      AND e.detail IS NOT NULL
      AND NOT EXISTS (SELECT FROM held(ARRAY[e.signal_id], forget_second_openings.at))
    ORDER BY e.signal_id LIMIT rows_max
  ), erased AS (
    UPDATE event AS e SET detail = NULL, detail_erased_at = forget_second_openings.at
    FROM due WHERE e.id = due.id RETURNING e.id, e.signal_id
  )
  SELECT array_agg(c.id), array_agg(c.signal_id) INTO cleared, seen FROM erased AS c;
  PERFORM note_forgotten('second-opening', CASE WHEN cardinality(seen) = rows_max
    THEN (SELECT max(s::text)::uuid FROM unnest(seen) AS s) ELSE uuid_floor(before) END);

  WITH erased AS (
    UPDATE event AS e SET detail = NULL, detail_erased_at = forget_second_openings.at
    FROM held_signal AS h
    WHERE e.signal_id = h.signal_id AND h.signal_id < uuid_floor(before) AND e.detail IS NOT NULL
      AND NOT EXISTS (SELECT FROM held(ARRAY[h.signal_id], forget_second_openings.at))
    RETURNING e.id
  )
  SELECT array_agg(id) INTO released FROM erased;
  cleared := coalesce(cleared, '{}') || coalesce(released, '{}');
  PERFORM clear_second_nonces(cleared);
  PERFORM queue_leaves('cleared', cleared);
  RETURN cardinality(cleared);
END $$;

CREATE OR REPLACE FUNCTION forget_traces(what text, at timestamptz, months integer, agencies text[],
  rows_max integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  utc timestamp := at AT TIME ZONE 'UTC';
  term interval := make_interval(months => months);
  -- Two days wider: a month does not have every day.
  last uuid := uuid_floor(((utc - term) AT TIME ZONE 'UTC') + interval '2 days');
  ends text[] := agencies || 'hub'::text;
  gone uuid[];
BEGIN
  WITH due AS MATERIALIZED (
    SELECT e.id FROM event AS e
    WHERE e.id >= forgotten_until(what) AND e.id < last
      AND (uuid_instant(e.id) AT TIME ZONE 'UTC') + term <= utc
      AND (agencies IS NULL OR (e.agency = ANY (ends)
        AND (e.counterparty IS NULL OR e.counterparty = ANY (ends))
        AND (e.agency = ANY (agencies) OR e.counterparty = ANY (agencies))))
    ORDER BY e.id LIMIT rows_max
  ), deleted AS (
    DELETE FROM event AS e USING due WHERE e.id = due.id RETURNING e.id
  )
  SELECT array_agg(d.id) INTO gone FROM deleted AS d;
  DELETE FROM opening AS o WHERE o.id = ANY (gone) AND o.id < last;
  PERFORM note_forgotten(what, CASE WHEN coalesce(cardinality(gone), 0) = rows_max
    THEN (SELECT max(g::text)::uuid FROM unnest(gone) AS g)
    ELSE uuid_floor(((utc - term) AT TIME ZONE 'UTC') - interval '2 days') END);
  RETURN coalesce(cardinality(gone), 0);
END $$;

CREATE OR REPLACE FUNCTION drop_trace_months(at timestamptz, months_least integer,
  months_most integer) RETURNS TABLE (month text, traces bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  utc timestamp := at AT TIME ZONE 'UTC';
  name text;
  ends timestamp;
  held bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7310003);
  FOR name IN
    SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'audit.event'::regclass ORDER BY c.relname
  LOOP
    ends := to_date(right(name, 7), 'YYYY_MM') + interval '1 month';
    CONTINUE WHEN ends + make_interval(months => months_least) > utc;
    EXECUTE format('SELECT count(*) FROM %I', name) INTO held;
    CONTINUE WHEN held > 0 AND ends + make_interval(months => months_most) > utc;
    EXECUTE format('DROP TABLE %I', name);
    EXECUTE format('DROP TABLE IF EXISTS %I', 'opening_' || right(name, 7));
    month := replace(right(name, 7), '_', '-');
    traces := held;
    RETURN NEXT;
  END LOOP;
END $$;

-- As before; and a database of one law, which is a desk's, keeps no log: what waits there for a
-- number goes.
CREATE OR REPLACE FUNCTION expire_traces(at timestamptz, months integer, rows_max integer)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  before timestamptz :=
    ((at AT TIME ZONE 'UTC') - make_interval(months => months)) AT TIME ZONE 'UTC';
  dropped bigint;
  gone integer;
BEGIN
  SELECT coalesce(sum(d.traces), 0) INTO dropped FROM drop_trace_months(at, months, months) AS d;
  gone := forget_traces('trace', at, months, NULL, rows_max);
  PERFORM FROM drop_trace_months(at, months, months);
  DELETE FROM certificate AS c USING erasure_journal AS j WHERE c.id = j.id AND j.at <= before;
  DELETE FROM erasure_journal AS j WHERE j.at <= before;
  DELETE FROM legal_hold AS l WHERE coalesce(l.ended_at, l.ends_at) <= before;
  DELETE FROM log_queue;
  RETURN dropped + gone;
END $$;

REVOKE ALL ON FUNCTION clear_second_nonces(uuid[]) FROM PUBLIC;
