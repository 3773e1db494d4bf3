-- Subject access (CRPA R.114-9-7, GDPR art. 15): all that the hub did about one person, with what
-- makes its leaves readable. By blind index only: whoever calls has the number and the keys.

-- What is known of a number, so that it can be told under the one that succeeds it: every trace
-- that carries one of these indexes. `follows` is the trace itself, or the one that it already
-- stands for.
CREATE FUNCTION find_traced(indexes bytea[])
RETURNS TABLE (follows uuid, signal_id uuid, purpose text, agreement_hash text, counterparty text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
  SELECT coalesce((e.detail ->> 'follows')::uuid, e.id), e.signal_id, e.purpose, e.agreement_hash,
    e.counterparty
  FROM event AS e WHERE e.trace_index = ANY (indexes) ORDER BY e.id
$$;

-- indexes: the person's blind indexes under every live trace key, of each of their numbers.
--
-- Answers the traces that carry one, every trace of a signal that one leads to, traces of a former
-- number that a succession told under this one; and erasures that name those signals, or what the
-- person lodged. Of an erasure that names others, too, only what is this person's is told, without
-- its opening: `is_whole` is false.
CREATE FUNCTION find_person_events(indexes bytea[], events_max integer)
RETURNS TABLE (kind text, id uuid, found boolean, at text, actor text, agency text, agent text,
  purpose text, operation text, agreement_hash text, signal_id uuid, counterparty text,
  outcome_class text, detail jsonb, erased boolean, entry json, is_whole boolean, log_index bigint,
  nonce_1 bytea, nonce_2 bytea, detail_erased_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  known uuid[];
  signals uuid[];
  lodged text[];
BEGIN
  SELECT array_agg(e.id) || coalesce(array_agg((e.detail ->> 'follows')::uuid)
      FILTER (WHERE e.operation = 'identifier-succeed' AND e.detail ->> 'follows' IS NOT NULL),
      '{}'),
    array_agg(DISTINCT e.signal_id) FILTER (WHERE e.signal_id IS NOT NULL)
  INTO known, signals FROM event AS e WHERE e.trace_index = ANY (indexes);
  SELECT array_agg(l.id) INTO lodged FROM event AS e CROSS JOIN LATERAL unnest(ARRAY[
    e.detail ->> 'objection', e.detail ->> 'request', e.detail ->> 'agreement']) AS l(id)
  WHERE e.id = ANY (known) AND l.id IS NOT NULL;

  RETURN QUERY
  WITH act AS (
    SELECT e.* FROM event AS e WHERE e.id = ANY (known)
    UNION
    SELECT e.* FROM event AS e WHERE e.signal_id = ANY (signals)
  ), erasure AS (
    SELECT j.*,
      ARRAY(SELECT s FROM unnest(j.signal_ids) AS s WHERE s = ANY (signals)) AS own_signals,
      ARRAY(SELECT r FROM unnest(j.row_ids) AS r WHERE r = ANY (lodged)) AS own_rows
    FROM erasure_journal AS j WHERE j.signal_ids && signals OR j.row_ids && lodged
  ), counted AS (
    SELECT c.*, c.own_signals = coalesce(c.signal_ids, '{}')
      AND c.own_rows = coalesce(c.row_ids, '{}') AS whole FROM erasure AS c
  )
  SELECT 'act', a.id, true, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    a.actor, a.agency, a.agent, a.purpose, a.operation, a.agreement_hash, a.signal_id,
    a.counterparty, a.outcome_class, a.detail, a.detail_erased_at IS NOT NULL, NULL::json, true,
    o.log_index, o.nonce_1, o.nonce_2, a.detail_erased_at
  FROM act AS a LEFT JOIN opening AS o ON o.id = a.id
  UNION ALL
  SELECT 'erasure', j.id, true, to_char(j.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false,
    CASE WHEN j.whole THEN json_build_object('owner', j.owner, 'class', j.class,
      'reason', j.reason, 'article', j.article, 'signalIds', j.signal_ids, 'keyIds', j.key_ids,
      'rowIds', j.row_ids, 'partition', j."partition", 'count', j.count,
      'agreementHash', j.agreement_hash)
    ELSE json_build_object('owner', j.owner, 'class', j.class, 'reason', j.reason,
      'article', j.article, 'signalIds', j.own_signals, 'rowIds', j.own_rows) END, j.whole,
    CASE WHEN j.whole THEN o.log_index END, CASE WHEN j.whole THEN o.nonce_1 END,
    CASE WHEN j.whole THEN o.nonce_2 END, NULL
  FROM counted AS j LEFT JOIN erasure_opening AS o ON o.id = j.id
  ORDER BY 4, 2 LIMIT events_max;
END $$;

REVOKE ALL ON FUNCTION find_traced(bytea[]), find_person_events(bytea[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_traced(bytea[]) TO consent_app;
GRANT EXECUTE ON FUNCTION find_person_events(bytea[], integer) TO audit_app;
