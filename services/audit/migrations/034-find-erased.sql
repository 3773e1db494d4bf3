-- Which of these signals their receiver no longer holds: it said that it erased the case, at its
-- term or as it was asked; or an outcome erased it at both ends, where nothing keeps it. What is
-- gone an agency is not asked to give, and the signals of one person do not lie together for it.
CREATE FUNCTION find_erased(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
  SELECT e.signal_id FROM event AS e WHERE e.signal_id = ANY (ids)
    AND e.operation IN ('case-erased', 'case-erase', 'case-expire')
  UNION
  SELECT s.id FROM erasure_journal AS j CROSS JOIN LATERAL unnest(j.signal_ids) AS s(id)
  WHERE j.signal_ids && ids AND s.id = ANY (ids)
    AND j.class = 'second-opening' AND j.reason = 'outcome'
    AND NOT EXISTS (
      SELECT FROM event AS e WHERE e.signal_id = s.id AND e.operation = 'case-preserve')
$$;

REVOKE ALL ON FUNCTION find_erased(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_erased(uuid[]) TO audit_app;
