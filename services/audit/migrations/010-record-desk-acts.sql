-- What desks say that they did: acts of the agency that the token names, on signals of its own.
-- acts: [{ id, at, agent, operation, agreementHash, signalId, counterparty }], the last three or
-- null. Answers one result each: 'applied', 'already' where the same agency has told it before,
-- 'refused' for another's act or another's signal.
CREATE FUNCTION record_desk_acts(acts json, agency text, actor text)
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
  WHERE a.act ->> 'signalId' IS NULL OR EXISTS (
    SELECT FROM event AS e WHERE e.signal_id = (a.act ->> 'signalId')::uuid
      AND (e.agency = told_by OR e.counterparty = told_by));
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

REVOKE ALL ON FUNCTION record_desk_acts(json, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_desk_acts(json, text, text) TO audit_app;
