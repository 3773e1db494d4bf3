-- From a person to the signals about them: once a receiver has a signal, the trace of its accept is
-- all that the hub still knows it by. Called by consent in the transaction of an objection, of a
-- withdrawn agreement, or of two numbers found to be one person's.
--
-- indexes: the person's blind indexes under every live trace key. Answers each signal that was sent
-- (an objected one never was) and that no receiver has reported erased, once. A signal sent under a
-- former number is found by the trace of the succession.
--
-- By key, whatever the tables' size or statistics: an unanalysed month would be read whole.
CREATE FUNCTION find_signals(indexes bytea[])
RETURNS TABLE (signal_id uuid, sender text, receiver text, right_id text, person_agreement text,
  purpose text, agreement_hash text, accepted_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp
SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  WITH known AS MATERIALIZED (
    SELECT DISTINCT e.signal_id FROM event AS e
    WHERE e.trace_index = ANY (indexes) AND e.signal_id IS NOT NULL
      AND e.operation IN ('signal-accept', 'identifier-succeed')
  )
  SELECT a.signal_id, a.agency, a.counterparty, a.detail ->> 'right',
    a.detail ->> 'personAgreement', a.purpose, a.agreement_hash, a.at
  FROM known JOIN event AS a ON a.signal_id = known.signal_id
  WHERE a.operation = 'signal-accept' AND a.outcome_class = 'sent'
    AND NOT EXISTS (SELECT FROM event AS x
      WHERE x.signal_id = known.signal_id AND x.operation = 'case-erased')
  ORDER BY a.signal_id;
END $$;

REVOKE ALL ON FUNCTION find_signals(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_signals(bytea[]) TO consent_app;
