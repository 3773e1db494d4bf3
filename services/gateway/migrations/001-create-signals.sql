-- What the hub promised. Of a person it holds sealed bytes and blind indexes only, and those lie in
-- data_key and outbox, whose rows are deleted when the receiver has stored the case.
--
-- signal, data_key and outbox are partitioned by month of acceptance: their ids are uuid v7 whose
-- milliseconds are those of the first ancestor's accept, so a family of signals dies together.

CREATE TABLE signal (
  id uuid NOT NULL,
  sender text NOT NULL,
  receiver text NOT NULL,
  right_id text NOT NULL,
  agreement_id text NOT NULL,
  agreement_hash text NOT NULL,
  -- The closed list of contracts/codes/purpose.json: fraud cannot be written down.
  purpose text NOT NULL CHECK (purpose IN ('inform-of-right', 'award-right')),
  basis text NOT NULL CHECK (basis IN ('public-task', 'statutory-duty', 'with-agreement')),
  campaign text,
  parent uuid,
  accepted_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'sent' CHECK
    (state IN ('sent', 'received', 'taken-charge', 'closed', 'declined', 'erased')),
  state_at timestamptz NOT NULL,
  informed_at timestamptz,
  outcomes text[] NOT NULL DEFAULT '{}',
  withdrawn_at timestamptz,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX signal_sender ON signal (sender, id);

CREATE TABLE data_key (
  signal_id uuid NOT NULL,
  sender text NOT NULL,
  receiver text NOT NULL,
  kek text NOT NULL,
  wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 60),
  index_key text NOT NULL,
  subject_index bytea NOT NULL CHECK (octet_length(subject_index) = 32),
  released_at timestamptz,
  PRIMARY KEY (signal_id)
) PARTITION BY RANGE (signal_id);
ALTER TABLE data_key ALTER COLUMN subject_index SET STATISTICS 0;
CREATE INDEX data_key_subject ON data_key (subject_index);

CREATE TABLE outbox (
  id uuid NOT NULL,
  signal_id uuid NOT NULL,
  sender text NOT NULL,
  receiver text NOT NULL,
  void boolean NOT NULL,
  published_at timestamptz,
  message bytea NOT NULL,
  PRIMARY KEY (signal_id)
) PARTITION BY RANGE (signal_id);
ALTER TABLE outbox ALTER COLUMN message SET STATISTICS 0;
CREATE INDEX outbox_waiting ON outbox (signal_id) WHERE published_at IS NULL AND NOT void;

CREATE TABLE recall (
  id uuid PRIMARY KEY,
  signal_id uuid NOT NULL,
  receiver text NOT NULL,
  reason text NOT NULL CHECK
    (reason IN ('withdrawn', 'objection', 'agreement-withdrawn', 'expired')),
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  published_at timestamptz,
  receipted_at timestamptz
);
CREATE INDEX recall_waiting ON recall (id) WHERE published_at IS NULL;
CREATE INDEX recall_open ON recall (due_at) WHERE receipted_at IS NULL;
CREATE UNIQUE INDEX recall_signal ON recall (signal_id);

-- What a key of the last seven days answered. The fingerprint is keyed by day: a plain hash of a
-- body that holds an identifier is an identifier.
CREATE TABLE idempotency (
  agency text NOT NULL,
  key uuid NOT NULL,
  fingerprint_day date NOT NULL,
  fingerprint bytea NOT NULL,
  signal_id uuid NOT NULL,
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (agency, key)
);
ALTER TABLE idempotency ALTER COLUMN fingerprint SET STATISTICS 0;

-- Case events already applied, so that a desk may send them again.
CREATE TABLE case_event (
  id uuid PRIMARY KEY,
  receiver text NOT NULL,
  signal_id uuid NOT NULL,
  type text NOT NULL,
  at timestamptz NOT NULL
);

-- What a sender may learn about one person, only where the person agreed. Positions are per sender:
-- a shared sequence would tell one agency how much the others hear.
CREATE TABLE feedback (
  sender text NOT NULL,
  position bigint NOT NULL,
  signal_id uuid NOT NULL,
  class text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (sender, position)
);
CREATE INDEX case_event_signal ON case_event (signal_id);
CREATE TABLE feedback_position (sender text PRIMARY KEY, last bigint NOT NULL);

-- Calls counted against an agreement's daily quota, added once a second by each gateway.
CREATE TABLE quota_use (
  agreement_id text NOT NULL,
  day date NOT NULL,
  calls bigint NOT NULL,
  PRIMARY KEY (agreement_id, day)
);

-- The birth of each receiver's stream: another birth means that the store was lost.
CREATE TABLE stream_state (receiver text PRIMARY KEY, created text NOT NULL);

-- Whether a report moves a signal on: one that comes late or again never moves it back.
CREATE FUNCTION is_forward(from_state text, to_state text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT array_position(life, to_state) >= array_position(life, from_state)
  FROM (VALUES (ARRAY['sent', 'received', 'taken-charge', 'closed', 'declined', 'erased']))
    AS l(life)
$$;

GRANT USAGE ON SCHEMA exchange TO gateway_accept, gateway_agency, gateway_relay, gateway_retention;
