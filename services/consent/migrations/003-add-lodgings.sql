-- Who lodged, with what authority, and what the receipt says; what each call answered; how often an
-- agent spoke for others; which recalls are owed.

-- One id may stand under several indexes: a number that succeeds another takes over what was said
-- under it, and the receipt's id goes on naming it. What is withdrawn is deleted at once.
ALTER TABLE objection DROP CONSTRAINT objection_pkey, DROP CONSTRAINT objection_check,
  DROP CONSTRAINT objection_check1, DROP COLUMN withdrawn_at,
  ADD PRIMARY KEY (id, subject_index),
  ADD COLUMN kind text NOT NULL DEFAULT 'objection' CHECK (kind IN ('objection', 'renunciation')),
  ADD COLUMN lodged_by text NOT NULL DEFAULT 'person'
    CHECK (lodged_by IN ('person', 'adviser', 'legal-representative')),
  ADD COLUMN authority text CHECK ((authority IS NOT NULL) = (lodged_by = 'legal-representative')),
  ADD COLUMN lodging_agency text NOT NULL DEFAULT 'hub',
  ADD COLUMN lodging_agent text CHECK ((lodged_by = 'person') = (lodging_agent IS NULL)),
  ADD COLUMN language text NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'nl', 'de', 'en')),
  -- The channel of a reminder, sealed; it dies with its row.
  ADD COLUMN reminder bytea,
  ADD CHECK (kind = 'objection' OR (right_id IS NOT NULL AND agency IS NULL)),
  -- R.114-9-7: 12 to 24 months, counted in UTC whatever the zone of the session.
  ADD CHECK (lapses_at AT TIME ZONE 'UTC' >= lodged_at AT TIME ZONE 'UTC' + interval '12 months'),
  ADD CHECK (lapses_at AT TIME ZONE 'UTC' <= lodged_at AT TIME ZONE 'UTC' + interval '24 months');
ALTER TABLE objection ALTER COLUMN reminder SET STATISTICS 0;
CREATE INDEX objection_lapse ON objection (lapses_at);

ALTER TABLE person_agreement DROP CONSTRAINT person_agreement_pkey, DROP COLUMN withdrawn_at,
  ADD PRIMARY KEY (id, subject_index),
  ADD COLUMN notice text,
  ADD COLUMN notice_language text CHECK (notice_language IN ('fr', 'nl', 'de', 'en')),
  ADD COLUMN expressed_by text NOT NULL DEFAULT 'person'
    CHECK (expressed_by IN ('person', 'legal-representative')),
  ADD COLUMN authority text
    CHECK ((authority IS NOT NULL) = (expressed_by = 'legal-representative'));
CREATE INDEX person_agreement_subject ON person_agreement (subject_index);
CREATE INDEX person_agreement_end ON person_agreement (valid_until);

-- What a key of the last seven days answered, whatever the call.
ALTER TABLE idempotency ADD COLUMN call text NOT NULL DEFAULT 'person-agreement-record',
  -- As text of JSON: the same bytes again, also in their order.
  ADD COLUMN answer json;
UPDATE idempotency SET answer = json_build_object('id', agreement_id, 'validUntil',
  to_char(valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
ALTER TABLE idempotency DROP COLUMN agreement_id, DROP COLUMN valid_until,
  ALTER COLUMN call DROP DEFAULT, ALTER COLUMN fingerprint SET STATISTICS 0;

-- Acts of a day in the name of others: of an agent, and of the whole agency as agent '*'.
CREATE TABLE lodging_use (
  agency text NOT NULL,
  agent text NOT NULL,
  day date NOT NULL,
  acts integer NOT NULL,
  PRIMARY KEY (agency, agent, day)
);

-- Signals whose receivers must be told to erase, written with the act that demands it and handed to
-- the exchange in the same transaction; a row that stays is owed still.
CREATE TABLE recall_order (
  signal_id uuid PRIMARY KEY,
  reason text NOT NULL CHECK (reason IN ('objection', 'agreement-withdrawn')),
  ordered_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lodging_use', 'recall_order'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO consent_owner USING (true) WITH CHECK (true)',
      name);
    EXECUTE format('CREATE POLICY app_all ON %I TO consent_app USING (true) WITH CHECK (true)',
      name);
  END LOOP;
END $$;

GRANT DELETE ON objection, person_agreement TO consent_app;
REVOKE UPDATE ON objection, person_agreement FROM consent_app;
GRANT UPDATE ON idempotency TO consent_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON lodging_use TO consent_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON recall_order TO consent_app;

-- Hands what is owed to the exchange, under the caller's own rights; answers how many. Where the
-- exchange cannot recall by signal yet, the rows stay and are tried again.
CREATE FUNCTION hand_over_recalls(orders_max integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = consent, pg_temp AS $$
DECLARE
  handed integer := 0;
  batch record;
BEGIN
  IF to_regprocedure('exchange.recall_signals(uuid[], text, timestamptz, timestamptz)') IS NULL THEN
    RETURN 0;
  END IF;
  FOR batch IN
    WITH due AS (
      SELECT o.signal_id FROM recall_order AS o ORDER BY o.signal_id LIMIT orders_max
      FOR UPDATE SKIP LOCKED
    ), taken AS (
      DELETE FROM recall_order AS o USING due WHERE o.signal_id = due.signal_id RETURNING o.*
    )
    SELECT t.reason, t.ordered_at, t.due_at, array_agg(t.signal_id ORDER BY t.signal_id) AS ids
    FROM taken AS t GROUP BY t.reason, t.ordered_at, t.due_at ORDER BY t.ordered_at
  LOOP
    PERFORM FROM exchange.recall_signals(batch.ids, batch.reason, batch.ordered_at, batch.due_at);
    handed := handed + cardinality(batch.ids);
  END LOOP;
  RETURN handed;
END $$;
REVOKE ALL ON FUNCTION hand_over_recalls(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hand_over_recalls(integer) TO consent_app;
