-- What data protection officers read. One function answers them all, the hub's and the agencies',
-- so that what is not theirs is left out in one place.

-- An officer's search takes an agency's own entries in order and stops at a page. An agency's
-- officer reads by the agency first, whatever they ask for: what others did, or that nothing
-- happened, costs them no time that could be felt. The first characters of a hash are enough to
-- find it by.
CREATE INDEX event_agency ON event (agency, id);
CREATE INDEX event_agreement ON event (agency, left(agreement_hash, 8), id)
  WHERE agreement_hash IS NOT NULL;
CREATE INDEX event_agent ON event (agency, agent, id) WHERE agent IS NOT NULL;
CREATE INDEX event_signal_agency ON event (signal_id, agency);
DROP INDEX event_signal;

-- The acts of their own agency that its officer sees here. Closed: what is not named is not shown.
-- Left out is all that tells of an objection, a renunciation, a restriction or a request of the
-- person, and of what the hub did because of one.
CREATE FUNCTION shown_to_agencies() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY['signal-accept', 'signal-release', 'signal-withdraw', 'case-received',
    'case-taken-charge', 'case-informed', 'case-closed', 'case-declined', 'campaign-propose',
    'campaign-accept', 'campaign-figures-read', 'case-receive', 'case-join', 'case-read',
    'case-claim', 'case-unclaim', 'case-assign', 'case-contact', 'case-notice', 'case-hold',
    'case-resume', 'case-propose-close', 'case-confirm-close', 'case-withdraw-close', 'case-close',
    'case-decline', 'case-expire', 'case-preserve', 'hold-place', 'hold-end', 'notice-write',
    'message-quarantine', 'person-agreement-record', 'agreement-draft', 'agreement-revise',
    'agreement-opinion', 'agreement-sign', 'agreement-activate', 'agreement-suspend',
    'agreement-resume', 'agreement-end', 'key-register', 'key-retire', 'witness-register',
    'console-sign-in', 'exchange-search', 'exchange-read']
$$;

-- Acts, newest first, rows_max at most: of a signal, or of these agencies in a time, under an
-- agreement, by an agent of theirs. `before` is the last id of the page before.
--
-- viewer: 'hub', or an agency, which reads its own acts and nobody else's, whatever it asks for.
-- Nobody reads here what became of an attempt to send: that a person had objected is for that
-- person. An agency reads of each act that it was, when, by whom and about which signal; not the
-- second part and not whether that is gone: an objection would have erased it. A case that was
-- joined to another looks like any other. Of a signal, who looked at it comes after what was done.
CREATE FUNCTION read_acts(viewer text, agencies text[], agreement text, by_agent text, signal uuid,
  from_at timestamptz, to_at timestamptz, before uuid, rows_max integer)
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
        AND (shown IS NULL OR e.operation = ANY (shown))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  ELSIF read_acts.agreement IS NOT NULL THEN
    SELECT array_agg(f.id) INTO found FROM unnest(whose) AS w(agency) CROSS JOIN LATERAL (
      SELECT e.id FROM event AS e
      WHERE e.agency = w.agency AND left(e.agreement_hash, 8) = left(read_acts.agreement, 8)
        AND e.agreement_hash = read_acts.agreement AND e.id >= first AND e.id < below
        AND (shown IS NULL OR e.operation = ANY (shown))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  ELSE
    SELECT array_agg(f.id) INTO found FROM unnest(whose) AS w(agency) CROSS JOIN LATERAL (
      SELECT e.id FROM event AS e
      WHERE e.agency = w.agency AND e.id >= first AND e.id < below
        AND (shown IS NULL OR e.operation = ANY (shown))
      ORDER BY e.id DESC LIMIT rows_max) AS f;
  END IF;

  RETURN QUERY
  SELECT e.id, e.at, e.agency, e.agent, e.purpose,
    CASE WHEN e.operation = 'case-join' AND NOT of_hub THEN 'case-receive' ELSE e.operation END,
    e.agreement_hash, e.signal_id, e.counterparty,
    CASE WHEN e.operation <> 'signal-accept' THEN e.outcome_class END,
    CASE WHEN of_hub THEN e.detail END, o.log_index,
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

REVOKE ALL ON FUNCTION shown_to_agencies(), read_acts(text, text[], text, text, uuid, timestamptz,
  timestamptz, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_acts(text, text[], text, text, uuid, timestamptz, timestamptz, uuid,
  integer) TO audit_app;
