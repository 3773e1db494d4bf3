-- What persons have said: objections (kept 12 to 24 months, R.114-9-7) and recorded agreements.
-- A person is known here only by blind indexes under the objection key's generations.

CREATE TABLE objection (
  id uuid PRIMARY KEY,
  subject_index bytea NOT NULL,
  index_key text NOT NULL,
  right_id text,
  agency text,
  lodged_at timestamptz NOT NULL,
  lapses_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  CHECK (lapses_at >= lodged_at + interval '12 months'),
  CHECK (lapses_at <= lodged_at + interval '24 months')
);
ALTER TABLE objection ALTER COLUMN subject_index SET STATISTICS 0;
CREATE INDEX objection_subject ON objection (subject_index);

CREATE TABLE person_agreement (
  id text PRIMARY KEY,
  subject_index bytea NOT NULL,
  index_key text NOT NULL,
  collector text NOT NULL,
  agent text NOT NULL,
  channel text NOT NULL,
  rights text[] NOT NULL,
  recipients text[] NOT NULL,
  obtained_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  withdrawn_at timestamptz
);
ALTER TABLE person_agreement ALTER COLUMN subject_index SET STATISTICS 0;

CREATE TABLE idempotency (
  agency text NOT NULL,
  key uuid NOT NULL,
  fingerprint_day text NOT NULL,
  fingerprint bytea NOT NULL,
  agreement_id text NOT NULL,
  valid_until timestamptz NOT NULL,
  PRIMARY KEY (agency, key)
);

-- One row, written every second on system time by the consent service: its proof of life.
CREATE TABLE pulse (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  at timestamptz NOT NULL
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['objection', 'person_agreement', 'idempotency', 'pulse'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO consent_owner USING (true) WITH CHECK (true)',
      name);
    EXECUTE format('CREATE POLICY app_all ON %I TO consent_app USING (true) WITH CHECK (true)',
      name);
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA consent TO consent_app, gateway_accept;
GRANT SELECT, INSERT, UPDATE ON objection, person_agreement TO consent_app;
GRANT SELECT, INSERT, DELETE ON idempotency TO consent_app;
GRANT SELECT, INSERT, UPDATE ON pulse TO consent_app;
