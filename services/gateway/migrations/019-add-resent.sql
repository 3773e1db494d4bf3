-- What is sent again after a restriction's end. The gateway that published it first may note that
-- only now, and its receiver may have the first message in hand still: the note must not count for
-- the second, and the first must not refuse it.
ALTER TABLE outbox ADD COLUMN resent boolean NOT NULL DEFAULT false;

-- As before (017), and what is sent again is marked so.
CREATE OR REPLACE FUNCTION restrict_keys(indexes bytea[], is_restricted boolean)
RETURNS TABLE (signal_id uuid, receiver text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  ids uuid[];
BEGIN
  SELECT array_agg(locked.signal_id) INTO ids FROM (
    SELECT k.signal_id FROM data_key AS k
    WHERE k.subject_index = ANY (indexes) AND k.restricted <> is_restricted
    ORDER BY k.signal_id FOR UPDATE
  ) AS locked;
  IF NOT is_restricted THEN
    UPDATE outbox AS o SET published_at = NULL, resent = true, id = gen_random_uuid()
    WHERE o.signal_id = ANY (ids) AND NOT o.void;
  END IF;
  RETURN QUERY UPDATE data_key AS k SET restricted = is_restricted WHERE k.signal_id = ANY (ids)
    RETURNING k.signal_id, k.receiver;
END $$;
