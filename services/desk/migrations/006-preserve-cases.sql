-- A case under a legal hold (audit.legal_hold) outlives its last day: ended and out of everybody’s
-- work, kept for the hold alone. Objections, erasing outcomes and recalls for them still destroy
-- it.
ALTER TABLE cases
  ADD preserved_at timestamptz,
  ADD CHECK (preserved_at IS NULL OR state IN ('closed', 'declined', 'erased'));
DROP INDEX cases_expiry;
CREATE INDEX cases_expiry ON cases (expires_on, id)
  WHERE erased_at IS NULL AND preserved_at IS NULL;
CREATE INDEX cases_preserved ON cases (id) WHERE preserved_at IS NOT NULL AND erased_at IS NULL;

-- A recall for expiry of what is held: its receipt is reported when the case is erased.
ALTER TABLE recall ADD is_pending boolean NOT NULL DEFAULT false;
GRANT UPDATE (is_pending) ON recall TO desk_app;

-- Does again, in a restored database, the erasures of cases that the journal tells. What was live
-- ends as erased; a signal joined to it takes its place, as it did then. Answers how many cases
-- still held something.
CREATE FUNCTION replay_erasures(entries json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = desk, pg_temp AS $$
DECLARE
  ids uuid[];
  erased_at_last timestamptz;
  heir record;
  erased integer;
BEGIN
  SELECT array_agg(id), max(at) INTO ids, erased_at_last FROM (
    SELECT s::uuid AS id, (e ->> 'at')::timestamptz AS at
    FROM json_array_elements(entries) AS e,
      json_array_elements_text(CASE json_typeof(e -> 'signalIds')
        WHEN 'array' THEN e -> 'signalIds' ELSE '[]' END) AS s
    WHERE e ->> 'owner' = 'desk' AND e ->> 'class' = 'case') AS told;
  DELETE FROM contact WHERE case_id = ANY (ids);
  DELETE FROM notice WHERE case_id = ANY (ids);
  DELETE FROM child_signal WHERE case_id = ANY (ids);
  UPDATE cases SET version = version + 1,
    state = CASE WHEN state IN ('closed', 'declined') THEN state ELSE 'erased' END,
    erased_at = erased_at_last,
    kek = NULL, wrapped_key = NULL, subject_index = NULL, sealed_subject = NULL, right_id = NULL,
    observed_on = NULL, territory = NULL, trigger = NULL, detection = NULL, ntu_type = NULL,
    contact_channel = NULL, language = NULL, held_on = NULL, hold_reason = NULL, resume_on = NULL,
    restricted_at = NULL, restriction_ground = NULL, proposed_at = NULL, proposed_by = NULL,
    proposed_outcomes = NULL, proposed_levels = NULL
  WHERE id = ANY (ids) AND erased_at IS NULL;
  GET DIAGNOSTICS erased = ROW_COUNT;
  FOR heir IN
    SELECT DISTINCT ON (joined_to) id, joined_to FROM cases
    WHERE state = 'joined' AND joined_to = ANY (ids) ORDER BY joined_to, accepted_at, id
  LOOP
    UPDATE cases SET version = version + 1, state = 'to-take-up', joined_to = NULL
    WHERE id = heir.id;
    UPDATE cases SET joined_to = heir.id WHERE joined_to = heir.joined_to AND state = 'joined';
  END LOOP;
  RETURN erased;
END $$;
REVOKE ALL ON FUNCTION replay_erasures(json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION replay_erasures(json) TO desk_app;
