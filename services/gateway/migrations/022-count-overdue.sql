-- For the first page of the hub's officer: recalls for objections that are due and without a
-- receipt, by the index of what is open (recall_open). recall_times (020) reads a whole period.
CREATE FUNCTION recalls_overdue(at timestamptz, recalls_max integer) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
  SELECT count(*)::integer FROM (
    SELECT FROM recall AS r
    WHERE r.receipted_at IS NULL AND r.due_at <= recalls_overdue.at AND r.reason = 'objection'
    LIMIT recalls_max) AS o
$$;

REVOKE ALL ON FUNCTION recalls_overdue(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recalls_overdue(timestamptz, integer) TO audit_app;
