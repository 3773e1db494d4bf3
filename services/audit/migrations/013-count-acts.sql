-- What was done, by day: the figures of data protection officers, and how much there is to forget.
-- Counted once for each act, from the place at which the log numbered it, so that no page and no
-- forecast reads the traces themselves.

-- What is still to be counted: acts that got their number, and acts whose second opening went.
-- A row is a statement's; whatever made or cleared openings has them counted.
CREATE TABLE count_queue (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('act', 'blank-act', 'cleared')),
  ids uuid[] NOT NULL
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

-- Acts of a day (UTC, by the id) between two agencies under an agreement; '' where there is none.
-- Never what became of an attempt: that a person had objected is for that person alone.
CREATE TABLE act_day (
  day date NOT NULL,
  agency text NOT NULL,
  counterparty text NOT NULL,
  agreement_hash text NOT NULL,
  operation text NOT NULL,
  -- A case closed with an outcome that erases at once.
  erasing boolean NOT NULL,
  acts bigint NOT NULL CHECK (acts > 0),
  PRIMARY KEY (day, agency, counterparty, agreement_hash, operation, erasing)
);
CREATE INDEX act_day_agreement ON act_day (agreement_hash, day);

-- The same by the person who acted, known by the opaque id that the agency gives; and the hours
-- (UTC) at which an agency's people act. Both for flags only, so they end sooner.
CREATE TABLE agent_day (
  day date NOT NULL,
  agency text NOT NULL,
  agent text NOT NULL,
  operation text NOT NULL,
  erasing boolean NOT NULL,
  acts bigint NOT NULL CHECK (acts > 0),
  PRIMARY KEY (day, agency, agent, operation, erasing)
);
CREATE TABLE people_hour (
  day date NOT NULL,
  hour smallint NOT NULL CHECK (hour BETWEEN 0 AND 23),
  agency text NOT NULL,
  acts bigint NOT NULL CHECK (acts > 0),
  PRIMARY KEY (day, hour, agency)
);

-- What lies here to be forgotten: traces by their own month, second openings by their signal's.
CREATE TABLE trace_month (
  month date NOT NULL,
  agency text NOT NULL,
  counterparty text NOT NULL,
  traces bigint NOT NULL,
  PRIMARY KEY (month, agency, counterparty)
);
CREATE TABLE opening_month (
  month date PRIMARY KEY,
  openings bigint NOT NULL
);

SELECT dress('count_queue'), dress('act_day'), dress('agent_day'), dress('people_hour'),
  dress('trace_month'), dress('opening_month');
GRANT SELECT ON act_day, agent_day, people_hour, trace_month, opening_month TO audit_app;

CREATE FUNCTION count_added() RETURNS trigger
LANGUAGE plpgsql SET search_path = audit, pg_temp AS $$
BEGIN
  INSERT INTO count_queue (kind, ids)
  SELECT CASE WHEN a.nonce_2 IS NULL THEN 'blank-act' ELSE 'act' END, array_agg(a.id)
  FROM added AS a GROUP BY 1;
  RETURN NULL;
END $$;

CREATE FUNCTION count_cleared() RETURNS trigger
LANGUAGE plpgsql SET search_path = audit, pg_temp AS $$
BEGIN
  INSERT INTO count_queue (kind, ids)
  SELECT 'cleared', array_agg(n.id) FROM now_are AS n JOIN were AS w USING (id)
  WHERE n.nonce_2 IS NULL AND w.nonce_2 IS NOT NULL HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER opening_added AFTER INSERT ON opening
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_added();
CREATE TRIGGER opening_cleared AFTER UPDATE ON opening
  REFERENCING OLD TABLE AS were NEW TABLE AS now_are
  FOR EACH STATEMENT EXECUTE FUNCTION count_cleared();

