-- What the sequencer may do: take what waits, keep the nonces of what it numbered, grow the tree
-- and sign it. It reads a trace once, when it numbers it.

-- Takes what waits, in order, until it is leaves_max leaves or more: with what a leaf commits to.
-- `found` is false for what was forgotten before it had a number. A row of a kind 'cleared' has
-- only its id. `part_2` of an act whose detail was erased already is NULL and `erased` true.
CREATE FUNCTION take_leaves(leaves_max integer)
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
    FROM (SELECT w.position, w.ids FROM log_queue AS w ORDER BY w.position LIMIT 1000) AS q
  ), gone AS (
    DELETE FROM log_queue AS q USING first AS f
    WHERE q.position = f.position AND f.before < leaves_max
    RETURNING q.position, q.kind, q.ids
  )
  SELECT array_agg(g.kind ORDER BY g.position, i.n), array_agg(i.id ORDER BY g.position, i.n)
  INTO kinds, taken FROM gone AS g, unnest(g.ids) WITH ORDINALITY AS i(id, n);

  RETURN QUERY
  SELECT t.kind, t.id, e.id IS NOT NULL OR j.id IS NOT NULL,
    to_char(coalesce(e.at, j.at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.actor, e.agency, e.agent, e.purpose, e.operation, e.agreement_hash, e.signal_id,
    e.counterparty, e.outcome_class, e.detail, e.detail_erased_at IS NOT NULL,
    CASE WHEN j.id IS NOT NULL THEN json_build_object('owner', j.owner, 'class', j.class,
      'reason', j.reason, 'article', j.article, 'signalIds', j.signal_ids, 'keyIds', j.key_ids,
      'rowIds', j.row_ids, 'partition', j."partition", 'count', j.count,
      'agreementHash', j.agreement_hash) END
  FROM unnest(kinds, taken) WITH ORDINALITY AS t(kind, id, n)
  LEFT JOIN event AS e ON t.kind = 'act' AND e.id = t.id
  LEFT JOIN erasure_journal AS j ON t.kind = 'erasure' AND j.id = t.id
  ORDER BY t.n;
END $$;

-- Keeps the openings of a batch: nonces are 64 bytes a leaf. The leaves of acts and those of
-- entries of the journal come apart.
CREATE FUNCTION keep_openings(acts uuid[], act_indexes bigint[], act_nonces bytea,
  act_erased boolean[], entries uuid[], entry_indexes bigint[], entry_nonces bytea, cleared uuid[])
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
BEGIN
  INSERT INTO opening (id, log_index, nonce_1, nonce_2)
  SELECT a.id, a.log_index, substring(act_nonces FROM (a.n * 64 - 63)::integer FOR 32),
    CASE WHEN NOT a.erased THEN substring(act_nonces FROM (a.n * 64 - 31)::integer FOR 32) END
  FROM unnest(acts, act_indexes, act_erased) WITH ORDINALITY AS a(id, log_index, erased, n);
  INSERT INTO erasure_opening (id, log_index, nonce_1, nonce_2)
  SELECT e.id, e.log_index, substring(entry_nonces FROM (e.n * 64 - 63)::integer FOR 32),
    substring(entry_nonces FROM (e.n * 64 - 31)::integer FOR 32)
  FROM unnest(entries, entry_indexes) WITH ORDINALITY AS e(id, log_index, n);
  PERFORM clear_second_nonces(cleared);
END $$;

REVOKE ALL ON FUNCTION take_leaves(integer), keep_openings(uuid[], bigint[], bytea, boolean[],
  uuid[], bigint[], bytea, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_leaves(integer), keep_openings(uuid[], bigint[], bytea, boolean[],
  uuid[], bigint[], bytea, uuid[]) TO audit_app;
GRANT SELECT (position) ON log_queue TO audit_app;
GRANT SELECT, UPDATE ON log_state TO audit_app;
GRANT SELECT, INSERT, UPDATE ON log_tile, log_bundle TO audit_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON log_checkpoint TO audit_app;
GRANT SELECT, INSERT ON witness TO audit_app;
GRANT SELECT, INSERT, UPDATE ON cosignature TO audit_app;
GRANT SELECT, INSERT, UPDATE ON witnessed TO desk_app;

-- Months that are there already get their places; traces that are, their turn.
DO $$
DECLARE
  name text;
  month timestamp;
BEGIN
  FOR name IN SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'audit.event'::regclass LOOP
    month := to_date(right(name, 7), 'YYYY_MM');
    PERFORM ensure_partitions(month AT TIME ZONE 'UTC', 0);
  END LOOP;
END $$;
SELECT queue_leaves('act', array_agg(id ORDER BY id)) FROM event;
SELECT queue_leaves('erasure', array_agg(id ORDER BY id)) FROM erasure_journal;
