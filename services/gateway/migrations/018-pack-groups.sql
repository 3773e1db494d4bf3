-- The same accept (017), with what the group's signals have in common sent once and the rest as
-- arrays and packed bytes: one JSON object a signal took half of the accept's time to read.

-- The signals of a group. Arrays have one element a signal, in the same order.
-- kinds: [{ kind, sender, receiver, right, … }], what signals share; `kind` says which is whose.
-- `parts` of it are the message before the outbox id, between that and the signal's, between that
-- and the seal, and after the seal.
-- places: where a signal stands in its caller's list, from 0: answers name it by that.
-- keys: idempotency keys; empty for the lines of a batch, whose batch and number are their key, and
-- fingerprints then too (32 bytes a signal).
-- packed: a signal's 216 bytes: index 32, wrapped key 60, trace index 32, and for a person who
-- objected a random index 32 and key 60.
-- seals: a signal's 374 characters: 187 of its seal in base64url, and as many random ones.
CREATE TYPE signal_group AS (kinds json, kind integer[], places integer[], ids uuid[],
  outboxes uuid[], traces uuid[], keys uuid[], fingerprints bytea, packed bytea, seals text);

DROP FUNCTION accept_lines(text, uuid, integer, json, jsonb, date, bytea, uuid[], jsonb, jsonb,
  timestamptz, timestamptz);
DROP FUNCTION accept_group(text[], json, jsonb, timestamptz, timestamptz);

