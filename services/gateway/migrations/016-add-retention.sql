-- The clocks of the exchange. Each class of what lies here says how long after what it goes, and by
-- which article: written from contracts/law when a gateway starts, so that no number of the law
-- stands in SQL.
CREATE TABLE clock (
  class text PRIMARY KEY CHECK
    (class IN ('signal-row', 'signal-data', 'bus-message', 'idempotency', 'batch')),
  kept interval NOT NULL,
  article text NOT NULL CHECK (length(article) BETWEEN 1 AND 120)
);
SELECT dress('clock', 'shared');
GRANT SELECT, INSERT, UPDATE ON clock TO gateway_retention;

-- What is deleted row by row is found by index, so that the work is that of what goes. Days are
-- few: the index of a day's rows stays small, and grows at its right end.
CREATE INDEX idempotency_day ON idempotency (fingerprint_day);
CREATE INDEX quota_use_day ON quota_use (day);
CREATE INDEX campaign_use_day ON campaign_use (day);
CREATE INDEX campaign_end ON campaign (ends_on);
-- Each receiver has its own queue: one whose stream refuses holds up no other.
-- A void row has its entry too, apart: accepting it costs the same work.
DROP INDEX outbox_waiting, recall_waiting;
CREATE INDEX outbox_waiting ON outbox (void, receiver, signal_id) WHERE published_at IS NULL;
CREATE INDEX recall_waiting ON recall (receiver, id) WHERE published_at IS NULL;

GRANT DELETE ON campaign, campaign_receiver, campaign_figures, campaign_tally TO gateway_retention;

