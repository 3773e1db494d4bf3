-- As before (007), and a signal that an objection made void is gone like any other: its key is
-- random bytes that nothing opens, so giving it out failed the whole call, and left a trace of a
-- release that was none. A receiver is never told such an id; one that guesses learns nothing.
-- void is written with the row and never changes, so it needs no lock.
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

