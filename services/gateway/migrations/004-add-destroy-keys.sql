-- Called by consent in the objection's own transaction, after it took the subject's bucket lock
-- exclusively and wrote the objection. Locks the subject's live keys in id order (releases lock in
-- that order; another order deadlocks), destroys them whether released or not, and recalls what the
-- receiver may hold. Answers the signals that were touched.
CREATE FUNCTION destroy_keys(indexes bytea[], scope_right text, scope_receiver text, reason text,
  at timestamptz, due_at timestamptz)
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
    ORDER BY k.signal_id FOR UPDATE OF k
  ) AS locked;
  RETURN QUERY
  WITH destroyed AS (
    DELETE FROM data_key AS k WHERE k.signal_id = ANY (ids)
    RETURNING k.signal_id, k.sender, k.receiver, k.released_at
  ), unsent AS (
    DELETE FROM outbox AS o USING destroyed AS d WHERE o.signal_id = d.signal_id
  ), recalled AS (
    INSERT INTO recall AS r (id, signal_id, receiver, reason, created_at, due_at)
    SELECT gen_random_uuid(), d.signal_id, d.receiver, destroy_keys.reason, destroy_keys.at,
      destroy_keys.due_at
    FROM destroyed AS d WHERE d.released_at IS NOT NULL
    ON CONFLICT DO NOTHING
  )
  SELECT d.signal_id, d.sender, d.receiver, d.released_at IS NOT NULL FROM destroyed AS d;
END $$;

REVOKE ALL ON FUNCTION destroy_keys(bytea[], text, text, text, timestamptz, timestamptz)
  FROM PUBLIC;
GRANT USAGE ON SCHEMA exchange TO consent_app;
GRANT EXECUTE ON FUNCTION destroy_keys(bytea[], text, text, text, timestamptz, timestamptz)
  TO consent_app;
