-- A place in the log says how many leaves came before it, and agencies open the acts that keep keys
-- and agreements. Those wait, and a publication adds them after the pads of what it publishes:
-- their places follow from checkpoints that everybody has seen, and from no traffic.

ALTER TABLE log_queue DROP CONSTRAINT log_queue_kind_check,
  ADD CHECK (kind IN ('act', 'directory', 'erasure', 'cleared'));

-- Whether the agencies that an act names may open its leaf.
CREATE FUNCTION is_directory_act(purpose text, operation text, signal_id uuid) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT purpose IN ('directory-keeping', 'agreement-keeping')
    AND operation IN ('key-register', 'key-retire', 'participant-suspend', 'participant-resume',
      'agreement-sign', 'agreement-activate', 'agreement-suspend', 'agreement-resume',
      'agreement-end')
    AND signal_id IS NULL
$$;

-- As before, of what is numbered at once, or with `of_directory` of what only a publication
-- numbers: an act of that kind that is met among the others is put there.
DROP FUNCTION take_leaves(integer);
CREATE FUNCTION take_leaves(leaves_max integer, of_directory boolean)
RETURNS TABLE (kind text, id uuid, found boolean, at text, actor text, agency text, agent text,
  purpose text, operation text, agreement_hash text, signal_id uuid, counterparty text,
  outcome_class text, detail jsonb, erased boolean, entry json)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  kinds text[];
  taken uuid[];
BEGIN
  WITH first AS MATERIALIZED (
    SELECT q.position, sum(cardinality(q.ids)) OVER (ORDER BY q.position)
      - cardinality(q.ids) AS before
    FROM (SELECT w.position, w.ids FROM log_queue AS w
      WHERE (w.kind = 'directory') = of_directory ORDER BY w.position
      LIMIT CASE WHEN of_directory THEN leaves_max ELSE 1000 END) AS q
  ), gone AS (
    DELETE FROM log_queue AS q USING first AS f
    WHERE q.position = f.position AND f.before < leaves_max
    RETURNING q.position, q.kind, q.ids
  )
  SELECT array_agg(CASE g.kind WHEN 'directory' THEN 'act' ELSE g.kind END
      ORDER BY g.position, i.n), array_agg(i.id ORDER BY g.position, i.n)
  INTO kinds, taken FROM gone AS g, unnest(g.ids) WITH ORDINALITY AS i(id, n);

  RETURN QUERY
  WITH read AS MATERIALIZED (
    SELECT t.n, t.kind, t.id, e.id IS NOT NULL OR j.id IS NOT NULL AS found,
      to_char(coalesce(e.at, j.at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
      e.actor, e.agency, e.agent, e.purpose, e.operation, e.agreement_hash, e.signal_id,
      e.counterparty, e.outcome_class, e.detail, e.detail_erased_at IS NOT NULL AS erased,
      CASE WHEN j.id IS NOT NULL THEN json_build_object('owner', j.owner, 'class', j.class,
        'reason', j.reason, 'article', j.article, 'signalIds', j.signal_ids, 'keyIds', j.key_ids,
        'rowIds', j.row_ids, 'partition', j."partition", 'count', j.count,
        'agreementHash', j.agreement_hash) END AS entry,
      NOT of_directory AND coalesce(is_directory_act(e.purpose, e.operation, e.signal_id), false)
        AS waits
    FROM unnest(kinds, taken) WITH ORDINALITY AS t(kind, id, n)
    LEFT JOIN event AS e ON t.kind = 'act' AND e.id = t.id
    LEFT JOIN erasure_journal AS j ON t.kind = 'erasure' AND j.id = t.id
  ), put AS (
    INSERT INTO log_queue (kind, ids)
    SELECT 'directory', ARRAY[r.id] FROM read AS r WHERE r.waits ORDER BY r.n
  )
  SELECT r.kind, r.id, r.found, r.at, r.actor, r.agency, r.agent, r.purpose, r.operation,
    r.agreement_hash, r.signal_id, r.counterparty, r.outcome_class, r.detail, r.erased, r.entry
  FROM read AS r WHERE NOT r.waits ORDER BY r.n;
END $$;

CREATE OR REPLACE FUNCTION directory_entries(party text, after bigint, below bigint,
  rows_max integer)
RETURNS TABLE (log_index bigint, id uuid, at text, actor text, agency text, agent text,
  purpose text, operation text, agreement_hash text, counterparty text, outcome_class text,
  detail jsonb, nonce_1 bytea, nonce_2 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp SET enable_seqscan = off AS $$
  SELECT o.log_index, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.actor, e.agency, e.agent, e.purpose, e.operation, e.agreement_hash, e.counterparty,
    e.outcome_class, e.detail, o.nonce_1, o.nonce_2
  FROM event AS e JOIN opening AS o ON o.id = e.id
  WHERE e.purpose IN ('directory-keeping', 'agreement-keeping')
    AND is_directory_act(e.purpose, e.operation, e.signal_id)
    AND e.detail IS NOT NULL AND o.nonce_2 IS NOT NULL
    AND party IN (e.agency, coalesce(e.counterparty, ''), coalesce(e.detail ->> 'sender', ''),
      coalesce(e.detail ->> 'receiver', ''))
    AND o.log_index > after AND o.log_index < below
  ORDER BY o.log_index LIMIT rows_max
$$;

-- As before, of what is numbered at once.
CREATE OR REPLACE FUNCTION log_waiting_since() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT uuid_instant(q.ids[1]) FROM log_queue AS q WHERE q.kind IN ('act', 'erasure')
  ORDER BY q.position LIMIT 1
$$;

REVOKE ALL ON FUNCTION is_directory_act(text, text, uuid), take_leaves(integer, boolean)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_leaves(integer, boolean) TO audit_app;
GRANT SELECT (kind) ON log_queue TO audit_app;
