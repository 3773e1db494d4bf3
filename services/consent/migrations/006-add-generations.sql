-- The generations of the objection index key: by the hub's clock, since when each is written under.
-- The keys themselves are files; a row goes when its key is destroyed.
CREATE TABLE generation (
  label text PRIMARY KEY CHECK (label ~ '^[1-9][0-9]*$'),
  key_id text NOT NULL,
  began_at timestamptz NOT NULL
);

CREATE FUNCTION dress(name text) RETURNS void
LANGUAGE plpgsql SET search_path = consent, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY owner_all ON %I TO consent_owner USING (true) WITH CHECK (true)',
    name);
  EXECUTE format('CREATE POLICY app_all ON %I TO consent_app USING (true) WITH CHECK (true)', name);
END $$;
REVOKE ALL ON FUNCTION dress(text) FROM PUBLIC;
SELECT dress('generation');
GRANT SELECT, INSERT, DELETE ON generation TO consent_app;

-- What consent will erase after `at`, and by when: for the forecast of the audit service. A number
-- a day, never whose.
CREATE FUNCTION deletions_due(at timestamptz)
RETURNS TABLE (class text, due_at timestamptz, count bigint, article text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = consent, pg_temp AS $$
  SELECT 'objection', max(o.lapses_at), count(*), 'CRPA R.114-9-7' FROM objection AS o
  GROUP BY (o.lapses_at AT TIME ZONE 'UTC')::date
  UNION ALL
  SELECT 'person-agreement', max(p.valid_until), count(*), 'GDPR art. 5(1)(e)'
  FROM person_agreement AS p GROUP BY (p.valid_until AT TIME ZONE 'UTC')::date
  UNION ALL
  -- A past generation's key goes with the last row under it; the newest is in use.
  SELECT 'key', greatest(coalesce(max(r.until), deletions_due.at), deletions_due.at), 1,
    'CRPA R.114-9-7'
  FROM generation AS g
    LEFT JOIN (SELECT index_key, lapses_at AS until FROM objection
      UNION ALL SELECT index_key, valid_until FROM person_agreement) AS r ON r.index_key = g.label
  WHERE g.label::integer < (SELECT max(n.label::integer) FROM generation AS n)
  GROUP BY g.label
  UNION ALL
  SELECT 'idempotency', (i.fingerprint_day::date + 8)::timestamp AT TIME ZONE 'UTC', count(*),
    'GDPR art. 5(1)(e)'
  FROM idempotency AS i GROUP BY i.fingerprint_day
$$;

-- After a restore: deletes again what the journal says was erased. Answers how many rows.
CREATE FUNCTION replay_erasures(entries json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = consent, pg_temp AS $$
DECLARE
  ids text[];
  erased integer;
  replayed integer := 0;
BEGIN
  SELECT array_agg(DISTINCT r.id) INTO ids
  FROM json_to_recordset(entries) AS e(owner text, class text, "rowIds" text[])
    CROSS JOIN unnest(e."rowIds") AS r(id)
  WHERE e.owner = 'consent' AND e.class IN ('objection', 'person-agreement');
  DELETE FROM objection AS o WHERE o.id::text = ANY (ids);
  GET DIAGNOSTICS erased = ROW_COUNT;
  replayed := replayed + erased;
  DELETE FROM person_agreement AS p WHERE p.id = ANY (ids);
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN replayed + erased;
END $$;

REVOKE ALL ON FUNCTION deletions_due(timestamptz), replay_erasures(json) FROM PUBLIC;
GRANT USAGE ON SCHEMA consent TO audit_app;
GRANT EXECUTE ON FUNCTION deletions_due(timestamptz), replay_erasures(json) TO audit_app;
