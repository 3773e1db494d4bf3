-- Which number replaced which, what must not be given out for now, and who asked for access.

-- So that an objection under a former number still reaches: by the index of the former number, the
-- current one, sealed under its generation's key, for as long as an objection may be kept.
CREATE TABLE succession (
  id uuid PRIMARY KEY,
  subject_index bytea NOT NULL,
  index_key text NOT NULL,
  successor bytea NOT NULL,
  told_at timestamptz NOT NULL,
  lapses_at timestamptz NOT NULL
);
CREATE INDEX succession_subject ON succession (subject_index);
CREATE INDEX succession_lapse ON succession (lapses_at);

-- GDPR art. 18. One id may stand under several indexes, as an objection's.
CREATE TABLE restriction (
  id uuid NOT NULL,
  subject_index bytea NOT NULL,
  index_key text NOT NULL,
  ground text NOT NULL CHECK (ground IN
    ('accuracy-contested', 'unlawful', 'needed-for-legal-claims', 'objection-verification')),
  restricted_at timestamptz NOT NULL,
  lapses_at timestamptz NOT NULL CHECK (lapses_at > restricted_at),
  PRIMARY KEY (id, subject_index)
);
CREATE INDEX restriction_subject ON restriction (subject_index);
CREATE INDEX restriction_lapse ON restriction (lapses_at);

-- GDPR art. 15. Nothing that leads to a trace: whoever makes the export is given the number again,
-- and this says only that it is the number of the request.
CREATE TABLE access_request (
  id uuid PRIMARY KEY,
  subject_index bytea NOT NULL,
  index_key text NOT NULL,
  requested_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL,
  lapses_at timestamptz NOT NULL,
  requested_by text NOT NULL CHECK (requested_by IN ('person', 'adviser', 'legal-representative')),
  authority text CHECK ((authority IS NOT NULL) = (requested_by = 'legal-representative')),
  agency text NOT NULL,
  agent text CHECK ((requested_by = 'person') = (agent IS NULL)),
  language text NOT NULL CHECK (language IN ('fr', 'nl', 'de', 'en')),
  answered_at timestamptz
);
CREATE INDEX access_request_lapse ON access_request (lapses_at);
ALTER TABLE succession ALTER COLUMN subject_index SET STATISTICS 0,
  ALTER COLUMN successor SET STATISTICS 0;
ALTER TABLE restriction ALTER COLUMN subject_index SET STATISTICS 0;
ALTER TABLE access_request ALTER COLUMN subject_index SET STATISTICS 0;

SELECT dress('succession'), dress('restriction'), dress('access_request');
GRANT SELECT, INSERT, DELETE ON succession, restriction, access_request TO consent_app;

-- For the audit service, which answers the person: whether this request is of this number, by its
-- indexes under every generation, and not answered yet. Nothing else of it is given.
CREATE FUNCTION find_access_request(wanted uuid, indexes bytea[], at timestamptz)
RETURNS TABLE (requested_at timestamptz, answer_by timestamptz, requested_by text, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = consent, pg_temp AS $$
  SELECT a.requested_at, a.answer_by, a.requested_by, a.language FROM access_request AS a
  WHERE a.id = wanted AND a.subject_index = ANY (indexes) AND a.answered_at IS NULL
    AND a.lapses_at > find_access_request.at
$$;

CREATE FUNCTION answer_access_request(wanted uuid, at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = consent, pg_temp AS $$
BEGIN
  UPDATE access_request AS a SET answered_at = answer_access_request.at
  WHERE a.id = wanted AND a.answered_at IS NULL;
  RETURN FOUND;
END $$;

-- Every row that stands under a generation of the key, and when it ends.
CREATE FUNCTION rows_under_keys()
RETURNS TABLE (index_key text, ends_at timestamptz, class text, article text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = consent, pg_temp AS $$
  SELECT o.index_key, o.lapses_at, 'objection', 'CRPA R.114-9-7' FROM objection AS o
  UNION ALL SELECT s.index_key, s.lapses_at, 'objection', 'CRPA R.114-9-7' FROM succession AS s
  UNION ALL SELECT r.index_key, r.lapses_at, 'objection', 'GDPR art. 18' FROM restriction AS r
  UNION ALL SELECT a.index_key, a.lapses_at, 'objection', 'GDPR art. 12(3)' FROM access_request AS a
  UNION ALL SELECT p.index_key, p.valid_until, 'person-agreement', 'GDPR art. 5(1)(e)'
    FROM person_agreement AS p
$$;

CREATE OR REPLACE FUNCTION deletions_due(at timestamptz)
RETURNS TABLE (class text, due_at timestamptz, count bigint, article text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = consent, pg_temp AS $$
  SELECT r.class, max(r.ends_at), count(*), r.article FROM rows_under_keys() AS r
  GROUP BY r.class, r.article, (r.ends_at AT TIME ZONE 'UTC')::date
  UNION ALL
  -- A past generation's key goes with the last row under it; the newest is in use.
  SELECT 'key', greatest(coalesce(max(r.ends_at), deletions_due.at), deletions_due.at), 1,
    'CRPA R.114-9-7'
  FROM generation AS g LEFT JOIN rows_under_keys() AS r ON r.index_key = g.label
  WHERE g.label::integer < (SELECT max(n.label::integer) FROM generation AS n)
  GROUP BY g.label
  UNION ALL
  SELECT 'idempotency', (i.fingerprint_day::date + 8)::timestamp AT TIME ZONE 'UTC', count(*),
    'GDPR art. 5(1)(e)'
  FROM idempotency AS i GROUP BY i.fingerprint_day
$$;

CREATE OR REPLACE FUNCTION replay_erasures(entries json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = consent, pg_temp AS $$
DECLARE
  ids text[];
  replayed integer;
BEGIN
  SELECT array_agg(DISTINCT r.id) INTO ids
  FROM json_to_recordset(entries) AS e(owner text, class text, "rowIds" text[])
    CROSS JOIN unnest(e."rowIds") AS r(id)
  WHERE e.owner = 'consent' AND e.class IN ('objection', 'person-agreement');
  WITH o AS (DELETE FROM objection AS d WHERE d.id::text = ANY (ids) RETURNING 1),
    s AS (DELETE FROM succession AS d WHERE d.id::text = ANY (ids) RETURNING 1),
    r AS (DELETE FROM restriction AS d WHERE d.id::text = ANY (ids) RETURNING 1),
    a AS (DELETE FROM access_request AS d WHERE d.id::text = ANY (ids) RETURNING 1),
    p AS (DELETE FROM person_agreement AS d WHERE d.id = ANY (ids) RETURNING 1)
  SELECT count(*) INTO replayed FROM (SELECT FROM o UNION ALL SELECT FROM s UNION ALL SELECT FROM r
    UNION ALL SELECT FROM a UNION ALL SELECT FROM p) AS gone;
  RETURN replayed;
END $$;

REVOKE ALL ON FUNCTION find_access_request(uuid, bytea[], timestamptz),
  answer_access_request(uuid, timestamptz), rows_under_keys() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_access_request(uuid, bytea[], timestamptz),
  answer_access_request(uuid, timestamptz) TO audit_app;
GRANT EXECUTE ON FUNCTION rows_under_keys() TO consent_app;
