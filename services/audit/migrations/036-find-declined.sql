-- A case that is declined is erased there at once, too.
CREATE OR REPLACE FUNCTION find_erased(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
  SELECT e.signal_id FROM event AS e WHERE e.signal_id = ANY (ids)
    AND e.operation IN ('case-erased', 'case-erase', 'case-expire', 'case-declined')
  UNION
  SELECT s.id FROM erasure_journal AS j CROSS JOIN LATERAL unnest(j.signal_ids) AS s(id)
  WHERE j.signal_ids && ids AND s.id = ANY (ids)
    AND j.class = 'second-opening' AND j.reason = 'outcome'
    AND NOT EXISTS (
      SELECT FROM event AS e WHERE e.signal_id = s.id AND e.operation = 'case-preserve')
$$;
