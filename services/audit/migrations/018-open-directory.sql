-- Who has which key and what is agreed are acts like any other, and of no person: the agencies that
-- they name may open their leaves, and watch the log for what they did not do.

CREATE INDEX event_directory ON event (id)
  WHERE purpose IN ('directory-keeping', 'agreement-keeping');

-- What the log says of an agency's keys and agreements after a leaf and before another, with the
-- nonces that open it, in order.
CREATE FUNCTION directory_entries(party text, after bigint, below bigint, rows_max integer)
RETURNS TABLE (log_index bigint, id uuid, at text, actor text, agency text, agent text,
  purpose text, operation text, agreement_hash text, counterparty text, outcome_class text,
  detail jsonb, nonce_1 bytea, nonce_2 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp SET enable_seqscan = off AS $$
  SELECT o.log_index, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.actor, e.agency, e.agent, e.purpose, e.operation, e.agreement_hash, e.counterparty,
    e.outcome_class, e.detail, o.nonce_1, o.nonce_2
  FROM event AS e JOIN opening AS o ON o.id = e.id
  WHERE e.purpose IN ('directory-keeping', 'agreement-keeping')
    AND e.operation IN ('key-register', 'key-retire', 'participant-suspend', 'participant-resume',
      'agreement-sign', 'agreement-activate', 'agreement-suspend', 'agreement-resume',
      'agreement-end')
    AND e.signal_id IS NULL AND e.detail IS NOT NULL AND o.nonce_2 IS NOT NULL
    AND party IN (e.agency, coalesce(e.counterparty, ''), coalesce(e.detail ->> 'sender', ''),
      coalesce(e.detail ->> 'receiver', ''))
    AND o.log_index > after AND o.log_index < below
  ORDER BY o.log_index LIMIT rows_max
$$;

-- At a desk: what its agency found in the hub's log about itself, and whether it knows it.
CREATE TABLE watched_entry (
  origin text NOT NULL CHECK (length(origin) BETWEEN 1 AND 200),
  log_index bigint NOT NULL CHECK (log_index >= 0),
  at timestamptz NOT NULL,
  operation text NOT NULL CHECK (operation ~ '^[a-z]+(-[a-z]+)*$'),
  -- The id of a key or the hash of an agreement.
  name text NOT NULL CHECK (name ~ '^((rk|sk)_[0-9a-f]{32}|[0-9a-f]{64}|[a-z][a-z0-9-]{1,40})$'),
  -- Null where there was nothing to judge, or nothing to judge by.
  is_known boolean,
  PRIMARY KEY (origin, log_index)
);
CREATE INDEX watched_entry_name ON watched_entry (name);
SELECT dress('watched_entry');

REVOKE ALL ON FUNCTION directory_entries(text, bigint, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_entries(text, bigint, bigint, integer) TO audit_app;
GRANT SELECT, INSERT ON watched_entry TO desk_app;
