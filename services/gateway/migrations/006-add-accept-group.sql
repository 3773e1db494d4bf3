-- Writes a group of signals of several agencies: the whole transaction of an accept in one call,
-- because at one connection round trips are most of the latency and the driver's work per statement
-- most of the gateway's CPU. Runs under the caller's own rights, so row-level security holds.
--
-- items: one object a signal, `n` its place in the group, without `key` when it is a line of a
-- batch (its batch and number are its key: accept_lines); gate: what consent.check_and_lock takes.
-- Answers the places that were not written, `refused` (the person's agreement does not fit) and
-- `taken` (an earlier request has the idempotency key), and those of persons who `objected`.
--
-- An objected signal writes the same rows and lengths: its seal, key and index are the random bytes
-- that came along as `blank`, and its outbox row is born void.
CREATE FUNCTION accept_group(agencies text[], items json, gate jsonb, hub_at timestamptz,
  system_at timestamptz, OUT refused integer[], OUT taken integer[],
  OUT objected integer[])
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp AS $$
BEGIN
  PERFORM set_config('app.agencies', agencies::text, true);
  SELECT coalesce(array_agg(v.n) FILTER (WHERE v.verdict = 'objected'), '{}'),
    coalesce(array_agg(v.n) FILTER (WHERE v.verdict <> 'objected'), '{}')
  INTO objected, refused FROM consent.check_and_lock(gate, hub_at, system_at) AS v;

  WITH item AS MATERIALIZED (
    SELECT i.*, i.n = ANY (objected) AS void
    FROM json_to_recordset(items) AS i(n integer, key uuid, day date, fingerprint text, id uuid,
      sender text, receiver text, "right" text, agreement text, hash text, purpose text, basis text,
      campaign text, parent uuid, accepted timestamptz, ended timestamptz, expires timestamptz,
      kek text, wrapped text, index_key text, index text, outbox uuid, head text, sealed text,
      tail text, blank json, actor text, agent text, trace uuid, traced timestamptz,
      trace_key text, trace_index text, detail jsonb)
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
      basis, campaign, parent, accepted_at, ended_at, expires_at, state_at)
    SELECT id, sender, receiver, "right", agreement, hash, purpose, basis, campaign, parent,
      accepted, ended, expires, accepted FROM kept
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
      'signal-accept', hash, id, receiver, CASE WHEN void THEN 'objected' ELSE 'sent' END,
      trace_key, decode(trace_index, 'base64'), detail)::audit.new_event)) AS events FROM kept
  )
  SELECT coalesce(array_agg(item.n) FILTER (WHERE item.key IS NOT NULL AND won.signal_id IS NULL),
    '{}') INTO taken
  FROM item LEFT JOIN won ON won.signal_id = item.id CROSS JOIN traced;
END $$;

REVOKE ALL ON FUNCTION accept_group(text[], json, jsonb, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accept_group(text[], json, jsonb, timestamptz, timestamptz)
  TO gateway_accept;
