-- How long receivers take to say that they have erased what a person objected to.
CREATE INDEX recall_created ON recall (created_at);

-- For the hub's officer: recalls for objections since, by receiver and, with no receiver, of all;
-- the times from the objection's commit to the receipt; what is still without one, and since when.
CREATE FUNCTION recall_times(since timestamptz, at timestamptz)
RETURNS TABLE (receiver text, recalls bigint, receipts bigint, median_ms double precision,
  p95_ms double precision, worst_ms double precision, overdue bigint, waiting_since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
  SELECT r.receiver, count(*), count(r.ms), percentile_cont(0.5) WITHIN GROUP (ORDER BY r.ms),
    percentile_cont(0.95) WITHIN GROUP (ORDER BY r.ms), max(r.ms),
    count(*) FILTER (WHERE r.ms IS NULL AND r.due_at <= recall_times.at),
    min(r.created_at) FILTER (WHERE r.ms IS NULL)
  FROM (SELECT x.receiver, x.created_at, x.due_at,
      (extract(epoch FROM x.receipted_at - x.created_at) * 1000)::double precision AS ms
    FROM recall AS x WHERE x.reason = 'objection' AND x.created_at >= since) AS r
  GROUP BY GROUPING SETS ((r.receiver), ())
$$;

-- The same by objection: until its last receipt. Recalls of one objection carry its instant; two
-- lodged in the same millisecond count as one.
CREATE FUNCTION objection_effects(since timestamptz)
RETURNS TABLE (objections bigint, complete bigint, median_ms double precision,
  p95_ms double precision, worst_ms double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
  SELECT count(*), count(o.ms), percentile_cont(0.5) WITHIN GROUP (ORDER BY o.ms),
    percentile_cont(0.95) WITHIN GROUP (ORDER BY o.ms), max(o.ms)
  FROM (SELECT CASE WHEN bool_and(x.receipted_at IS NOT NULL)
      THEN (extract(epoch FROM max(x.receipted_at) - x.created_at) * 1000)::double precision
      END AS ms
    FROM recall AS x WHERE x.reason = 'objection' AND x.created_at >= since
    GROUP BY x.created_at) AS o
$$;

REVOKE ALL ON FUNCTION recall_times(timestamptz, timestamptz), objection_effects(timestamptz)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recall_times(timestamptz, timestamptz), objection_effects(timestamptz)
  TO audit_app;
