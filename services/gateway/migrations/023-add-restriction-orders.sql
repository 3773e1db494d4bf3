-- GDPR art. 19: who holds a case of a person is told that its processing is restricted, and when
-- that ends, on the way that recalls go: the same relay, receipt and alarm. A signal may be told of
-- more than once; it is recalled once.
ALTER TABLE recall DROP CONSTRAINT recall_reason_check;
ALTER TABLE recall ADD CONSTRAINT recall_reason_check CHECK
  (reason IN ('withdrawn', 'objection', 'agreement-withdrawn', 'expired', 'restricted', 'lifted'));
-- GDPR art. 18(1)(a) to (d).
ALTER TABLE recall ADD COLUMN ground text CHECK
  ((ground IS NOT NULL) = (reason = 'restricted') AND ground IN
    ('accuracy-contested', 'unlawful', 'needed-for-legal-claims', 'objection-verification'));
DROP INDEX recall_signal;
CREATE UNIQUE INDEX recall_signal ON recall (signal_id)
  WHERE reason NOT IN ('restricted', 'lifted');
CREATE INDEX recall_told ON recall (signal_id) WHERE reason IN ('restricted', 'lifted');

-- Tells the receivers of these signals that the person restricted them, by this ground, or with no
-- ground that the restriction is lifted. Called by consent in the transaction of that act, after
-- its bucket lock and restrict_keys. Answers the signals whose receiver is told: it has the case,
-- or had the key released; of an end, only who was told of the restriction.
CREATE FUNCTION tell_restriction(ids uuid[], ground text, at timestamptz, due_at timestamptz)
RETURNS TABLE (signal_id uuid, receiver text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
  INSERT INTO recall AS r (id, signal_id, receiver, reason, ground, created_at, due_at)
  SELECT gen_random_uuid(), s.id, s.receiver,
    CASE WHEN tell_restriction.ground IS NULL THEN 'lifted' ELSE 'restricted' END,
    tell_restriction.ground, tell_restriction.at, tell_restriction.due_at
  FROM signal AS s LEFT JOIN data_key AS k ON k.signal_id = s.id
  WHERE s.id = ANY (ids)
    AND CASE WHEN k.signal_id IS NULL THEN s.state IN ('received', 'taken-charge', 'closed')
      ELSE k.released_at IS NOT NULL END
    AND (tell_restriction.ground IS NOT NULL OR EXISTS (SELECT FROM recall AS told
      WHERE told.signal_id = s.id AND told.reason = 'restricted'))
  RETURNING r.signal_id, r.receiver
$$;

REVOKE ALL ON FUNCTION tell_restriction(uuid[], text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tell_restriction(uuid[], text, timestamptz, timestamptz) TO consent_app;
