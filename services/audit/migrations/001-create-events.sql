-- The trace of every act (CRPA R.114-9-7). Rows are appended by the acts' own transactions; the
-- transparency log that will number and seal them reads them from here.
-- Monthly partitions on the uuid v7 id: a month is dropped whole at the end of its trace class.

CREATE TABLE event (
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL CHECK (actor <> ''),
  agency text NOT NULL CHECK (agency <> ''),
  agent text,
  -- A closed list: the purposes of contracts/codes/purpose.json and the registry's own two. Fraud
  -- cannot be written down.
  purpose text NOT NULL CHECK (purpose IN
    ('inform-of-right', 'award-right', 'directory-keeping', 'agreement-keeping')),
  operation text NOT NULL CHECK (operation ~ '^[a-z]+(-[a-z]+)*$'),
  agreement_hash text,
  signal_id uuid,
  counterparty text,
  outcome_class text,
  trace_key text,
  trace_index bytea,
  detail jsonb,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);

ALTER TABLE event ALTER COLUMN trace_index SET STATISTICS 0;
CREATE INDEX event_signal ON event (signal_id);
CREATE INDEX event_trace_index ON event (trace_index) WHERE trace_index IS NOT NULL;

ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON event TO audit_owner USING (true) WITH CHECK (true);

-- The smallest uuid v7 of an instant: the bound of a monthly partition.
CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Creates the partitions from the month before `at` to `months_ahead` months after it. Partitions
-- do not inherit row-level security, so each one gets it here.
CREATE FUNCTION ensure_partitions(at timestamptz, months_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  month timestamp;
  name text;
  created integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7310003);
  FOR step IN -1 .. months_ahead LOOP
    -- In UTC without a zone: a session's time zone must not move a bound.
    month := date_trunc('month', at AT TIME ZONE 'UTC') + make_interval(months => step);
    name := 'event_' || to_char(month, 'YYYY_MM');
    IF to_regclass('audit.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)', name,
        uuid_floor(month AT TIME ZONE 'UTC'),
        uuid_floor((month + interval '1 month') AT TIME ZONE 'UTC'));
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
      EXECUTE format('CREATE POLICY owner_all ON %I TO audit_owner USING (true) WITH CHECK (true)',
        name);
      created := created + 1;
    END IF;
  END LOOP;
  RETURN created;
END $$;

-- One act, as a function of another schema builds it: a row costs a fifth of what its JSON costs.
CREATE TYPE new_event AS (id uuid, at timestamptz, actor text, agency text, agent text,
  purpose text, operation text, agreement_hash text, signal_id uuid, counterparty text,
  outcome_class text, trace_key text, trace_index bytea, detail jsonb);

-- No trace, no act: called in the transaction of the act itself. An event without actor, agency,
-- purpose or operation violates the table and takes the act down with it.
CREATE FUNCTION append(events new_event[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  appended integer;
BEGIN
  INSERT INTO event (id, at, actor, agency, agent, purpose, operation, agreement_hash, signal_id,
    counterparty, outcome_class, trace_key, trace_index, detail)
  SELECT e.id, e.at, e.actor, e.agency, e.agent, e.purpose, e.operation, e.agreement_hash,
    e.signal_id, e.counterparty, e.outcome_class, e.trace_key, e.trace_index, e.detail
  FROM unnest(events) AS e;
  GET DIAGNOSTICS appended = ROW_COUNT;
  RETURN appended;
END $$;

-- The same for a program: objects with the fields' names in camel case. A trace index comes only
-- from the accept, which builds rows.
CREATE FUNCTION append(events json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  appended integer;
BEGIN
  INSERT INTO event (id, at, actor, agency, agent, purpose, operation, agreement_hash, signal_id,
    counterparty, outcome_class, detail)
  SELECT e.id, e.at, e.actor, e.agency, e.agent, e.purpose, e.operation, e."agreementHash",
    e."signalId", e.counterparty, e."outcomeClass", e.detail
  FROM json_to_recordset(events) AS e(id uuid, at timestamptz, actor text, agency text, agent text,
    purpose text, operation text, "agreementHash" text, "signalId" uuid, counterparty text,
    "outcomeClass" text, detail jsonb);
  GET DIAGNOSTICS appended = ROW_COUNT;
  RETURN appended;
END $$;

-- Exact counts per operation, for the hub's DPO and for replays; no row ever leaves this way.
CREATE FUNCTION count_events(from_at timestamptz, to_at timestamptz)
RETURNS TABLE (operation text, events bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT operation, count(*) FROM event WHERE at >= from_at AND at < to_at GROUP BY operation
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO registry_app, consent_app, gateway_accept, gateway_agency,
  gateway_relay, gateway_retention, desk_app;
GRANT EXECUTE ON FUNCTION append(json), append(new_event[]) TO registry_app, consent_app,
  gateway_accept, gateway_agency, gateway_relay, gateway_retention, desk_app;
GRANT EXECUTE ON FUNCTION ensure_partitions(timestamptz, integer) TO gateway_retention, desk_app;
GRANT EXECUTE ON FUNCTION count_events(timestamptz, timestamptz) TO gateway_relay, desk_app;
