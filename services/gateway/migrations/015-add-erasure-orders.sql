-- A message whose key is destroyed is still ciphertext in JetStream: the relay looks it up by
-- subject and erases it by sequence, which overwrites its bytes. Whoever destroys a key orders it,
-- whether the message was published or not: the relay may hold it in memory, and a signal that is
-- never published must take as long as any other.
CREATE TABLE erasure_order (
  signal_id uuid PRIMARY KEY,
  receiver text NOT NULL,
  reason text NOT NULL CHECK
    (reason IN ('objection', 'withdrawal', 'agreement-withdrawn', 'expiry')),
  ordered_at timestamptz NOT NULL,
  -- When to look for the message (again): one that is not there yet may still come.
  next_at timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE INDEX erasure_order_next ON erasure_order (next_at);
CREATE INDEX erasure_order_at ON erasure_order (ordered_at);
ALTER TABLE erasure_order SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000);

SELECT dress('erasure_order', 'receiver');
-- A sender's withdrawal orders it at the other end of its own signal (as recall_receiver, 002).
CREATE POLICY order_receiver ON erasure_order FOR INSERT TO gateway_agency WITH CHECK (EXISTS (
  SELECT FROM signal WHERE signal.id = erasure_order.signal_id
    AND signal.receiver = erasure_order.receiver));
GRANT INSERT ON erasure_order TO gateway_agency;
GRANT SELECT, UPDATE, DELETE ON erasure_order TO gateway_relay;
GRANT SELECT ON erasure_order TO gateway_retention;

