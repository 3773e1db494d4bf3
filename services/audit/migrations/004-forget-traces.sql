-- Traces end with their class, their second openings with the data. A trace's clock is its id's:
-- the instant at which it was written. How many months is the law's, so the caller says.

-- How far something has been forgotten: earlier ids are not looked at again.
CREATE TABLE forgotten (
  what text PRIMARY KEY CHECK (what ~ '^[a-z]+(-[a-z]+)*$'),
  until uuid NOT NULL
);

-- What a key of the last seven days answered.
CREATE TABLE idempotency (
  agency text NOT NULL,
  key uuid NOT NULL,
  call text NOT NULL,
  fingerprint_day text NOT NULL,
  fingerprint bytea NOT NULL,
  -- As text of JSON: the same bytes again, also in their order.
  answer json,
  PRIMARY KEY (agency, key)
);
ALTER TABLE idempotency ALTER COLUMN fingerprint SET STATISTICS 0;

SELECT dress('forgotten'), dress('idempotency');

-- When its certificate was made.
ALTER TABLE erasure_journal ADD certified_at timestamptz;
CREATE INDEX erasure_journal_uncertified ON erasure_journal (at) WHERE certified_at IS NULL;

CREATE FUNCTION forgotten_until(what text) RETURNS uuid
LANGUAGE sql STABLE SET search_path = audit, pg_temp AS $$
  SELECT coalesce((SELECT f.until FROM forgotten AS f WHERE f.what = forgotten_until.what),
    '00000000-0000-0000-0000-000000000000'::uuid)
$$;

CREATE FUNCTION note_forgotten(what text, until uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = audit, pg_temp AS $$
  INSERT INTO forgotten AS f (what, until) VALUES (note_forgotten.what, note_forgotten.until)
  ON CONFLICT ON CONSTRAINT forgotten_pkey
  DO UPDATE SET until = greatest(f.until::text, excluded.until::text)::uuid
$$;

-- Deletes at most rows_max traces that have reached their months, oldest first. `agencies` are
-- those of one law: a trace is theirs when one end is and the other is theirs, the hub's or
-- nobody's. NULL means every trace. Answers how many were deleted; fewer than rows_max means that
-- none is left.
CREATE FUNCTION forget_traces(what text, at timestamptz, months integer, agencies text[],
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
  PERFORM note_forgotten(what, CASE WHEN coalesce(cardinality(gone), 0) = rows_max
    THEN (SELECT max(g::text)::uuid FROM unnest(gone) AS g)
    ELSE uuid_floor(((utc - term) AT TIME ZONE 'UTC') - interval '2 days') END);
  RETURN coalesce(cardinality(gone), 0);
END $$;

-- Drops the months whose last trace has reached months_most, and those that have reached
-- months_least with no trace left. Answers each with what it still held.
CREATE FUNCTION drop_trace_months(at timestamptz, months_least integer, months_most integer)
RETURNS TABLE (month text, traces bigint)
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
    month := replace(right(name, 7), '_', '-');
    traces := held;
    RETURN NEXT;
  END LOOP;
END $$;

-- The months that still have a place for traces: `2026-11`.
CREATE FUNCTION trace_months() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT replace(right(c.relname, 7), '_', '-') FROM pg_inherits AS i
  JOIN pg_class AS c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'audit.event'::regclass ORDER BY 1
$$;

-- Erases at most rows_max second openings of signals accepted before `before`, oldest first, unless
-- a hold keeps them; and those of a hold that has ended. Answers how many.
CREATE FUNCTION forget_second_openings(before timestamptz, at timestamptz, rows_max integer)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  seen uuid[];
  erased integer;
  released integer;
BEGIN
  WITH due AS MATERIALIZED (
    SELECT e.id, e.signal_id FROM event AS e
    WHERE e.signal_id >= forgotten_until('second-opening') AND e.signal_id < uuid_floor(before)
      AND e.detail IS NOT NULL
      AND NOT EXISTS (SELECT FROM held(ARRAY[e.signal_id], forget_second_openings.at))
    ORDER BY e.signal_id LIMIT rows_max
  ), cleared AS (
    UPDATE event AS e SET detail = NULL, detail_erased_at = forget_second_openings.at
    FROM due WHERE e.id = due.id RETURNING e.signal_id
  )
  SELECT array_agg(c.signal_id) INTO seen FROM cleared AS c;
  erased := coalesce(cardinality(seen), 0);
  PERFORM note_forgotten('second-opening', CASE WHEN erased = rows_max
    THEN (SELECT max(s::text)::uuid FROM unnest(seen) AS s) ELSE uuid_floor(before) END);

  UPDATE event AS e SET detail = NULL, detail_erased_at = forget_second_openings.at
  FROM held_signal AS h
  WHERE e.signal_id = h.signal_id AND h.signal_id < uuid_floor(before) AND e.detail IS NOT NULL
    AND NOT EXISTS (SELECT FROM held(ARRAY[h.signal_id], forget_second_openings.at));
  GET DIAGNOSTICS released = ROW_COUNT;
  RETURN erased + released;
END $$;

-- What is kept, by month and by the two ends, for the forecast: counts only. Reads every trace.
CREATE FUNCTION count_traces() RETURNS TABLE (month text, agency text, counterparty text,
  traces bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT to_char(uuid_instant(e.id) AT TIME ZONE 'UTC', 'YYYY-MM'), e.agency, e.counterparty,
    count(*)
  FROM event AS e GROUP BY 1, 2, 3
$$;

CREATE FUNCTION count_second_openings() RETURNS TABLE (month text, openings bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT to_char(uuid_instant(e.signal_id) AT TIME ZONE 'UTC', 'YYYY-MM'), count(*)
  FROM event AS e WHERE e.signal_id IS NOT NULL AND e.detail IS NOT NULL GROUP BY 1
$$;

-- After a restore: does again what entries of the journal say was erased here. What the clock alone
-- ends is forgotten again by the clock.
CREATE FUNCTION replay_erasures(entries json) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  entry record;
  erased integer := 0;
BEGIN
  FOR entry IN
    SELECT e."signalIds", e.at FROM json_to_recordset(entries) AS e(class text, "signalIds" uuid[],
      at timestamptz)
    WHERE e.class = 'second-opening' AND e."signalIds" IS NOT NULL
  LOOP
    erased := erased + erase_second_openings(entry."signalIds", entry.at);
  END LOOP;
  RETURN erased;
END $$;

REVOKE ALL ON FUNCTION forgotten_until(text), note_forgotten(text, uuid),
  forget_traces(text, timestamptz, integer, text[], integer),
  drop_trace_months(timestamptz, integer, integer), trace_months(),
  forget_second_openings(timestamptz, timestamptz, integer), count_traces(),
  count_second_openings(), replay_erasures(json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_traces(text, timestamptz, integer, text[], integer),
  drop_trace_months(timestamptz, integer, integer), trace_months(),
  forget_second_openings(timestamptz, timestamptz, integer), count_traces(),
  count_second_openings(), replay_erasures(json) TO audit_app, desk_app;
-- Whoever changes a row runs its checks.
GRANT EXECUTE ON FUNCTION are_ids(text[]) TO audit_app, desk_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO audit_app;
