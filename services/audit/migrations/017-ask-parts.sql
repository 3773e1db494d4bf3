-- What desks hold of a person who asked for access, each agency gives itself: it is told which
-- signals and until when, and says when it has. The signals of one person lie together here only
-- for the agency that opened them, and only until it has answered.

CREATE TABLE access_part (
  id uuid PRIMARY KEY,
  request uuid NOT NULL,
  agency text NOT NULL CHECK (agency ~ '^[a-z][a-z0-9-]{1,40}$'),
  signal_ids uuid[] CHECK (cardinality(signal_ids) BETWEEN 1 AND 10000),
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  -- When the request is forgotten, and this with it.
  lapses_at timestamptz NOT NULL,
  answered_at timestamptz,
  UNIQUE (request, agency),
  CHECK ((answered_at IS NULL) = (signal_ids IS NOT NULL))
);
CREATE INDEX access_part_lapse ON access_part (lapses_at);
SELECT dress('access_part');
GRANT SELECT, INSERT, UPDATE, DELETE ON access_part TO audit_app;
