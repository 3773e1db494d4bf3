-- Destroys and recalls by signal: what destroy_keys does for the signals that still wait, and for
-- those that a receiver has stored, which no index leads to any more. Called by consent in the
-- transaction of the act that demands it. Locks live keys in id order, as releases do.
--
-- Answers the signals that exist, and whether their receiver was told to erase. One whose receiver
-- has erased, or that was never released, gets no recall.
CREATE FUNCTION recall_signals(ids uuid[], reason text, at timestamptz, due_at timestamptz)
RETURNS TABLE (signal_id uuid, receiver text, recalled boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  live uuid[];
BEGIN
  SELECT array_agg(locked.signal_id) INTO live FROM (
    SELECT k.signal_id FROM data_key AS k WHERE k.signal_id = ANY (ids)
    ORDER BY k.signal_id FOR UPDATE
  ) AS locked;
  RETURN QUERY
  WITH destroyed AS (
    DELETE FROM data_key AS k WHERE k.signal_id = ANY (live)
    RETURNING k.signal_id, k.released_at
  ), unsent AS (
    DELETE FROM outbox AS o WHERE o.signal_id = ANY (live)
  ), touched AS MATERIALIZED (
    SELECT s.id, s.receiver, CASE WHEN d.signal_id IS NULL
      THEN s.state IN ('received', 'taken-charge', 'closed', 'declined')
      ELSE d.released_at IS NOT NULL END AS held
    FROM signal AS s LEFT JOIN destroyed AS d ON d.signal_id = s.id WHERE s.id = ANY (ids)
  ), made AS (
    INSERT INTO recall AS r (id, signal_id, receiver, reason, created_at, due_at)
    SELECT gen_random_uuid(), t.id, t.receiver, recall_signals.reason, recall_signals.at,
      recall_signals.due_at
    FROM touched AS t WHERE t.held ON CONFLICT DO NOTHING
  )
  SELECT t.id, t.receiver, t.held FROM touched AS t;
END $$;

REVOKE ALL ON FUNCTION recall_signals(uuid[], text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recall_signals(uuid[], text, timestamptz, timestamptz) TO consent_app;
