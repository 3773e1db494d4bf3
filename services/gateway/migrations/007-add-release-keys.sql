-- A release as one call, its own transaction: with four round trips a call and rows read twice,
-- Postgres and the driver took three times as long. Runs under the caller's own rights, so
-- row-level security holds.
--
-- ids: what is asked for, in ascending order; traces: an id for each one's trace; agreements: those
-- of the receiver that are in force. Answers a row for each KEK with the places in `ids` of the
-- keys that it wraps and the wrapped keys themselves, 60 bytes each, one after another in that
-- order. An id that is not answered is gone, for whatever reason.
--
-- Statement 1 locks and marks. Objections lock the same rows in id order, and another order here
-- would deadlock: without sequential and bitmap scans the primary key is all that is left to find
-- rows by, and an index is walked in its own order (tested). Statement 2 has a snapshot of its own,
-- so it sees what the locks waited for.
CREATE FUNCTION release_keys(agency text, ids uuid[], traces uuid[], agreements text[], client text,
  at timestamptz)
RETURNS TABLE (kek text, places integer[], wrapped bytea)
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  marked uuid[];
  keks text[];
  keys bytea[];
BEGIN
  PERFORM set_config('app.agencies', ARRAY[agency]::text, true);
  WITH k AS (
    UPDATE data_key AS d SET released_at = coalesce(d.released_at, release_keys.at)
    WHERE d.signal_id = ANY (ids) AND d.receiver = agency
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

REVOKE ALL ON FUNCTION release_keys(text, uuid[], uuid[], text[], text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release_keys(text, uuid[], uuid[], text[], text, timestamptz)
  TO gateway_agency;
