-- What data protection officers see of what was counted, and what stands out of it: flags, each
-- with the figures that explain it. A flag says that somebody should look; it accuses nobody.

CREATE TABLE flag (
  id uuid PRIMARY KEY,
  rule text NOT NULL CHECK (rule IN ('volume-high', 'volume-low', 'hours', 'agent-count',
    'agent-erasing', 'agency-erasing')),
  -- The day, or the last one of the week or weeks (UTC).
  day date NOT NULL,
  agency text NOT NULL,
  agreement_hash text NOT NULL,
  agent text NOT NULL,
  operation text NOT NULL,
  -- Numbers only: what was counted, and what it was compared with.
  measured jsonb NOT NULL,
  raised_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by text,
  settled_as text CHECK (settled_as IN ('explained', 'agency-told', 'unexplained')),
  CHECK ((settled_at IS NULL) = (settled_as IS NULL)
    AND (settled_at IS NULL) = (settled_by IS NULL)),
  UNIQUE (rule, day, agency, agreement_hash, agent, operation)
);
CREATE INDEX flag_open ON flag (id) WHERE settled_at IS NULL;

-- Days that were looked through.
CREATE TABLE flag_day (
  day date PRIMARY KEY,
  judged_at timestamptz NOT NULL
);

SELECT dress('flag'), dress('flag_day');
GRANT SELECT, INSERT, UPDATE, DELETE ON flag TO audit_app;
GRANT SELECT, INSERT, DELETE ON flag_day TO audit_app;

-- The one place that says whose acts an officer sees in figures: `viewer` NULL is the hub's, who
-- sees all; an agency's sees what its own people and systems did with signals, never anybody's
-- objections, agreements or requests, nor which signals were joined as duplicates or recalled.
CREATE FUNCTION is_seen_by(viewer text, agency text, operation text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT viewer IS NULL OR (agency = viewer AND operation IN ('signal-accept', 'signal-withdraw',
    'signal-release', 'case-received', 'case-taken-charge', 'case-informed', 'case-closed',
    'case-declined', 'case-read'))
$$;

-- Acts by agreement between two days, both included.
CREATE FUNCTION read_agreement_volumes(viewer text, first date, last date)
RETURNS TABLE (agreement_hash text, sender text, receiver text, operation text, erasing boolean,
  acts bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT d.agreement_hash,
    CASE WHEN d.operation IN ('signal-accept', 'signal-withdraw') THEN d.agency
      ELSE d.counterparty END,
    CASE WHEN d.operation IN ('signal-accept', 'signal-withdraw') THEN d.counterparty
      ELSE d.agency END,
    d.operation, d.erasing, sum(d.acts)::bigint
  FROM act_day AS d
  WHERE d.day BETWEEN first AND last AND d.agreement_hash <> '' AND d.counterparty <> ''
    AND d.agency <> 'hub' AND is_seen_by(viewer, d.agency, d.operation)
  GROUP BY 1, 2, 3, 4, 5
$$;

-- One agreement's acts by day.
CREATE FUNCTION read_agreement_days(viewer text, agreement text, first date, last date)
RETURNS TABLE (day date, operation text, erasing boolean, acts bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT d.day, d.operation, d.erasing, sum(d.acts)::bigint FROM act_day AS d
  WHERE d.agreement_hash = agreement AND d.day BETWEEN first AND last AND d.agency <> 'hub'
    AND is_seen_by(viewer, d.agency, d.operation)
  GROUP BY 1, 2, 3
$$;

-- Flags, newest first, after a place in that order; `open` asks for those that nobody has settled.
CREATE FUNCTION read_flags(viewer text, open boolean, before uuid, rows_max integer)
RETURNS SETOF flag
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT f.* FROM flag AS f
  WHERE (f.settled_at IS NULL OR NOT read_flags.open) AND (before IS NULL OR f.id < before)
    AND is_seen_by(viewer, f.agency, CASE WHEN f.operation = '' THEN 'case-read'
      ELSE f.operation END)
  ORDER BY f.id DESC LIMIT rows_max
$$;

REVOKE ALL ON FUNCTION is_seen_by(text, text, text), read_agreement_volumes(text, date, date),
  read_agreement_days(text, text, date, date), read_flags(text, boolean, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_agreement_volumes(text, date, date),
  read_agreement_days(text, text, date, date), read_flags(text, boolean, uuid, integer)
  TO audit_app;
