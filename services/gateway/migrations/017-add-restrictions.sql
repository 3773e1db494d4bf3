-- GDPR art. 18: what waits about a person is kept, and its key given to nobody, until that is
-- lifted. Whoever asks for it is told `gone` like of anything that is not theirs to open.
ALTER TABLE data_key ADD COLUMN restricted boolean NOT NULL DEFAULT false;

-- Called by consent in the transaction of a restriction, or of its end. Locks live keys in id
-- order, as releases do. When it ends, the message is sent again under a new id: its receiver may
-- have been told `gone` meanwhile, and the bus would take the old id for a repetition.
-- Answers the signals that changed; objected ones have random indexes, and are not found.
CREATE FUNCTION restrict_keys(indexes bytea[], is_restricted boolean)
RETURNS TABLE (signal_id uuid, receiver text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  ids uuid[];
BEGIN
  SELECT array_agg(locked.signal_id) INTO ids FROM (
    SELECT k.signal_id FROM data_key AS k
    WHERE k.subject_index = ANY (indexes) AND k.restricted <> is_restricted
    ORDER BY k.signal_id FOR UPDATE
  ) AS locked;
  IF NOT is_restricted THEN
    UPDATE outbox AS o SET published_at = NULL, id = gen_random_uuid()
    WHERE o.signal_id = ANY (ids) AND NOT o.void;
  END IF;
  RETURN QUERY UPDATE data_key AS k SET restricted = is_restricted WHERE k.signal_id = ANY (ids)
    RETURNING k.signal_id, k.receiver;
END $$;

REVOKE ALL ON FUNCTION restrict_keys(bytea[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restrict_keys(bytea[], boolean) TO consent_app;

-- As before (012), and what is restricted is gone.
CREATE OR REPLACE FUNCTION release_keys(agency text, ids uuid[], traces uuid[],
  agreements text[], client text, at timestamptz)
RETURNS TABLE (kek text, places integer[], wrapped bytea)
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  voids uuid[];
  marked uuid[];
  keks text[];
  keys bytea[];
BEGIN
  PERFORM set_config('app.agencies', ARRAY[agency]::text, true);
  SELECT coalesce(array_agg(o.signal_id), '{}') INTO voids FROM outbox AS o
  WHERE o.signal_id = ANY (ids) AND o.signal_id BETWEEN ids[1] AND ids[cardinality(ids)] AND o.void;

  WITH k AS (
    UPDATE data_key AS d SET released_at = coalesce(d.released_at, release_keys.at)
    WHERE d.signal_id = ANY (ids) AND d.receiver = agency AND d.signal_id <> ALL (voids)
      AND NOT d.restricted
      AND d.signal_id BETWEEN ids[1] AND ids[cardinality(ids)]
    RETURNING d.signal_id, d.kek, d.wrapped
  ) SELECT array_agg(k.signal_id), array_agg(k.kek), array_agg(k.wrapped)
  INTO marked, keks, keys FROM k;

  RETURN QUERY
  WITH granted AS MATERIALIZED (
    SELECT w.place, w.trace, m.kek, m.wrapped, s.id, s.sender, s.purpose, s.agreement_hash
    FROM unnest(marked, keks, keys) AS m(id, kek, wrapped)
      JOIN signal AS s ON s.id = m.id
      JOIN unnest(ids, traces) WITH ORDINALITY AS w(id, trace, place) ON w.id = m.id
    WHERE s.id = ANY (marked) AND s.id BETWEEN ids[1] AND ids[cardinality(ids)]
      AND s.expires_at > release_keys.at AND s.withdrawn_at IS NULL
      AND s.agreement_id IN (SELECT unnest(agreements))
  ), traced AS (
    SELECT audit.append(array_agg(ROW(g.trace, release_keys.at, client, agency, NULL, g.purpose,
      'signal-release', g.agreement_hash, g.id, g.sender, NULL, NULL, NULL, NULL
      )::audit.new_event)) AS events FROM granted AS g
  )
  SELECT g.kek, array_agg(g.place::integer ORDER BY g.place),
    string_agg(g.wrapped, NULL ORDER BY g.place)
  FROM granted AS g CROSS JOIN traced WHERE traced.events > 0 GROUP BY g.kek;
END $$;

-- As before (011), and the keys of a person who restricted are born so.
CREATE OR REPLACE FUNCTION accept_group(agencies text[], items json, gate jsonb, hub_at timestamptz,
  system_at timestamptz, OUT refused integer[], OUT taken integer[],
  OUT objected integer[])
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp AS $$
DECLARE
  held integer[];
BEGIN
  PERFORM set_config('app.agencies', agencies::text, true);
  SELECT coalesce(array_agg(v.n) FILTER (WHERE v.verdict = 'objected'), '{}'),
    coalesce(array_agg(v.n) FILTER (WHERE v.verdict = 'agreement-invalid'), '{}'),
    coalesce(array_agg(v.n) FILTER (WHERE v.verdict = 'restricted'), '{}')
  INTO objected, refused, held FROM consent.check_and_lock(gate, hub_at, system_at) AS v;

  WITH item AS MATERIALIZED (
    SELECT i.*, i.n = ANY (objected) OR i.blocked IS TRUE AS void,
      CASE WHEN i.n = ANY (objected) THEN 'objected' WHEN i.blocked THEN 'not-integrated'
        ELSE 'sent' END AS became
    FROM json_to_recordset(items) AS i(n integer, key uuid, day date, fingerprint text, id uuid,
      sender text, receiver text, "right" text, agreement text, hash text, purpose text, basis text,
      campaign text, parent uuid, accepted timestamptz, ended timestamptz, expires timestamptz,
      kek text, wrapped text, index_key text, index text, outbox uuid, head text, sealed text,
      tail text, blank json, actor text, agent text, trace uuid, traced timestamptz,
      trace_key text, trace_index text, detail jsonb, objectable boolean, blocked boolean)
    WHERE i.n <> ALL (refused)
  ), won AS (
    -- Sorted, so that two gateways with the same keys never wait for each other in a circle.
    INSERT INTO idempotency (agency, key, fingerprint_day, fingerprint, signal_id, accepted_at)
    SELECT sender, key, day, decode(fingerprint, 'base64'), id, accepted FROM item
    WHERE key IS NOT NULL ORDER BY sender, key
    ON CONFLICT DO NOTHING RETURNING signal_id
  ), kept AS MATERIALIZED (
    SELECT item.* FROM item LEFT JOIN won ON won.signal_id = item.id
    WHERE item.key IS NULL OR won.signal_id IS NOT NULL
  ), signals AS (
    INSERT INTO signal (id, sender, receiver, right_id, agreement_id, agreement_hash, purpose,
      basis, campaign, parent, accepted_at, ended_at, expires_at, state_at, objectable)
    SELECT id, sender, receiver, "right", agreement, hash, purpose, basis, campaign, parent,
      accepted, ended, expires, accepted, objectable IS NOT FALSE FROM kept
  ), keys AS (
    INSERT INTO data_key (signal_id, sender, receiver, kek, wrapped, index_key, subject_index,
      restricted)
    SELECT id, sender, receiver, kek,
      decode(CASE WHEN void THEN blank ->> 'wrapped' ELSE wrapped END, 'base64'), index_key,
      decode(CASE WHEN void THEN blank ->> 'index' ELSE index END, 'base64'),
      n = ANY (held) FROM kept
  ), boxes AS (
    INSERT INTO outbox (id, signal_id, sender, receiver, void, message)
    SELECT outbox, id, sender, receiver, void,
      convert_to(head || CASE WHEN void THEN blank ->> 'sealed' ELSE sealed END || tail, 'UTF8')
    FROM kept
  ), traced AS (
    SELECT audit.append(array_agg(ROW(trace, traced, actor, sender, agent, purpose,
      'signal-accept', hash, id, receiver, became,
      trace_key, decode(trace_index, 'base64'), detail)::audit.new_event)) AS events FROM kept
  )
  SELECT coalesce(array_agg(item.n) FILTER (WHERE item.key IS NOT NULL AND won.signal_id IS NULL),
    '{}'),
    coalesce(array_agg(item.n) FILTER (WHERE item.void), '{}') INTO taken, objected
  FROM item LEFT JOIN won ON won.signal_id = item.id CROSS JOIN traced;
END $$;
