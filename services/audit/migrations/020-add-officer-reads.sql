-- One flag, for an officer who may see it.
CREATE FUNCTION find_flag(viewer text, wanted uuid) RETURNS SETOF flag
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT f.* FROM flag AS f WHERE f.id = wanted AND is_seen_by(viewer, f.agency,
    CASE WHEN f.operation = '' THEN 'case-read' ELSE f.operation END)
$$;
REVOKE ALL ON FUNCTION find_flag(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_flag(text, uuid) TO audit_app;

-- Since when something has been waiting for its number in the log: by the id of the act that has
-- waited longest, so an act that a desk tells late may seem older, for the moment that it waits.
CREATE FUNCTION log_waiting_since() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT uuid_instant(q.ids[1]) FROM log_queue AS q WHERE q.kind <> 'cleared'
  ORDER BY q.position LIMIT 1
$$;
REVOKE ALL ON FUNCTION log_waiting_since() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_waiting_since() TO audit_app;
