-- Breaches of personal data (GDPR art. 33): when one became known, which signals it touches, when
-- the authority was told, and why late. No person is named in it, and of its signals only where the
-- parts of a long list begin: the scope is asked again whenever it is needed.

CREATE TABLE breach (
  id uuid PRIMARY KEY,
  reference text NOT NULL CHECK (length(reference) BETWEEN 2 AND 120),
  natures text[] NOT NULL CHECK (cardinality(natures) BETWEEN 1 AND 3
    AND natures <@ ARRAY['confidentiality', 'integrity', 'availability']),
  known_at timestamptz NOT NULL,
  -- Until when the authority is told without a reason for being late.
  notice_due_at timestamptz NOT NULL CHECK (notice_due_at > known_at),
  opened_at timestamptz NOT NULL CHECK (opened_at >= known_at),
  opened_by text NOT NULL CHECK (opened_by ~ '^agt_[0-9a-z]{4,24}$'),
  -- The scope: all that is said of it holds at once.
  agency text,
  agent text,
  key_id text,
  agreement_hash text CHECK (agreement_hash ~ '^[0-9a-f]{64}$'),
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL CHECK (to_at > from_at),
  -- What was found last.
  measured_at timestamptz,
  signals bigint CHECK ((signals IS NULL) = (measured_at IS NULL)),
  receivers text[] CHECK ((receivers IS NULL) = (measured_at IS NULL)),
  -- The last signal of each full part of the list.
  parts uuid[] CHECK ((parts IS NULL) = (measured_at IS NULL)),
  notified_at timestamptz CHECK (notified_at >= known_at),
  notified_by text CHECK ((notified_by IS NULL) = (notified_at IS NULL)),
  authority text CHECK (authority IN ('fr-cnil', 'be-apd-gba')),
  late_reason text CHECK (late_reason IN
    ('scope-unclear', 'inquiry-under-way', 'told-in-phases', 'told-late-to-us')),
  closed_at timestamptz CHECK (closed_at >= opened_at),
  closed_by text CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
  CHECK ((authority IS NULL) = (notified_at IS NULL)),
  CHECK ((late_reason IS NOT NULL) = (notified_at > notice_due_at) OR notified_at IS NULL)
);
CREATE INDEX breach_closed ON breach (closed_at) WHERE closed_at IS NOT NULL;

SELECT dress('breach');
GRANT SELECT, INSERT, UPDATE, DELETE ON breach TO audit_app;

-- The signals that these agencies acted on in a time, each once, with the receivers concerned.
-- wanted: [{ agency, agreement, agent }], the last two or null. Attempts that were void are among
-- them, so that nobody learns from a count that they were. By each agency's own entries, in order.
CREATE FUNCTION affected_signals(wanted json, from_at timestamptz, to_at timestamptz, after uuid,
  rows_max integer) RETURNS TABLE (signal_id uuid, receivers text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
  SELECT a.signal_id, array_agg(DISTINCT a.receiver) FILTER (WHERE a.receiver IS NOT NULL)
  FROM json_to_recordset(wanted) AS w(agency text, agreement text, agent text)
  CROSS JOIN LATERAL (
    SELECT e.signal_id,
      CASE WHEN e.operation IN ('signal-accept', 'signal-withdraw') THEN e.counterparty
        WHEN e.operation = 'signal-release' OR e.operation LIKE 'case-%' THEN e.agency END
      AS receiver
    FROM event AS e
    WHERE e.agency = w.agency AND e.id >= uuid_floor(from_at) AND e.id < uuid_floor(to_at)
      AND e.signal_id IS NOT NULL AND e.purpose <> 'oversight'
      AND (w.agreement IS NULL OR e.agreement_hash = w.agreement)
      AND (w.agent IS NULL OR e.agent = w.agent)
  ) AS a
  WHERE affected_signals.after IS NULL OR a.signal_id > affected_signals.after
  GROUP BY a.signal_id ORDER BY a.signal_id LIMIT rows_max
$$;

-- How many they are, whose, and the last one of each part of so many.
CREATE FUNCTION count_affected(wanted json, from_at timestamptz, to_at timestamptz,
  per_part integer) RETURNS TABLE (signals bigint, receivers text[], parts uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  WITH found AS MATERIALIZED (
    SELECT s.signal_id, s.receivers, row_number() OVER (ORDER BY s.signal_id) AS n
    FROM affected_signals(wanted, from_at, to_at, NULL, NULL) AS s
  )
  SELECT (SELECT count(*) FROM found),
    coalesce((SELECT array_agg(DISTINCT r ORDER BY r) FROM found AS f, unnest(f.receivers) AS r),
      '{}'),
    coalesce((SELECT array_agg(f.signal_id ORDER BY f.n) FROM found AS f
      WHERE f.n % per_part = 0 AND f.n < (SELECT count(*) FROM found)), '{}')
$$;

REVOKE ALL ON FUNCTION affected_signals(json, timestamptz, timestamptz, uuid, integer),
  count_affected(json, timestamptz, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION affected_signals(json, timestamptz, timestamptz, uuid, integer),
  count_affected(json, timestamptz, timestamptz, integer) TO audit_app;
