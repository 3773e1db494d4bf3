-- Files of the hub's officers: why somebody is looked for, and who allowed it. A search by number
-- rests on an open file and on a second officer's approval, for that person and for a short time.

CREATE TABLE oversight_file (
  id uuid PRIMARY KEY,
  reason text NOT NULL
    CHECK (reason IN ('person-request', 'complaint', 'breach', 'authority')),
  reference text NOT NULL CHECK (length(reference) BETWEEN 2 AND 120),
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL CHECK (opened_by ~ '^agt_[0-9a-z]{4,24}$'),
  closed_at timestamptz CHECK (closed_at >= opened_at),
  closed_by text CHECK ((closed_by IS NULL) = (closed_at IS NULL))
);
CREATE INDEX oversight_file_closed ON oversight_file (closed_at) WHERE closed_at IS NOT NULL;

-- One search that somebody asked to make. The index says about whom, under that month's trace key,
-- until the search is over: it is the number that may be typed, and no other.
CREATE TABLE person_search (
  id uuid PRIMARY KEY,
  file_id uuid NOT NULL REFERENCES oversight_file (id) ON DELETE CASCADE,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL CHECK (asked_by ~ '^agt_[0-9a-z]{4,24}$'),
  -- Not decided by then, it is over; approved, it is over then, too.
  ends_at timestamptz NOT NULL CHECK (ends_at > asked_at),
  index_key text NOT NULL CHECK (index_key ~ '^[0-9]{4}-[0-9]{2}$'),
  subject_index bytea CHECK (octet_length(subject_index) = 32),
  verdict text CHECK (verdict IN ('approved', 'refused')),
  decided_at timestamptz CHECK ((decided_at IS NULL) = (verdict IS NULL)),
  decided_by text CHECK ((decided_by IS NULL) = (verdict IS NULL)),
  CHECK (decided_by <> asked_by),
  CHECK (subject_index IS NULL OR verdict IS DISTINCT FROM 'refused')
);
ALTER TABLE person_search ALTER COLUMN subject_index SET STATISTICS 0;
CREATE INDEX person_search_file ON person_search (file_id);
CREATE INDEX person_search_index ON person_search (ends_at) WHERE subject_index IS NOT NULL;

SELECT dress('oversight_file'), dress('person_search');
GRANT SELECT, INSERT, UPDATE, DELETE ON oversight_file, person_search TO audit_app;
