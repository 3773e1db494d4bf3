-- A log whose database was restored to before its last publication signs nothing more: it would
-- show two pasts. Its successor goes on from what was restored, under another name and another
-- key, and its first act says which checkpoint was the last one's.
CREATE TABLE log_epoch (
  epoch integer PRIMARY KEY CHECK (epoch BETWEEN 1 AND 9999),
  begun_at timestamptz,
  -- Leaves that were there: what it publishes is more than these. -1: it began with nothing.
  size bigint NOT NULL CHECK (size >= -1),
  -- The last checkpoint of the one before, as it was published.
  predecessor text CHECK (length(predecessor) BETWEEN 1 AND 1000),
  CHECK ((epoch = 1) = (predecessor IS NULL) AND (epoch = 1) = (begun_at IS NULL))
);
SELECT dress('log_epoch');
INSERT INTO log_epoch (epoch, size) VALUES (1, -1);
GRANT SELECT, INSERT ON log_epoch TO audit_app;

-- The acts by which logs began after others, with the nonces that open their leaves, for everybody.
CREATE FUNCTION successions(below bigint)
RETURNS TABLE (log_index bigint, id uuid, at text, actor text, agency text, purpose text,
  operation text, detail jsonb, nonce_1 bytea, nonce_2 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp SET enable_seqscan = off AS $$
  SELECT o.log_index, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.actor, e.agency, e.purpose, e.operation, e.detail, o.nonce_1, o.nonce_2
  FROM event AS e JOIN opening AS o ON o.id = e.id
  WHERE e.purpose IN ('directory-keeping', 'agreement-keeping') AND e.operation = 'log-succeed'
    AND e.agent IS NULL AND e.detail IS NOT NULL AND o.nonce_2 IS NOT NULL
    AND o.log_index < below
  ORDER BY o.log_index
$$;
REVOKE ALL ON FUNCTION successions(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION successions(bigint) TO audit_app;
