-- A case that was closed because its number is somebody else's is erased by its desk at once,
-- though the hub keeps what the signal was about until its term.
CREATE OR REPLACE FUNCTION find_erased(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
  WITH said AS MATERIALIZED (
    SELECT e.signal_id, e.operation FROM event AS e
    WHERE e.signal_id = ANY (ids) AND (
        e.operation IN ('case-erased', 'case-erase', 'case-expire', 'case-declined',
          'case-preserve')
        OR e.operation = 'case-closed' AND e.detail -> 'outcomes' ? 'identifier-error')
      AND EXISTS (
        SELECT FROM event AS a WHERE a.signal_id = e.signal_id AND a.operation = 'signal-accept'
          AND a.outcome_class = 'sent' AND a.counterparty = e.agency)
  ), closed AS (
    SELECT s.signal_id FROM said AS s WHERE s.operation = 'case-closed'
    UNION
    SELECT s.id FROM erasure_journal AS j CROSS JOIN LATERAL unnest(j.signal_ids) AS s(id)
    WHERE j.signal_ids && ids AND s.id = ANY (ids)
      AND j.class = 'second-opening' AND j.reason = 'outcome'
  )
  SELECT s.signal_id FROM said AS s WHERE s.operation NOT IN ('case-preserve', 'case-closed')
  UNION
  SELECT c.signal_id FROM closed AS c
  WHERE NOT EXISTS (
    SELECT FROM said WHERE said.signal_id = c.signal_id AND said.operation = 'case-preserve')
$$;
