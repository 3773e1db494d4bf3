-- The same counts (028), with how far months were forgotten looked up once, and not for each act.

CREATE OR REPLACE FUNCTION count_acts(acts_max integer) RETURNS integer
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
      e.agent IS NOT NULL AND e.purpose <> 'oversight' AS is_work,
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
    FROM act AS a WHERE a.kind <> 'cleared' AND a.is_work GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT ON CONSTRAINT agent_day_pkey DO UPDATE SET acts = d.acts + excluded.acts
  ), hours AS (
    INSERT INTO people_hour AS h (day, hour, agency, acts)
    SELECT a.at::date, extract(hour FROM a.at)::smallint, a.agency, count(*)
    FROM act AS a WHERE a.kind <> 'cleared' AND a.is_work GROUP BY 1, 2, 3
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
  WHERE a.kind <> 'blank-act' AND a.signal_id >= (SELECT forgotten_until('opening-count'))
  GROUP BY 1
  ON CONFLICT ON CONSTRAINT opening_month_pkey
    DO UPDATE SET openings = o.openings + excluded.openings;
  RETURN cardinality(taken);
END $$;
