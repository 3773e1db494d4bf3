-- For the hub's officer: orders of restriction (023) that are due and without a receipt, by
-- receiver, by the index of what is open (recall_open); never more than so many are read.
CREATE FUNCTION restriction_orders_overdue(at timestamptz, orders_max integer)
RETURNS TABLE (receiver text, orders integer, waiting_since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
  SELECT o.receiver, count(*)::integer, min(o.created_at) FROM (
    SELECT r.receiver, r.created_at FROM recall AS r
    WHERE r.receipted_at IS NULL AND r.due_at <= restriction_orders_overdue.at
      AND r.reason IN ('restricted', 'lifted')
    LIMIT orders_max) AS o
  GROUP BY o.receiver
$$;

REVOKE ALL ON FUNCTION restriction_orders_overdue(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restriction_orders_overdue(timestamptz, integer) TO audit_app;
