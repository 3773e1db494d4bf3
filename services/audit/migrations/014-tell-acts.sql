-- In a desk's database, which keeps no log of its own, what waits for a number is what the hub's
-- log has not been told yet: one row a transaction, written by the act's own.

-- The oldest acts that wait, some acts_max of them, more where one transaction left more: the parts
-- of a trace that the hub is told, never its detail. A position whose operation is null has nothing
-- to tell (an erasure of a second part; a trace that is over) and may be settled as it is.
CREATE FUNCTION untold_acts(acts_max integer)
RETURNS TABLE (queued bigint, id uuid, at timestamptz, agent text, operation text,
  agreement_hash text, signal_id uuid, counterparty text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  WITH first AS MATERIALIZED (
    SELECT q.position, q.kind, q.ids, sum(cardinality(q.ids)) OVER (ORDER BY q.position)
      - cardinality(q.ids) AS before
    FROM (SELECT w.position, w.kind, w.ids FROM log_queue AS w ORDER BY w.position LIMIT acts_max)
      AS q
  )
  SELECT f.position, e.id, e.at, e.agent, e.operation, e.agreement_hash, e.signal_id, e.counterparty
  FROM first AS f CROSS JOIN LATERAL unnest(f.ids) WITH ORDINALITY AS i(id, n)
  LEFT JOIN event AS e ON f.kind = 'act' AND e.id = i.id
  WHERE f.before < acts_max ORDER BY f.position, i.n
$$;

-- The hub has answered for all of these. Told again after a crash, an act is known there.
CREATE FUNCTION settle_acts(queued bigint[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  DELETE FROM log_queue AS q WHERE q.position = ANY (queued)
$$;

-- As before; but what waits to be told is kept for as long as the hub would take it: 400 days.
CREATE OR REPLACE FUNCTION expire_traces(at timestamptz, months integer, rows_max integer)
RETURNS integer
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
  DELETE FROM log_queue AS q
  WHERE q.kind <> 'act' OR q.ids[1] < uuid_floor(expire_traces.at - interval '400 days');
  RETURN dropped + gone;
END $$;

-- As before, of any month that has a place: a desk that was cut off tells what it did meanwhile.
CREATE OR REPLACE FUNCTION record_desk_acts(acts json, agency text, actor text)
RETURNS TABLE (id uuid, result text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  told_by text := record_desk_acts.agency;
  fit json;
  appended uuid[];
BEGIN
  SELECT coalesce(json_agg(a.act), '[]') INTO fit FROM json_array_elements(acts) AS a(act)
  WHERE to_regclass('audit.event_' || to_char(
      uuid_instant((a.act ->> 'id')::uuid) AT TIME ZONE 'UTC', 'YYYY_MM')) IS NOT NULL
    AND (a.act ->> 'signalId' IS NULL OR EXISTS (
      SELECT FROM event AS e WHERE e.signal_id = (a.act ->> 'signalId')::uuid
        AND (e.agency = told_by OR e.counterparty = told_by)));
  WITH added AS (
    INSERT INTO event (id, at, actor, agency, agent, purpose, operation, agreement_hash, signal_id,
      counterparty)
    SELECT f.id, f.at, record_desk_acts.actor, told_by, f.agent, 'inform-of-right', f.operation,
      f."agreementHash", f."signalId", f.counterparty
    FROM json_to_recordset(fit) AS f(id uuid, at timestamptz, agent text, operation text,
      "agreementHash" text, "signalId" uuid, counterparty text)
    ON CONFLICT DO NOTHING RETURNING event.id
  )
  SELECT coalesce(array_agg(added.id), '{}') INTO appended FROM added;
  PERFORM queue_leaves('act', appended);
  RETURN QUERY
  SELECT t.id, CASE WHEN t.id = ANY (appended) THEN 'applied'
    WHEN EXISTS (SELECT FROM event AS e WHERE e.id = t.id AND e.agency = told_by) THEN 'already'
    ELSE 'refused' END
  FROM json_to_recordset(acts) AS t(id uuid);
END $$;

REVOKE ALL ON FUNCTION untold_acts(integer), settle_acts(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION untold_acts(integer), settle_acts(bigint[]) TO desk_app;
