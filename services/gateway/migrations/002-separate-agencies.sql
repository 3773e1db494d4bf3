-- Row-level security. FORCE binds the owner too, and partitions inherit neither the switch nor the
-- policies, so one function dresses parents and partitions alike.
--
-- The agencies of the transaction come from a local setting; unset or empty shows nothing. The
-- sub-select makes Postgres read it once a statement instead of once a row.

CREATE FUNCTION dress(name text, kind text) RETURNS void
LANGUAGE plpgsql SET search_path = exchange, pg_temp AS $$
DECLARE
  mine text := '(SELECT NULLIF(current_setting(''app.agencies'', true), '''')::text[])::text[]';
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY owner_all ON %I TO exchange_owner USING (true) WITH CHECK (true)',
    name);
  EXECUTE format('CREATE POLICY relay_all ON %I TO gateway_relay USING (true) WITH CHECK (true)',
    name);
  EXECUTE format(
    'CREATE POLICY retention_all ON %I TO gateway_retention USING (true) WITH CHECK (true)', name);
  IF kind = 'exchange' THEN
    EXECUTE format('CREATE POLICY accept_sender ON %1$I TO gateway_accept
      USING (sender = ANY (%2$s)) WITH CHECK (sender = ANY (%2$s))', name, mine);
    EXECUTE format('CREATE POLICY agency_ends ON %1$I TO gateway_agency
      USING (sender = ANY (%2$s) OR receiver = ANY (%2$s))
      WITH CHECK (sender = ANY (%2$s) OR receiver = ANY (%2$s))', name, mine);
  ELSIF kind <> 'shared' THEN
    EXECUTE format('CREATE POLICY agency_own ON %1$I TO gateway_accept, gateway_agency
      USING (%3$I = ANY (%2$s)) WITH CHECK (%3$I = ANY (%2$s))', name, mine, kind);
  END IF;
END $$;

SELECT dress('signal', 'exchange'), dress('data_key', 'exchange'), dress('outbox', 'exchange'),
  dress('recall', 'receiver'), dress('idempotency', 'agency'), dress('case_event', 'receiver'),
  dress('feedback', 'sender'), dress('feedback_position', 'sender'),
  dress('quota_use', 'shared'), dress('stream_state', 'shared');

-- A withdrawal by the sender recalls at the receiver: one row that belongs to the other end of the
-- sender's own signal, written without being seen.
CREATE POLICY recall_receiver ON recall FOR INSERT TO gateway_agency WITH CHECK (EXISTS (
  SELECT FROM signal WHERE signal.id = recall.signal_id AND signal.receiver = recall.receiver));

GRANT INSERT ON signal, data_key, outbox TO gateway_accept;
GRANT SELECT, INSERT, DELETE ON idempotency TO gateway_accept;
GRANT SELECT, UPDATE ON signal TO gateway_agency;
GRANT SELECT, UPDATE, DELETE ON data_key TO gateway_agency;
GRANT SELECT, DELETE ON outbox TO gateway_agency;
GRANT SELECT, INSERT, UPDATE ON recall TO gateway_agency;
GRANT SELECT, INSERT ON case_event TO gateway_agency;
GRANT SELECT ON feedback TO gateway_agency;
GRANT SELECT ON signal, data_key, case_event TO gateway_relay;
GRANT SELECT, UPDATE ON outbox, recall TO gateway_relay;
GRANT SELECT, INSERT, UPDATE ON stream_state, quota_use TO gateway_relay;
GRANT SELECT, UPDATE, DELETE ON signal, data_key, outbox, recall TO gateway_retention;
GRANT SELECT, DELETE ON idempotency, case_event, feedback, quota_use TO gateway_retention;
