-- What officers read: their own looks only where asked for, and of a person everything, by pages.

-- These acts, newest first, as this viewer may read them. An agency reads of each act that it was,
-- when, by whom and about which signal; not the second part and not whether that is gone: an
-- objection would have erased it. A case that was joined to another looks like any other. Nor does
-- an agency read an act's place in the log: between two of its own, places tell how many others
-- there were, and a signal that nobody opens has fewer after it. What became of an attempt to send
-- is told of a person alone, by number: that they had objected is for that person.
CREATE FUNCTION tell_acts(viewer text, ids uuid[], of_person boolean)
RETURNS TABLE (id uuid, at timestamptz, agency text, agent text, purpose text, operation text,
  agreement_hash text, signal_id uuid, counterparty text, outcome_class text, detail jsonb,
  log_index bigint, erased_at timestamptz, erased_article text, erased_log_index bigint)
LANGUAGE sql STABLE SET search_path = audit, pg_temp SET enable_seqscan = off AS $$
  SELECT e.id, e.at, e.agency, e.agent, e.purpose,
    CASE WHEN e.operation = 'case-join' AND viewer <> 'hub' THEN 'case-receive'
      ELSE e.operation END,
    e.agreement_hash, e.signal_id, e.counterparty,
    CASE WHEN of_person OR e.operation <> 'signal-accept' THEN e.outcome_class END,
    CASE WHEN viewer = 'hub' THEN e.detail END, CASE WHEN viewer = 'hub' THEN o.log_index END,
    CASE WHEN viewer = 'hub' THEN e.detail_erased_at END, j.article, j.log_index
  FROM event AS e LEFT JOIN opening AS o ON o.id = e.id
  LEFT JOIN LATERAL (
    SELECT g.article, p.log_index
    FROM erasure_journal AS g LEFT JOIN erasure_opening AS p USING (id)
    WHERE viewer = 'hub' AND g.at = e.detail_erased_at AND g.class = 'second-opening'
      AND (g.signal_ids IS NULL OR e.signal_id = ANY (g.signal_ids))
    ORDER BY g.id LIMIT 1) AS j ON true
  WHERE e.id = ANY (ids)
  ORDER BY e.id DESC
$$;

DROP FUNCTION read_acts(text, text[], text, text, uuid, timestamptz, timestamptz, uuid, integer);

-- Acts, newest first, rows_max at most: of a signal, or of these agencies in a time, under an
-- agreement, by an agent of theirs. `before` is the last id of the page before.
--
-- viewer: 'hub', or an agency, which reads its own acts and nobody else's, whatever it asks for.
-- Of a signal, who looked at it comes after what was done. A list is without what officers looked
-- at, for each look that shows fifty signals leaves fifty traces, newer than all that it showed;
-- the hub's has them where it asks for them, an agency's never.
CREATE FUNCTION read_acts(viewer text, agencies text[], agreement text, by_agent text,
  signal uuid, from_at timestamptz, to_at timestamptz, before uuid,
  with_looks boolean, rows_max integer)
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
  looks CONSTANT boolean := of_hub AND read_acts.with_looks;
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
        AND (looks OR e.purpose <> 'oversight')
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  ELSIF by_agent IS NOT NULL THEN
    SELECT array_agg(f.id) INTO found FROM unnest(whose) AS w(agency) CROSS JOIN LATERAL (
      SELECT e.id FROM event AS e
      WHERE e.agency = w.agency AND e.agent = by_agent AND e.id >= first AND e.id < below
        AND (read_acts.agreement IS NULL OR e.agreement_hash = read_acts.agreement)
        AND (looks OR e.purpose <> 'oversight') AND (of_hub OR e.operation = ANY (shown))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  ELSIF read_acts.agreement IS NOT NULL THEN
    SELECT array_agg(f.id) INTO found FROM unnest(whose) AS w(agency) CROSS JOIN LATERAL (
      SELECT e.id FROM event AS e
      WHERE e.agency = w.agency AND left(e.agreement_hash, 8) = left(read_acts.agreement, 8)
        AND e.agreement_hash = read_acts.agreement AND e.id >= first AND e.id < below
        AND (looks OR e.purpose <> 'oversight') AND (of_hub OR e.operation = ANY (shown))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  ELSE
    SELECT array_agg(f.id) INTO found FROM unnest(whose) AS w(agency) CROSS JOIN LATERAL (
      SELECT e.id FROM event AS e
      WHERE e.agency = w.agency AND e.id >= first AND e.id < below
        AND (looks OR e.purpose <> 'oversight') AND (of_hub OR e.operation = ANY (shown))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  END IF;

  RETURN QUERY SELECT * FROM tell_acts(read_acts.viewer, found, false) LIMIT rows_max;
END $$;

-- Everything that was done about one person, newest first, rows_max at most, from before an id: the
-- acts that carry one of these blind indexes, and those of the signals that these lead to.
CREATE FUNCTION read_person_acts(indexes bytea[], before uuid, with_looks boolean,
  rows_max integer)
RETURNS TABLE (id uuid, at timestamptz, agency text, agent text, purpose text, operation text,
  agreement_hash text, signal_id uuid, counterparty text, outcome_class text, detail jsonb,
  log_index bigint, erased_at timestamptz, erased_article text, erased_log_index bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  known uuid[];
  signals uuid[];
  found uuid[];
BEGIN
  SELECT array_agg(e.id) || coalesce(array_agg((e.detail ->> 'follows')::uuid)
      FILTER (WHERE e.operation = 'identifier-succeed' AND e.detail ->> 'follows' IS NOT NULL),
      '{}'),
    array_agg(DISTINCT e.signal_id) FILTER (WHERE e.signal_id IS NOT NULL)
  INTO known, signals FROM event AS e WHERE e.trace_index = ANY (read_person_acts.indexes);
  SELECT array_agg(f.id) INTO found FROM (
    SELECT a.id FROM (
      SELECT e.id, e.purpose FROM event AS e WHERE e.id = ANY (known)
      UNION
      SELECT e.id, e.purpose FROM event AS e WHERE e.signal_id = ANY (signals)) AS a
    WHERE (read_person_acts.before IS NULL OR a.id < read_person_acts.before)
      AND (read_person_acts.with_looks OR a.purpose <> 'oversight')
    ORDER BY a.id DESC LIMIT read_person_acts.rows_max) AS f;
  RETURN QUERY SELECT * FROM tell_acts('hub', found, true);
END $$;

REVOKE ALL ON FUNCTION tell_acts(text, uuid[], boolean),
  read_acts(text, text[], text, text, uuid, timestamptz, timestamptz, uuid, boolean, integer),
  read_person_acts(bytea[], uuid, boolean, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  read_acts(text, text[], text, text, uuid, timestamptz, timestamptz, uuid, boolean, integer),
  read_person_acts(bytea[], uuid, boolean, integer) TO audit_app;
