-- What the hub must still be told, in the order in which it happened. A row is deleted when the hub
-- has answered; what it refuses is set aside in refused_event, with an alarm.
CREATE TABLE outbox (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  event jsonb NOT NULL
);

CREATE TABLE refused_event (
  event_id uuid PRIMARY KEY,
  event jsonb NOT NULL,
  code text NOT NULL,
  at timestamptz NOT NULL
);

-- A signal sent on by a case being declined. The key is stored before the hub is asked: asking
-- again after a crash cannot send it twice. `body` is the signal without its subject.
CREATE TABLE child_signal (
  case_id uuid PRIMARY KEY REFERENCES cases,
  idempotency_key uuid NOT NULL,
  reason text NOT NULL,
  body jsonb NOT NULL,
  at timestamptz NOT NULL
);

-- What a key of the last seven days answered; fingerprints are keyed by day.
CREATE TABLE idempotency (
  client text NOT NULL,
  key uuid NOT NULL,
  fingerprint_day date NOT NULL,
  fingerprint bytea NOT NULL,
  case_id uuid NOT NULL,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (client, key)
);
ALTER TABLE idempotency ALTER COLUMN fingerprint SET STATISTICS 0;
CREATE INDEX idempotency_at ON idempotency (at);

GRANT SELECT, INSERT, DELETE ON outbox, child_signal, idempotency TO desk_app;
GRANT SELECT, INSERT ON refused_event TO desk_app;
GRANT UPDATE (version) ON idempotency TO desk_app;