-- Writes a group of signals of several agencies: the whole transaction of an accept in one call.
-- Runs under the caller's own rights, so row-level security holds. `gate` is what
-- consent.check_and_lock takes, `n` a signal's place.
-- Answers the places that were not written, `refused` (the person's agreement does not fit) and
-- `taken` (an earlier request has the idempotency key), and those born void: of persons who
-- `objected`, and those that the BCSS did not let pass.
--
-- A void signal writes the same rows and lengths, with the random bytes that came along for every
-- signal, used or not. The keys of a person who restricted are born so.
-- An instant of acceptance is that in the signal's id; of its trace, that in the trace's.
CREATE FUNCTION accept_group(agencies text[], items signal_group, gate jsonb, hub_at timestamptz,
  system_at timestamptz, OUT refused integer[], OUT taken integer[], OUT objected integer[])
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp
-- The kinds are few and unknown to the planner, which would look through them for every signal.
SET enable_nestloop = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  held integer[];
  packed CONSTANT bytea := items.packed;
  fingerprints CONSTANT bytea := items.fingerprints;
  seals CONSTANT bytea := convert_to(items.seals, 'UTF8');
BEGIN
  PERFORM set_config('app.agencies', agencies::text, true);
  SELECT coalesce(array_agg(v.n) FILTER (WHERE v.verdict = 'objected'), '{}'),
    coalesce(array_agg(v.n) FILTER (WHERE v.verdict = 'agreement-invalid'), '{}'),
    coalesce(array_agg(v.n) FILTER (WHERE v.verdict = 'restricted'), '{}')
  INTO objected, refused, held FROM consent.check_and_lock(gate, hub_at, system_at) AS v;

  WITH common AS MATERIALIZED (
    SELECT k.*, convert_to(k.parts[1], 'UTF8') AS head, convert_to(k.parts[2], 'UTF8') AS middle,
      convert_to(k.parts[3], 'UTF8') AS neck, convert_to(k.parts[4], 'UTF8') AS tail
    FROM json_to_recordset(items.kinds) AS k(kind integer, sender text, receiver text,
      "right" text, agreement text, hash text, purpose text, basis text, objectable boolean,
      blocked boolean, campaign text, parent uuid, hours integer, expires timestamptz, day date,
      kek text, index_key text, actor text, agent text, trace_key text, detail jsonb, parts text[])
  ), item AS MATERIALIZED (
    SELECT i.n, i.kind, i.id, i.outbox, i.trace, i.key, i.slot::integer - 1 AS s,
      i.n = ANY (objected) AS against, uuid_extract_timestamp(i.id) AS accepted
    FROM unnest(items.places, items.kind, items.ids, items.outboxes, items.traces, items.keys)
      WITH ORDINALITY AS i(n, kind, id, outbox, trace, key, slot)
    WHERE i.n <> ALL (refused)
  ), won AS (
    -- Sorted, so that two gateways with the same keys never wait for each other in a circle.
    INSERT INTO idempotency (agency, key, fingerprint_day, fingerprint, signal_id, accepted_at)
    SELECT c.sender, i.key, c.day, substring(fingerprints FROM i.s * 32 + 1 FOR 32), i.id,
      i.accepted
    FROM item AS i JOIN common AS c USING (kind) WHERE i.key IS NOT NULL ORDER BY c.sender, i.key
    ON CONFLICT DO NOTHING RETURNING signal_id
  ), kept AS MATERIALIZED (
    SELECT i.*, i.against OR c.blocked IS TRUE AS void
    FROM item AS i JOIN common AS c USING (kind) LEFT JOIN won ON won.signal_id = i.id
    WHERE i.key IS NULL OR won.signal_id IS NOT NULL
  ), signals AS (
    INSERT INTO signal (id, sender, receiver, right_id, agreement_id, agreement_hash, purpose,
      basis, campaign, parent, accepted_at, ended_at, expires_at, state_at, objectable)
    SELECT i.id, c.sender, c.receiver, c."right", c.agreement, c.hash, c.purpose, c.basis,
      c.campaign, c.parent, i.accepted, i.accepted + make_interval(hours => c.hours), c.expires,
      i.accepted, c.objectable
    FROM kept AS i JOIN common AS c USING (kind)
  ), keys AS (
    INSERT INTO data_key (signal_id, sender, receiver, kek, wrapped, index_key, subject_index,
      restricted)
    SELECT i.id, c.sender, c.receiver, c.kek,
      substring(packed FROM i.s * 216 + CASE WHEN i.void THEN 157 ELSE 33 END FOR 60), c.index_key,
      substring(packed FROM i.s * 216 + CASE WHEN i.void THEN 125 ELSE 1 END FOR 32),
      i.n = ANY (held)
    FROM kept AS i JOIN common AS c USING (kind)
  ), boxes AS (
    INSERT INTO outbox (id, signal_id, sender, receiver, void, message)
    SELECT i.outbox, i.id, c.sender, c.receiver, i.void,
      c.head || convert_to(i.outbox::text, 'UTF8') || c.middle || convert_to(i.id::text, 'UTF8')
        || c.neck || substring(seals FROM i.s * 374 + CASE WHEN i.void THEN 188 ELSE 1 END FOR 187)
        || c.tail
    FROM kept AS i JOIN common AS c USING (kind)
  ), traced AS (
    SELECT audit.append(array_agg(ROW(i.trace, uuid_extract_timestamp(i.trace), c.actor, c.sender,
      c.agent, c.purpose, 'signal-accept', c.hash, i.id, c.receiver,
      CASE WHEN i.against THEN 'objected' WHEN c.blocked THEN 'not-integrated' ELSE 'sent' END,
      c.trace_key, substring(packed FROM i.s * 216 + 93 FOR 32), c.detail)::audit.new_event))
      AS events
    FROM kept AS i JOIN common AS c USING (kind)
  )
  SELECT
    coalesce(array_agg(i.n) FILTER (WHERE i.key IS NOT NULL AND won.signal_id IS NULL), '{}'),
    coalesce(array_agg(i.n) FILTER (WHERE i.against OR kept.void), '{}')
  INTO taken, objected
  FROM item AS i LEFT JOIN won ON won.signal_id = i.id LEFT JOIN kept ON kept.id = i.id
    CROSS JOIN traced;
END $$;

REVOKE ALL ON FUNCTION accept_group(text[], signal_group, jsonb, timestamptz, timestamptz)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accept_group(text[], signal_group, jsonb, timestamptz, timestamptz)
  TO gateway_accept;

-- As before (008), with its signals packed.
CREATE FUNCTION accept_lines(agency text, batch_id uuid, first integer, items signal_group,
  gate jsonb, day date, fingerprints bytea, ids uuid[], refusals jsonb, unfit jsonb,
  hub_at timestamptz, system_at timestamptz, OUT stored boolean, OUT next integer,
  OUT refused integer[], OUT objected integer[])
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp AS $$
DECLARE
  place integer;
  refused_lines integer;
BEGIN
  PERFORM set_config('app.agencies', ARRAY[agency]::text, true);
  SELECT b.next_line INTO next FROM batch AS b
  WHERE b.id = batch_id AND b.sender = agency AND b.expires_at > hub_at FOR UPDATE;
  stored := next = first;
  refused := '{}';
  objected := '{}';
  IF stored IS NOT TRUE THEN RETURN; END IF;

  IF cardinality(items.ids) > 0 THEN
    SELECT g.refused, g.objected INTO refused, objected
    FROM accept_group(ARRAY[agency], items, gate, hub_at, system_at) AS g;
  END IF;
  FOREACH place IN ARRAY refused LOOP
    ids[place + 1] := NULL;
    refusals := refusals || (jsonb_build_object('line', first + place) || unfit);
  END LOOP;
  next := first + cardinality(ids);
  refused_lines := jsonb_array_length(refusals);
  INSERT INTO batch_lines (batch, first_line, last_line, sender, fingerprint_day, fingerprints,
    signal_ids, refusals, stored_at)
  VALUES (batch_id, first, next - 1, agency, day, fingerprints, ids, refusals, hub_at);
  UPDATE batch AS b SET next_line = next, accepted = b.accepted + cardinality(ids) - refused_lines,
    refused = b.refused + refused_lines, updated_at = hub_at
  WHERE b.id = batch_id;
END $$;

REVOKE ALL ON FUNCTION accept_lines(text, uuid, integer, signal_group, jsonb, date, bytea, uuid[],
  jsonb, jsonb, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accept_lines(text, uuid, integer, signal_group, jsonb, date, bytea,
  uuid[], jsonb, jsonb, timestamptz, timestamptz) TO gateway_accept;