-- Counts what waits, in order, until it is acts_max acts or more, and takes it from the queue in
-- the same transaction: each act is counted once, whatever crashes. Answers how many it took; 0
-- when nothing waits. An act that was forgotten meanwhile is not counted.
CREATE FUNCTION count_acts(acts_max integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  kinds text[];
  taken uuid[];
BEGIN
  PERFORM pg_advisory_xact_lock(7310011);
  WITH first AS MATERIALIZED (
    SELECT q.position, sum(cardinality(q.ids)) OVER (ORDER BY q.position)
      - cardinality(q.ids) AS before
    FROM (SELECT w.position, w.ids FROM count_queue AS w ORDER BY w.position LIMIT 1000) AS q
  ), gone AS (
    DELETE FROM count_queue AS q USING first AS f
    WHERE q.position = f.position AND f.before < acts_max RETURNING q.kind, q.ids
  )
  SELECT array_agg(g.kind), array_agg(i.id) INTO kinds, taken
  FROM gone AS g, unnest(g.ids) AS i(id);
  IF taken IS NULL THEN RETURN 0; END IF;

  WITH act AS MATERIALIZED (
    SELECT t.kind, uuid_instant(e.id) AT TIME ZONE 'UTC' AS at, e.agency,
      coalesce(e.counterparty, '') AS counterparty, coalesce(e.agreement_hash, '') AS hash, e.agent,
      e.operation, e.signal_id,
      uuid_instant(e.signal_id) AT TIME ZONE 'UTC' AS signal_at,
      e.detail IS NOT NULL OR e.detail_erased_at IS NOT NULL AS had_detail,
      -- The one report that is traced without a detail (gateway, apply-case-events).
      e.operation = 'case-closed' AND e.detail IS NULL AND e.detail_erased_at IS NULL
        AS erasing
    FROM unnest(kinds, taken) AS t(kind, id) JOIN event AS e ON e.id = t.id
  ), days AS (
    INSERT INTO act_day AS d (day, agency, counterparty, agreement_hash, operation, erasing, acts)
    SELECT a.at::date, a.agency, a.counterparty, a.hash, a.operation, a.erasing, count(*)
    FROM act AS a WHERE a.kind <> 'cleared' GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT ON CONSTRAINT act_day_pkey DO UPDATE SET acts = d.acts + excluded.acts
  ), agents AS (
    INSERT INTO agent_day AS d (day, agency, agent, operation, erasing, acts)
    SELECT a.at::date, a.agency, a.agent, a.operation, a.erasing, count(*)
    FROM act AS a WHERE a.kind <> 'cleared' AND a.agent IS NOT NULL GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT ON CONSTRAINT agent_day_pkey DO UPDATE SET acts = d.acts + excluded.acts
  ), hours AS (
    INSERT INTO people_hour AS h (day, hour, agency, acts)
    SELECT a.at::date, extract(hour FROM a.at)::smallint, a.agency, count(*)
    FROM act AS a WHERE a.kind <> 'cleared' AND a.agent IS NOT NULL GROUP BY 1, 2, 3
    ON CONFLICT ON CONSTRAINT people_hour_pkey DO UPDATE SET acts = h.acts + excluded.acts
  ), months AS (
    INSERT INTO trace_month AS m (month, agency, counterparty, traces)
    SELECT date_trunc('month', a.at)::date, a.agency, a.counterparty, count(*)
    FROM act AS a WHERE a.kind <> 'cleared' GROUP BY 1, 2, 3
    ON CONFLICT ON CONSTRAINT trace_month_pkey DO UPDATE SET traces = m.traces + excluded.traces
  )
  INSERT INTO opening_month AS o (month, openings)
  SELECT date_trunc('month', a.signal_at)::date,
    sum(CASE WHEN a.kind = 'cleared' THEN -1 WHEN a.had_detail THEN 1 ELSE 0 END)
  FROM act AS a
  WHERE a.kind <> 'blank-act' AND a.signal_id >= forgotten_until('opening-count') GROUP BY 1
  ON CONFLICT ON CONSTRAINT opening_month_pkey
    DO UPDATE SET openings = o.openings + excluded.openings;
  RETURN cardinality(taken);
END $$;

-- Forgets the days all of whose traces have reached their months, once they are deleted; `agencies`
-- are those of one law, as forget_traces takes them. Answers how many rows of days went.
CREATE FUNCTION forget_counts(at timestamptz, months integer, agencies text[]) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  before date := ((at AT TIME ZONE 'UTC') - make_interval(months => months))::date;
  ends text[] := agencies || ARRAY['hub', ''];
  forgotten integer;
BEGIN
  PERFORM pg_advisory_xact_lock(7310011);
  WITH gone AS (
    DELETE FROM act_day AS d WHERE d.day < before AND (agencies IS NULL
      OR (d.agency = ANY (ends) AND d.counterparty = ANY (ends)
        AND (d.agency = ANY (agencies) OR d.counterparty = ANY (agencies))))
    RETURNING d.day, d.agency, d.counterparty, d.acts
  ), less AS (
    UPDATE trace_month AS m SET traces = m.traces - g.acts
    FROM (SELECT date_trunc('month', x.day)::date AS month, x.agency, x.counterparty,
      sum(x.acts) AS acts FROM gone AS x GROUP BY 1, 2, 3) AS g
    WHERE m.month = g.month AND m.agency = g.agency AND m.counterparty = g.counterparty
  )
  SELECT count(*) INTO forgotten FROM gone;
  DELETE FROM trace_month AS m WHERE m.month < before AND m.traces <= 0;
  RETURN forgotten;
END $$;

-- Forgets who acted how often, and at what hours, before a day.
CREATE FUNCTION forget_agent_counts(before date) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  DELETE FROM agent_day AS d WHERE d.day < forget_agent_counts.before;
  DELETE FROM people_hour AS h WHERE h.day < forget_agent_counts.before;
$$;

-- Once the second openings of signals accepted before `before` have gone, all that is left of those
-- months is what a hold keeps: it is looked up, and what is still waiting to be counted of them is
-- not counted any more.
CREATE FUNCTION settle_openings(before timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7310011);
  DELETE FROM opening_month AS o WHERE o.month < (before AT TIME ZONE 'UTC')::date;
  INSERT INTO opening_month (month, openings)
  SELECT date_trunc('month', uuid_instant(e.signal_id) AT TIME ZONE 'UTC')::date, count(*)
  FROM (SELECT DISTINCT h.signal_id FROM held_signal AS h
    WHERE h.signal_id < uuid_floor(before)) AS h JOIN event AS e ON e.signal_id = h.signal_id
  WHERE e.detail IS NOT NULL GROUP BY 1;
  PERFORM note_forgotten('opening-count', uuid_floor(before));
END $$;

REVOKE ALL ON FUNCTION count_added(), count_cleared(), count_acts(integer),
  forget_counts(timestamptz, integer, text[]), forget_agent_counts(date),
  settle_openings(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_acts(integer), forget_counts(timestamptz, integer, text[]),
  forget_agent_counts(date), settle_openings(timestamptz) TO audit_app;

-- What has a number already is counted too.
INSERT INTO count_queue (kind, ids)
SELECT CASE WHEN o.nonce_2 IS NULL THEN 'blank-act' ELSE 'act' END, array_agg(o.id)
FROM opening AS o GROUP BY 1, o.log_index / 4096;
