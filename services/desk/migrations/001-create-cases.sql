-- What one agency makes of the signals it received. A row outlives the person's data: its id, its
-- dates, its state and its outcomes stay; identifier, index, right and codes go.
--
-- id is the signal's id, so a signal delivered twice cannot become two cases.

CREATE TABLE cases (
  id uuid PRIMARY KEY,
  version integer NOT NULL DEFAULT 1,
  -- `joined`: the same person and right as a live case, whose life this signal shares.
  state text NOT NULL CHECK (state IN
    ('to-take-up', 'taken-charge', 'on-hold', 'closed', 'declined', 'erased', 'joined')),
  joined_to uuid REFERENCES cases,
  sender text NOT NULL,
  agreement_hash text NOT NULL,
  accepted_at timestamptz NOT NULL,
  expires_on date NOT NULL,
  received_at timestamptz NOT NULL,
  -- The id under which `received` is reported, kept so that it can be reported again as the same.
  received_event uuid NOT NULL,

  right_id text,
  observed_on date,
  territory text,
  trigger text,
  detection text,
  ntu_type text,
  contact_channel text,
  language text,
  parent uuid,
  -- HMAC of the identifier under the desk's own key, and the identifier sealed under another.
  index_key text,
  subject_index bytea CHECK (octet_length(subject_index) = 32),
  seal_key text,
  sealed_subject bytea,

  adviser text,
  taken_charge_at timestamptz,
  reached_at timestamptz,
  informed_at timestamptz,
  remind_on date NOT NULL,
  take_up_by date NOT NULL,
  accompany_by date,
  held_on date,
  hold_reason text,
  resume_on date,
  ended_at timestamptz,
  outcomes text[] NOT NULL DEFAULT '{}',
  levels text[] NOT NULL DEFAULT '{}',
  decline_reason text,
  child uuid,
  erased_at timestamptz,

  CHECK (state <> 'joined' OR joined_to IS NOT NULL),
  -- Either all of the person is here or nothing is.
  CHECK (CASE WHEN erased_at IS NULL
    THEN num_nulls(subject_index, sealed_subject, index_key, seal_key, right_id, observed_on) = 0
    ELSE num_nonnulls(subject_index, sealed_subject, index_key, seal_key, right_id, observed_on,
      territory, trigger, detection, ntu_type, contact_channel, language) = 0 END),
  -- Nothing is kept of a person for a case that was recalled or passed on.
  CHECK (erased_at IS NOT NULL OR state NOT IN ('erased', 'declined'))
);
ALTER TABLE cases ALTER COLUMN subject_index SET STATISTICS 0;
ALTER TABLE cases ALTER COLUMN sealed_subject SET STATISTICS 0;

-- One live case for a person and a right; the next signal joins it.
CREATE UNIQUE INDEX cases_live ON cases (subject_index, right_id)
  WHERE state IN ('to-take-up', 'taken-charge', 'on-hold');
CREATE INDEX cases_joined ON cases (joined_to) WHERE joined_to IS NOT NULL;
CREATE INDEX cases_family ON cases (COALESCE(joined_to, id));
CREATE INDEX cases_expiry ON cases (expires_on, id) WHERE erased_at IS NULL;
CREATE INDEX cases_state ON cases (state, id);
CREATE INDEX cases_adviser ON cases (adviser, id) WHERE adviser IS NOT NULL;

CREATE TABLE contact (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  at timestamptz NOT NULL,
  channel text NOT NULL,
  result text NOT NULL,
  leaves_content boolean NOT NULL,
  agent text NOT NULL
);
CREATE INDEX contact_case ON contact (case_id, at);

CREATE TABLE notice (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  informed_at timestamptz NOT NULL,
  channel text NOT NULL,
  template text NOT NULL,
  language text NOT NULL,
  agent text NOT NULL
);
CREATE INDEX notice_case ON notice (case_id);

GRANT USAGE ON SCHEMA desk TO desk_app;
GRANT SELECT, INSERT, UPDATE ON cases TO desk_app;
GRANT SELECT, INSERT, DELETE ON contact, notice TO desk_app;
