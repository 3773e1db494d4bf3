-- The held ones among signals of a range of ids, at an instant: a month's, without reading it.
CREATE FUNCTION held_between(first uuid, below uuid, at timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT DISTINCT h.signal_id FROM held_signal AS h JOIN legal_hold AS l ON l.id = h.hold_id
  WHERE h.signal_id >= held_between.first AND h.signal_id < held_between.below
    AND l.placed_at <= held_between.at AND l.ends_at > held_between.at
    AND (l.ended_at IS NULL OR l.ended_at > held_between.at)
$$;

-- What a database that knows one law does with its traces, in one call: deletes those that have
-- reached their months, drops the months that this emptied, deletes records of erasures and of
-- holds as old. Answers how many traces went; rows_max of them means that more may be left.
CREATE FUNCTION expire_traces(at timestamptz, months integer, rows_max integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  before timestamptz :=
    ((at AT TIME ZONE 'UTC') - make_interval(months => months)) AT TIME ZONE 'UTC';
  dropped bigint;
  gone integer;
BEGIN
  SELECT coalesce(sum(d.traces), 0) INTO dropped FROM drop_trace_months(at, months, months) AS d;
  gone := forget_traces('trace', at, months, NULL, rows_max);
  PERFORM FROM drop_trace_months(at, months, months);
  DELETE FROM certificate AS c USING erasure_journal AS j WHERE c.id = j.id AND j.at <= before;
  DELETE FROM erasure_journal AS j WHERE j.at <= before;
  DELETE FROM legal_hold AS l WHERE coalesce(l.ended_at, l.ends_at) <= before;
  RETURN dropped + gone;
END $$;

REVOKE ALL ON FUNCTION held_between(uuid, uuid, timestamptz),
  expire_traces(timestamptz, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION held_between(uuid, uuid, timestamptz) TO audit_app, gateway_retention,
  desk_app, exchange_owner, desk_owner;
GRANT EXECUTE ON FUNCTION expire_traces(timestamptz, integer, integer) TO audit_app, desk_app;
