-- How long an objection took, from the request to its commit: written once it has committed, so a
-- crash between the two leaves it unmeasured and never untrue.
ALTER TABLE objection ADD commit_ms integer CHECK (commit_ms >= 0);
-- Nothing else of an objection ever changes.
GRANT UPDATE (commit_ms) ON objection TO consent_app;
CREATE INDEX objection_lodged ON objection (lodged_at);

-- For the hub's officer: objections and renunciations lodged since, and the times of those that
-- were measured. One that has been taken back is gone, and not counted. No row leaves this way.
CREATE FUNCTION objection_times(since timestamptz)
RETURNS TABLE (lodged bigint, measured bigint, median_ms double precision, p95_ms double precision,
  worst_ms double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = consent, pg_temp AS $$
  SELECT count(*), count(o.ms), percentile_cont(0.5) WITHIN GROUP (ORDER BY o.ms),
    percentile_cont(0.95) WITHIN GROUP (ORDER BY o.ms), max(o.ms)::double precision
  FROM (SELECT x.id, max(x.commit_ms) AS ms FROM objection AS x WHERE x.lodged_at >= since
    GROUP BY x.id) AS o
$$;

REVOKE ALL ON FUNCTION objection_times(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION objection_times(timestamptz) TO audit_app;
