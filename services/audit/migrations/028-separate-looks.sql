-- What officers look at is apart from what is done: in the figures of people, in an agency's list.
-- And what was erased about a person is found without reading the whole journal.

-- find_person_events (011) asks for either: each has its index, and most entries have one of them.
CREATE INDEX erasure_journal_signals ON erasure_journal USING gin (signal_ids)
  WHERE signal_ids IS NOT NULL;
CREATE INDEX erasure_journal_rows ON erasure_journal USING gin (row_ids)
  WHERE row_ids IS NOT NULL;

-- Counts what waits, in order, until it is acts_max acts or more, and takes it from the queue in
-- the same transaction: each act is counted once, whatever crashes. Answers how many it took; 0
-- when nothing waits. An act that was forgotten meanwhile is not counted.
-- What officers look at is no work of people: one look is a trace for each signal it showed, and an
-- evening's would be taken for a night's work, or hide it. `act_day` keeps them: trace_month is
-- lessened by it (forget_counts).
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
  WHERE a.kind <> 'blank-act' AND a.signal_id >= forgotten_until('opening-count') GROUP BY 1
  ON CONFLICT ON CONSTRAINT opening_month_pkey
    DO UPDATE SET openings = o.openings + excluded.openings;
  RETURN cardinality(taken);
END $$;

-- Acts, newest first, rows_max at most: of a signal, or of these agencies in a time, under an
-- agreement, by an agent of theirs. `before` is the last id of the page before.
--
-- viewer: 'hub', or an agency, which reads its own acts and nobody else's, whatever it asks for.
-- Nobody reads here what became of an attempt to send: that a person had objected is for that
-- person. An agency reads of each act that it was, when, by whom and about which signal; not the
-- second part and not whether that is gone: an objection would have erased it. A case that was
-- joined to another looks like any other. Nor does an agency read an act's place in the log:
-- between two of its own, places tell how many others there were, and a signal that nobody opens
-- has fewer after it. Of a signal, who looked at it comes after what was done;
-- an agency's list is without looks, for each one that it showed would be newer than all it shows.
CREATE OR REPLACE FUNCTION read_acts(viewer text, agencies text[], agreement text, by_agent text,
  signal uuid, from_at timestamptz, to_at timestamptz, before uuid, rows_max integer)
RETURNS TABLE (id uuid, at timestamptz, agency text, agent text, purpose text, operation text,
  agreement_hash text, signal_id uuid, counterparty text, outcome_class text, detail jsonb,
  log_index bigint, erased_at timestamptz, erased_article text, erased_log_index bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  of_hub CONSTANT boolean := read_acts.viewer = 'hub';
  whose CONSTANT text[] :=
    CASE WHEN of_hub THEN read_acts.agencies ELSE ARRAY[read_acts.viewer] END;
  first CONSTANT uuid := uuid_floor(coalesce(read_acts.from_at,
    uuid_instant(read_acts.signal) - interval '1 hour', '1970-01-01Z'));
  below CONSTANT uuid := least(uuid_floor(coalesce(read_acts.to_at, '9999-01-01Z'))::text,
    read_acts.before::text)::uuid;
  shown CONSTANT text[] := CASE WHEN NOT of_hub THEN shown_to_agencies() END;
  found uuid[];
BEGIN
  IF coalesce(read_acts.viewer, '') = '' THEN RAISE EXCEPTION 'nobody reads'; END IF;
  IF read_acts.signal IS NOT NULL AND of_hub THEN
    SELECT array_agg(f.id) INTO found FROM (
      SELECT e.id FROM event AS e WHERE e.signal_id = read_acts.signal AND e.id >= first
        AND e.id < below
      ORDER BY e.purpose = 'oversight', e.id DESC LIMIT rows_max) AS f;
  ELSIF read_acts.signal IS NOT NULL THEN
    SELECT array_agg(f.id) INTO found FROM (
      SELECT e.id FROM event AS e
      WHERE e.signal_id = read_acts.signal AND e.agency = read_acts.viewer AND e.id >= first
        AND e.id < below AND e.operation = ANY (shown)
      ORDER BY e.purpose = 'oversight', e.id DESC LIMIT rows_max) AS f;
  ELSIF whose IS NULL THEN
    SELECT array_agg(f.id) INTO found FROM (
      SELECT e.id FROM event AS e WHERE e.id >= first AND e.id < below
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  ELSIF by_agent IS NOT NULL THEN
    SELECT array_agg(f.id) INTO found FROM unnest(whose) AS w(agency) CROSS JOIN LATERAL (
      SELECT e.id FROM event AS e
      WHERE e.agency = w.agency AND e.agent = by_agent AND e.id >= first AND e.id < below
        AND (read_acts.agreement IS NULL OR e.agreement_hash = read_acts.agreement)
        AND (of_hub OR (e.purpose <> 'oversight' AND e.operation = ANY (shown)))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  ELSIF read_acts.agreement IS NOT NULL THEN
    SELECT array_agg(f.id) INTO found FROM unnest(whose) AS w(agency) CROSS JOIN LATERAL (
      SELECT e.id FROM event AS e
      WHERE e.agency = w.agency AND left(e.agreement_hash, 8) = left(read_acts.agreement, 8)
        AND e.agreement_hash = read_acts.agreement AND e.id >= first AND e.id < below
        AND (of_hub OR (e.purpose <> 'oversight' AND e.operation = ANY (shown)))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  ELSE
    SELECT array_agg(f.id) INTO found FROM unnest(whose) AS w(agency) CROSS JOIN LATERAL (
      SELECT e.id FROM event AS e
      WHERE e.agency = w.agency AND e.id >= first AND e.id < below
        AND (of_hub OR (e.purpose <> 'oversight' AND e.operation = ANY (shown)))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  END IF;

  RETURN QUERY
  SELECT e.id, e.at, e.agency, e.agent, e.purpose,
    CASE WHEN e.operation = 'case-join' AND NOT of_hub THEN 'case-receive' ELSE e.operation END,
    e.agreement_hash, e.signal_id, e.counterparty,
    CASE WHEN e.operation <> 'signal-accept' THEN e.outcome_class END,
    CASE WHEN of_hub THEN e.detail END, CASE WHEN of_hub THEN o.log_index END,
    CASE WHEN of_hub THEN e.detail_erased_at END, j.article, j.log_index
  FROM event AS e LEFT JOIN opening AS o ON o.id = e.id
  LEFT JOIN LATERAL (
    SELECT g.article, p.log_index
    FROM erasure_journal AS g LEFT JOIN erasure_opening AS p USING (id)
    WHERE of_hub AND g.at = e.detail_erased_at AND g.class = 'second-opening'
      AND (g.signal_ids IS NULL OR e.signal_id = ANY (g.signal_ids))
    ORDER BY g.id LIMIT 1) AS j ON true
  WHERE e.id = ANY (found)
  ORDER BY e.id DESC LIMIT rows_max;
END $$;