-- The journal's word for a recall's.
CREATE FUNCTION erasure_reason(recall_reason text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE recall_reason WHEN 'withdrawn' THEN 'withdrawal' WHEN 'expired' THEN 'expiry'
    ELSE recall_reason END
$$;

-- What a legal hold keeps of a signal whose month is gone: its row, what was reported of it, and,
-- where no receiver has it, what its receiver could open. Its blind index is not kept: the key of
-- that month's indexes is destroyed. A hold suspends expiry, never what the person demands.
CREATE TABLE held_signal (
  signal_id uuid PRIMARY KEY,
  sender text NOT NULL,
  receiver text NOT NULL,
  kept jsonb NOT NULL,
  events jsonb NOT NULL,
  void boolean NOT NULL,
  kek text,
  wrapped bytea CHECK (octet_length(wrapped) = 60),
  message bytea,
  copied_at timestamptz NOT NULL
);
CREATE INDEX held_signal_kek ON held_signal (kek) WHERE kek IS NOT NULL;
ALTER TABLE held_signal ALTER COLUMN message SET STATISTICS 0;
SELECT dress('held_signal', 'shared');
GRANT SELECT, UPDATE, DELETE ON held_signal TO gateway_retention;

-- As before (011), with orders to the relay.
CREATE OR REPLACE FUNCTION destroy_keys(indexes bytea[], scope_right text, scope_receiver text,
  reason text, at timestamptz, due_at timestamptz)
RETURNS TABLE (signal_id uuid, sender text, receiver text, recalled boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  ids uuid[];
BEGIN
  SELECT array_agg(locked.signal_id) INTO ids FROM (
    SELECT k.signal_id FROM data_key AS k JOIN signal AS s ON s.id = k.signal_id
    WHERE k.subject_index = ANY (indexes)
      AND (scope_right IS NULL OR s.right_id = scope_right)
      AND (scope_receiver IS NULL OR k.receiver = scope_receiver)
      AND (s.objectable OR destroy_keys.reason <> 'objection')
    ORDER BY k.signal_id FOR UPDATE OF k
  ) AS locked;
  RETURN QUERY
  WITH destroyed AS (
    DELETE FROM data_key AS k WHERE k.signal_id = ANY (ids)
    RETURNING k.signal_id, k.sender, k.receiver, k.released_at
  ), unsent AS (
    DELETE FROM outbox AS o USING destroyed AS d WHERE o.signal_id = d.signal_id
    RETURNING o.signal_id, o.receiver
  ), ordered AS (
    INSERT INTO erasure_order (signal_id, receiver, reason, ordered_at)
    SELECT u.signal_id, u.receiver, erasure_reason(destroy_keys.reason), destroy_keys.at
    FROM unsent AS u ON CONFLICT DO NOTHING
  ), recalled AS (
    INSERT INTO recall AS r (id, signal_id, receiver, reason, created_at, due_at)
    SELECT gen_random_uuid(), d.signal_id, d.receiver, destroy_keys.reason, destroy_keys.at,
      destroy_keys.due_at
    FROM destroyed AS d WHERE d.released_at IS NOT NULL
    ON CONFLICT DO NOTHING
  )
  SELECT d.signal_id, d.sender, d.receiver, d.released_at IS NOT NULL FROM destroyed AS d;
END $$;

-- As before (011), with orders to the relay, and for what a legal hold keeps: a hold never stands
-- against the person. Retention calls it for what has expired, by the same name.
CREATE OR REPLACE FUNCTION recall_signals(ids uuid[], reason text, at timestamptz,
  due_at timestamptz)
RETURNS TABLE (signal_id uuid, sender text, receiver text, recalled boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  stoppable uuid[];
  live uuid[];
BEGIN
  SELECT array_agg(s.id) INTO stoppable FROM signal AS s
  WHERE s.id = ANY (ids) AND (s.objectable OR recall_signals.reason <> 'objection');
  SELECT array_agg(locked.signal_id) INTO live FROM (
    SELECT k.signal_id FROM data_key AS k WHERE k.signal_id = ANY (stoppable)
    ORDER BY k.signal_id FOR UPDATE
  ) AS locked;
  RETURN QUERY
  WITH destroyed AS (
    DELETE FROM data_key AS k WHERE k.signal_id = ANY (live)
    RETURNING k.signal_id, k.released_at
  ), unsent AS (
    DELETE FROM outbox AS o WHERE o.signal_id = ANY (live) RETURNING o.signal_id, o.receiver
  ), ordered AS (
    INSERT INTO erasure_order (signal_id, receiver, reason, ordered_at)
    SELECT u.signal_id, u.receiver, erasure_reason(recall_signals.reason), recall_signals.at
    FROM unsent AS u ON CONFLICT DO NOTHING
  ), held AS (
    DELETE FROM held_signal AS h WHERE h.signal_id = ANY (ids)
      AND ((h.kept ->> 'objectable')::boolean OR recall_signals.reason <> 'objection')
    RETURNING h.signal_id, h.sender, h.receiver
  ), touched AS MATERIALIZED (
    SELECT s.id, s.sender, s.receiver, d.signal_id IS NOT NULL AS waited,
      CASE WHEN d.signal_id IS NULL
        THEN s.state IN ('received', 'taken-charge', 'closed', 'declined')
        ELSE d.released_at IS NOT NULL END AS held
    FROM signal AS s LEFT JOIN destroyed AS d ON d.signal_id = s.id WHERE s.id = ANY (stoppable)
  ), made AS (
    INSERT INTO recall AS r (id, signal_id, receiver, reason, created_at, due_at)
    SELECT gen_random_uuid(), t.id, t.receiver, recall_signals.reason, recall_signals.at,
      recall_signals.due_at
    FROM touched AS t WHERE t.held ON CONFLICT DO NOTHING RETURNING r.signal_id
  )
  SELECT t.id, t.sender, t.receiver, m.signal_id IS NOT NULL
  FROM touched AS t LEFT JOIN made AS m ON m.signal_id = t.id
  WHERE t.waited OR m.signal_id IS NOT NULL
  UNION ALL SELECT h.signal_id, h.sender, h.receiver, false FROM held AS h;
END $$;

GRANT EXECUTE ON FUNCTION recall_signals(uuid[], text, timestamptz, timestamptz)
  TO gateway_retention;
REVOKE ALL ON FUNCTION erasure_reason(text) FROM PUBLIC;
