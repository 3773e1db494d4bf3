-- For subject access: which number replaced which, in both directions, and a request that was
-- answered already, whose answer was lost on its way.

-- By the index of the current number, the former one, sealed as its successor is: access under one
-- number tells what was done under both.
ALTER TABLE succession ADD kind text NOT NULL DEFAULT 'successor'
  CHECK (kind IN ('successor', 'predecessor'));
ALTER TABLE succession RENAME successor TO other;

CREATE FUNCTION find_successions(indexes bytea[], at timestamptz)
RETURNS TABLE (id uuid, index_key text, other bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = consent, pg_temp AS $$
  SELECT s.id, s.index_key, s.other FROM succession AS s
  WHERE s.subject_index = ANY (indexes) AND s.lapses_at > find_successions.at ORDER BY s.id
$$;

DROP FUNCTION find_access_request(uuid, bytea[], timestamptz);
CREATE FUNCTION find_access_request(wanted uuid, indexes bytea[], at timestamptz)
RETURNS TABLE (requested_at timestamptz, answer_by timestamptz, lapses_at timestamptz,
  requested_by text, language text, answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = consent, pg_temp AS $$
  SELECT a.requested_at, a.answer_by, a.lapses_at, a.requested_by, a.language, a.answered_at
  FROM access_request AS a
  WHERE a.id = wanted AND a.subject_index = ANY (indexes) AND a.lapses_at > find_access_request.at
$$;

REVOKE ALL ON FUNCTION find_successions(bytea[], timestamptz),
  find_access_request(uuid, bytea[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_successions(bytea[], timestamptz),
  find_access_request(uuid, bytea[], timestamptz) TO audit_app;
