-- Only the receiver of a signal can say that it no longer holds the case, or that it must keep it:
-- its sender's desk may tell acts of the same signal, too.
CREATE OR REPLACE FUNCTION find_erased(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
  WITH said AS MATERIALIZED (
    SELECT e.signal_id, e.operation FROM event AS e
    WHERE e.signal_id = ANY (ids) AND e.operation IN ('case-erased', 'case-erase', 'case-expire',
      'case-declined', 'case-preserve')
      AND EXISTS (
        SELECT FROM event AS a WHERE a.signal_id = e.signal_id AND a.operation = 'signal-accept'
          AND a.outcome_class = 'sent' AND a.counterparty = e.agency)
  )
  SELECT s.signal_id FROM said AS s WHERE s.operation <> 'case-preserve'
  UNION
  SELECT s.id FROM erasure_journal AS j CROSS JOIN LATERAL unnest(j.signal_ids) AS s(id)
  WHERE j.signal_ids && ids AND s.id = ANY (ids)
    AND j.class = 'second-opening' AND j.reason = 'outcome'
    AND NOT EXISTS (
      SELECT FROM said WHERE said.signal_id = s.id AND said.operation = 'case-preserve')
$$;
