-- What stops a signal by its id, and which signals an objection does not stop.
--
-- An agreement may set the right to object aside by a provision (GDPR art. 21(1): a legal
-- obligation). Its signals say so themselves: when a person objects, the agreement may have another
-- version, or none.
ALTER TABLE signal ADD COLUMN objectable boolean NOT NULL DEFAULT true;

-- As before (004), sparing for an objection what it does not stop.
CREATE OR REPLACE FUNCTION destroy_keys(indexes bytea[], scope_right text, scope_receiver text,
  reason text, at timestamptz, due_at timestamptz)
RETURNS TABLE (signal_id uuid, sender text, receiver text, recalled boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  ids uuid[];
BEGIN
  SELECT array_agg(locked.signal_id) INTO ids FROM (
    SELECT k.signal_id FROM data_key AS k JOIN signal AS s ON s.id = k.signal_id
    WHERE k.subject_index = ANY (indexes)
      AND (scope_right IS NULL OR s.right_id = scope_right)
      AND (scope_receiver IS NULL OR k.receiver = scope_receiver)
      AND (s.objectable OR destroy_keys.reason <> 'objection')
    ORDER BY k.signal_id FOR UPDATE OF k
  ) AS locked;
  RETURN QUERY
  WITH destroyed AS (
    DELETE FROM data_key AS k WHERE k.signal_id = ANY (ids)
    RETURNING k.signal_id, k.sender, k.receiver, k.released_at
  ), unsent AS (
    DELETE FROM outbox AS o USING destroyed AS d WHERE o.signal_id = d.signal_id
  ), recalled AS (
    INSERT INTO recall AS r (id, signal_id, receiver, reason, created_at, due_at)
    SELECT gen_random_uuid(), d.signal_id, d.receiver, destroy_keys.reason, destroy_keys.at,
      destroy_keys.due_at
    FROM destroyed AS d WHERE d.released_at IS NOT NULL
    ON CONFLICT DO NOTHING
  )
  SELECT d.signal_id, d.sender, d.receiver, d.released_at IS NOT NULL FROM destroyed AS d;
END $$;

-- Destroys and recalls by signal: what destroy_keys does for the signals that still wait, and for
-- those that a receiver has stored, which no index leads to any more. Called by consent in the
-- transaction of the act that demands it. Locks live keys in id order, as releases do.
--
-- Answers the signals that something was done about, and whether their receiver was told to erase.
-- One whose receiver has erased, that was never released, or was recalled before, gets no recall.
CREATE FUNCTION recall_signals(ids uuid[], reason text, at timestamptz, due_at timestamptz)
RETURNS TABLE (signal_id uuid, sender text, receiver text, recalled boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  stoppable uuid[];
  live uuid[];
BEGIN
  SELECT array_agg(s.id) INTO stoppable FROM signal AS s
  WHERE s.id = ANY (ids) AND (s.objectable OR recall_signals.reason <> 'objection');
  SELECT array_agg(locked.signal_id) INTO live FROM (
    SELECT k.signal_id FROM data_key AS k WHERE k.signal_id = ANY (stoppable)
    ORDER BY k.signal_id FOR UPDATE
  ) AS locked;
  RETURN QUERY
  WITH destroyed AS (
    DELETE FROM data_key AS k WHERE k.signal_id = ANY (live)
    RETURNING k.signal_id, k.released_at
  ), unsent AS (
    DELETE FROM outbox AS o WHERE o.signal_id = ANY (live)
  ), touched AS MATERIALIZED (
    SELECT s.id, s.sender, s.receiver, d.signal_id IS NOT NULL AS waited,
      CASE WHEN d.signal_id IS NULL
        THEN s.state IN ('received', 'taken-charge', 'closed', 'declined')
        ELSE d.released_at IS NOT NULL END AS held
    FROM signal AS s LEFT JOIN destroyed AS d ON d.signal_id = s.id WHERE s.id = ANY (stoppable)
  ), made AS (
    INSERT INTO recall AS r (id, signal_id, receiver, reason, created_at, due_at)
    SELECT gen_random_uuid(), t.id, t.receiver, recall_signals.reason, recall_signals.at,
      recall_signals.due_at
    FROM touched AS t WHERE t.held ON CONFLICT DO NOTHING RETURNING r.signal_id
  )
  SELECT t.id, t.sender, t.receiver, m.signal_id IS NOT NULL
  FROM touched AS t LEFT JOIN made AS m ON m.signal_id = t.id
  WHERE t.waited OR m.signal_id IS NOT NULL;
END $$;

REVOKE ALL ON FUNCTION recall_signals(uuid[], text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recall_signals(uuid[], text, timestamptz, timestamptz) TO consent_app;

-- As before (006), with what the agreement says of objections on each signal, and with items that
-- the BCSS did not let pass: `blocked` ones are void as those of a person who objected, and
-- answered as `objected`.
CREATE OR REPLACE FUNCTION accept_group(agencies text[], items json, gate jsonb, hub_at timestamptz,
  system_at timestamptz, OUT refused integer[], OUT taken integer[],
  OUT objected integer[])
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp AS $$
BEGIN
  PERFORM set_config('app.agencies', agencies::text, true);
  SELECT coalesce(array_agg(v.n) FILTER (WHERE v.verdict = 'objected'), '{}'),
    coalesce(array_agg(v.n) FILTER (WHERE v.verdict <> 'objected'), '{}')
  INTO objected, refused FROM consent.check_and_lock(gate, hub_at, system_at) AS v;

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
    INSERT INTO data_key (signal_id, sender, receiver, kek, wrapped, index_key, subject_index)
    SELECT id, sender, receiver, kek,
      decode(CASE WHEN void THEN blank ->> 'wrapped' ELSE wrapped END, 'base64'), index_key,
      decode(CASE WHEN void THEN blank ->> 'index' ELSE index END, 'base64') FROM kept
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
