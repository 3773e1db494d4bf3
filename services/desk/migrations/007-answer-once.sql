-- A key of a call answers with what was answered before: of one case its version, of a call about
-- many or about none its answer, word for word.
ALTER TABLE idempotency
  ALTER COLUMN case_id DROP NOT NULL,
  ALTER COLUMN version DROP NOT NULL,
  ADD answer json,
  ADD CHECK (num_nulls(case_id, version) IN (0, 2));
GRANT UPDATE (answer) ON idempotency TO desk_app;

-- The same erasures again also end the second openings of the traces.
CREATE FUNCTION replay_openings(entries json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = desk, pg_temp AS $$
DECLARE
  entry record;
  erased integer := 0;
BEGIN
  FOR entry IN
    SELECT e."signalIds" AS ids, e.at FROM json_to_recordset(entries) AS e(owner text, class text,
      "signalIds" uuid[], at timestamptz)
    WHERE e.owner = 'desk' AND e.class = 'second-opening' AND e."signalIds" IS NOT NULL
  LOOP
    erased := erased + audit.erase_second_openings(entry.ids, entry.at);
  END LOOP;
  RETURN erased;
END $$;
REVOKE ALL ON FUNCTION replay_openings(json) FROM PUBLIC;
ALTER FUNCTION replay_erasures(json) RENAME TO replay_cases;
REVOKE ALL ON FUNCTION replay_cases(json) FROM desk_app;
CREATE FUNCTION replay_erasures(entries json) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = desk, pg_temp AS $$
  SELECT replay_cases(entries) + replay_openings(entries)
$$;
REVOKE ALL ON FUNCTION replay_erasures(json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION replay_erasures(json) TO desk_app;

-- A row is deleted only after what it held of the person: never a case as a whole.
CREATE FUNCTION refuse_delete() RETURNS trigger
LANGUAGE plpgsql SET search_path = desk, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a case that holds a person is erased, not deleted'
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER cases_keep BEFORE DELETE ON cases FOR EACH ROW WHEN (OLD.erased_at IS NULL)
  EXECUTE FUNCTION refuse_delete();
