-- Where the log says that something was erased: the leaf of each of these entries of the journal,
-- and the first published and signed checkpoint over it. An entry under none is not answered.
CREATE FUNCTION places_of_erasures(ids uuid[])
RETURNS TABLE (id uuid, log_index bigint, size bigint, root bytea, note text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT o.id, o.log_index, c.size, c.root, c.note
  FROM erasure_opening AS o CROSS JOIN LATERAL (
    SELECT l.size, l.root, l.note FROM log_checkpoint AS l
    WHERE l.published_at IS NOT NULL AND l.note IS NOT NULL AND l.size > o.log_index
    ORDER BY l.size LIMIT 1) AS c
  WHERE o.id = ANY (ids)
$$;
REVOKE ALL ON FUNCTION places_of_erasures(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION places_of_erasures(uuid[]) TO audit_app;