-- The months of a table that has partitions, oldest first.
CREATE FUNCTION months_of(parent text) RETURNS TABLE (month date, part text, rows_about bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
  SELECT to_date(right(c.relname, 7), 'YYYY_MM'), c.relname::text, c.reltuples::bigint
  FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
  WHERE i.inhparent = to_regclass('exchange.' || quote_ident(parent)) ORDER BY 1
$$;

-- Whether the class's clock has run out for that month.
CREATE FUNCTION is_over(of_class text, month date, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = exchange, pg_temp AS $$
  SELECT (month::timestamp + c.kept) AT TIME ZONE 'UTC' <= is_over.at
  FROM clock AS c WHERE c.class = of_class
$$;

-- Drops a month of signals (CRPA R.114-9-7, al. 2): `held` are those of it under a legal hold,
-- which are copied out first; what campaigns count of it goes to their tally. Answers how many
-- rows went; null while a key of the month lives that nobody holds: what has expired is ended
-- first, so that receivers hear of it.
--
-- Reads come before the drop, which is all that locks other calls out. A report that came between
-- them would not be counted; receivers' own last day was the day before.
CREATE FUNCTION drop_month(month date, held uuid[], at timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  part text := 'signal_' || to_char(month, 'YYYY_MM');
  first uuid := uuid_floor(month::timestamp AT TIME ZONE 'UTC');
  below uuid := uuid_floor((month::timestamp + interval '1 month') AT TIME ZONE 'UTC');
  dropped bigint;
BEGIN
  IF is_over('signal-row', month, drop_month.at) IS NOT TRUE THEN
    RAISE EXCEPTION 'a month is not dropped before its time';
  END IF;
  PERFORM pg_advisory_xact_lock(7310004);
  IF to_regclass('exchange.' || part) IS NULL THEN RETURN 0; END IF;
  IF EXISTS (SELECT FROM data_key AS k WHERE k.signal_id >= first AND k.signal_id < below
    AND k.signal_id <> ALL (held)) THEN RETURN NULL; END IF;

  INSERT INTO held_signal (signal_id, sender, receiver, kept, events, void, kek, wrapped, message,
    copied_at)
  SELECT s.id, s.sender, s.receiver, to_jsonb(s), coalesce((
      SELECT jsonb_agg(to_jsonb(e) ORDER BY e.at) FROM case_event AS e WHERE e.signal_id = s.id
    ), '[]'), coalesce(o.void, false), k.kek, k.wrapped, o.message, drop_month.at
  FROM signal AS s LEFT JOIN data_key AS k ON k.signal_id = s.id
    LEFT JOIN outbox AS o ON o.signal_id = s.id
  WHERE s.id = ANY (held) AND s.id >= first AND s.id < below
  ON CONFLICT DO NOTHING;

  INSERT INTO campaign_tally AS t (campaign_id, receiver, integrated_from, received_from,
    contacted_from, declined_from, closed_from, outcomes, signals)
  SELECT c.campaign, c.receiver, c.integrated_from, c.received_from, c.contacted_from,
    c.declined_from, c.closed_from, c.outcomes, count(*)
  FROM campaign_signal AS c WHERE c.id >= first AND c.id < below
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT ON CONSTRAINT campaign_tally_pkey
    DO UPDATE SET signals = t.signals + excluded.signals;

  -- Executed, so that several processes may count: into a variable of plpgsql, one does.
  EXECUTE format('SELECT count(*) FROM %I', part) INTO dropped;
  EXECUTE format('DROP TABLE %I', part);
  RETURN dropped;
END $$;

-- Drops the month of another monthly table, once its signals are gone; true when there was one.
-- Each in a transaction of its own: an exclusive lock on two tables would wait in a circle with
-- callers that take them in another order.
CREATE FUNCTION drop_part(parent text, month date, at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  part text := parent || '_' || to_char(month, 'YYYY_MM');
BEGIN
  IF is_over('signal-row', month, drop_part.at) IS NOT TRUE
    OR NOT EXISTS (SELECT FROM monthly_tables() AS m WHERE m.name = parent)
    OR to_regclass('exchange.signal_' || to_char(month, 'YYYY_MM')) IS NOT NULL THEN
    RAISE EXCEPTION 'a month goes with its signals, not before them';
  END IF;
  IF to_regclass('exchange.' || part) IS NULL THEN RETURN false; END IF;
  EXECUTE format('DROP TABLE %I', part);
  RETURN true;
END $$;

-- Deletes some of what legal holds kept of dropped months and keep no longer; `held` are those
-- among `ids` that still are. What a receiver never got is erased from its stream, too.
CREATE FUNCTION end_holds(ids uuid[], held uuid[], at timestamptz) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
  WITH gone AS (
    DELETE FROM held_signal AS h WHERE h.signal_id = ANY (ids) AND h.signal_id <> ALL (held)
    RETURNING h.signal_id, h.receiver, h.message IS NOT NULL AS unsent
  ), ordered AS (
    INSERT INTO erasure_order (signal_id, receiver, reason, ordered_at)
    SELECT g.signal_id, g.receiver, 'expiry', end_holds.at FROM gone AS g WHERE g.unsent
    ON CONFLICT DO NOTHING
  )
  SELECT g.signal_id FROM gone AS g
$$;

-- What is to be deleted, when, and by which article, for the officer's forecast: monthly and daily
-- sums. Counted up to ten thousand rows each; beyond, a month answers what Postgres last estimated,
-- so that asking costs the same whatever lies here.
CREATE FUNCTION deletions_due(at timestamptz)
RETURNS TABLE (class text, due_at timestamptz, count bigint, article text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  several CONSTANT bigint := 10000;
  each record;
  n bigint;
BEGIN
  FOR each IN
    SELECT c.class AS of_class, m.part, m.rows_about, c.article AS by_article,
      (m.month::timestamp + c.kept) AT TIME ZONE 'UTC' AS due
    FROM clock AS c JOIN (VALUES ('signal-row', 'signal'), ('signal-data', 'data_key'))
      AS t(of_class, parent) ON t.of_class = c.class, months_of(t.parent) AS m
  LOOP
    EXECUTE format('SELECT count(*) FROM (SELECT FROM %I LIMIT %s) AS few', each.part, several + 1)
      INTO n;
    CONTINUE WHEN n = 0;
    RETURN QUERY SELECT each.of_class, each.due,
      CASE WHEN n > several THEN greatest(n, each.rows_about) ELSE n END, each.by_article;
  END LOOP;

  -- Days that have rows, one look at the index for each.
  RETURN QUERY
  WITH RECURSIVE days AS (
    (SELECT i.fingerprint_day AS day FROM idempotency AS i ORDER BY 1 LIMIT 1)
    UNION ALL SELECT (SELECT i.fingerprint_day FROM idempotency AS i
      WHERE i.fingerprint_day > d.day ORDER BY 1 LIMIT 1) FROM days AS d WHERE d.day IS NOT NULL
  )
  SELECT c.class, (d.day::timestamp + c.kept) AT TIME ZONE 'UTC',
    (SELECT count(*) FROM (SELECT FROM idempotency AS i WHERE i.fingerprint_day = d.day
      LIMIT several) AS few), c.article
  FROM days AS d, clock AS c WHERE d.day IS NOT NULL AND c.class = 'idempotency';

  RETURN QUERY
  SELECT c.class, date_trunc('day', b.expires_at, 'UTC') + interval '1 day', count(*), c.article
  FROM (SELECT x.expires_at FROM batch AS x ORDER BY x.expires_at LIMIT several) AS b, clock AS c
  WHERE c.class = 'batch' GROUP BY 1, 2, 4;

  RETURN QUERY
  SELECT c.class, date_trunc('minute', o.ordered_at, 'UTC') + c.kept, count(*), c.article
  FROM (SELECT x.ordered_at FROM erasure_order AS x ORDER BY x.next_at LIMIT several) AS o,
    clock AS c
  WHERE c.class = 'bus-message' GROUP BY 1, 2, 4;
END $$;

-- Does again, after a restore, what the journal says was erased, where it is still there. What goes
-- by the clock needs no telling: retention looks at the clock when a gateway starts.
-- entries: as audit.record_erasures takes them. Answers how many rows it touched.
CREATE FUNCTION replay_erasures(entries json) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  each record;
  live uuid[];
  touched integer := 0;
  n integer;
BEGIN
  FOR each IN
    SELECT e.class, e.reason, e.at, e."signalIds" AS ids
    FROM json_to_recordset(entries)
      AS e(at timestamptz, class text, reason text, "signalIds" uuid[])
    WHERE e."signalIds" IS NOT NULL AND e.class IN ('signal-data', 'bus-message')
  LOOP
    IF each.class = 'signal-data' THEN
      PERFORM FROM data_key AS k WHERE k.signal_id = ANY (each.ids) ORDER BY k.signal_id FOR UPDATE;
      DELETE FROM data_key AS k WHERE k.signal_id = ANY (each.ids);
      GET DIAGNOSTICS n = ROW_COUNT;
      touched := touched + n;
      DELETE FROM outbox AS o WHERE o.signal_id = ANY (each.ids);
      DELETE FROM held_signal AS h WHERE h.signal_id = ANY (each.ids);
    END IF;
    IF each.class = 'signal-data' AND each.reason = 'outcome' THEN
      SELECT array_agg(l.id) INTO live FROM (SELECT s.id FROM signal AS s
        WHERE s.id = ANY (each.ids) AND s.right_id IS NOT NULL ORDER BY s.id FOR UPDATE) AS l;
      touched := touched + blank_signals(live);
    END IF;
    IF each.reason IN ('objection', 'withdrawal', 'agreement-withdrawn', 'expiry') THEN
      INSERT INTO erasure_order (signal_id, receiver, reason, ordered_at)
      SELECT s.id, s.receiver, each.reason, each.at FROM signal AS s WHERE s.id = ANY (each.ids)
      ON CONFLICT DO NOTHING;
    END IF;
  END LOOP;
  RETURN touched;
END $$;

REVOKE ALL ON FUNCTION months_of(text), is_over(text, date, timestamptz),
  drop_month(date, uuid[], timestamptz), drop_part(text, date, timestamptz),
  end_holds(uuid[], uuid[], timestamptz), deletions_due(timestamptz), replay_erasures(json)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION months_of(text), drop_month(date, uuid[], timestamptz),
  drop_part(text, date, timestamptz), end_holds(uuid[], uuid[], timestamptz) TO gateway_retention;
GRANT USAGE ON SCHEMA exchange TO audit_app;
GRANT EXECUTE ON FUNCTION deletions_due(timestamptz), replay_erasures(json) TO audit_app;
