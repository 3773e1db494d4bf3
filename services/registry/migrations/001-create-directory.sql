-- Who takes part, with which public keys, for which rights, and who is competent where and when.
-- Public data: no person is in this schema. Writers take turns on the one row of registry_version:
-- what a writer reads after taking it stays true until its commit, and every change has a number.

CREATE TABLE registry_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
INSERT INTO registry_version (version) VALUES (1);

CREATE TABLE participant (
  -- `hub` is the agency of the hub's own people and services.
  id text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]{1,40}$' AND id <> 'hub'),
  record jsonb NOT NULL CHECK (record ->> 'id' = id),
  registered_at timestamptz NOT NULL
);

-- `seal`: X25519, 32 raw bytes. `sign`: P-256, the uncompressed point. A key is never deleted: a
-- retired one still tells which key sealed or signed what is already there.
CREATE TABLE participant_key (
  key_id text PRIMARY KEY
    CHECK (right(key_id, 32) = left(encode(sha256(public_key), 'hex'), 32)),
  participant text NOT NULL REFERENCES participant,
  use text NOT NULL CHECK (use IN ('seal', 'sign')),
  public_key bytea NOT NULL,
  registered_at timestamptz NOT NULL,
  retired_at timestamptz CHECK (retired_at >= registered_at)
);
CREATE INDEX participant_key_participant ON participant_key (participant);

CREATE TABLE "right" (
  id text PRIMARY KEY,
  country text NOT NULL CHECK (country IN ('fr', 'be')),
  receiver_type text NOT NULL,
  routing text NOT NULL CHECK (routing IN ('territory', 'addressee')),
  sensitive text CHECK (sensitive IN ('health', 'offence')),
  labels jsonb NOT NULL
);

-- Communes and CPAS merge: a row is closed by its last day, never rewritten.
CREATE TABLE competence (
  "right" text NOT NULL REFERENCES "right",
  territory text NOT NULL,
  participant text NOT NULL REFERENCES participant,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  source text NOT NULL CHECK (source <> ''),
  closing_source text,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY ("right", territory, participant, valid_from)
);

-- The answer of every POST that creates, kept 7 days. Bodies here hold no person, so a plain
-- SHA-256 of the canonical body is enough to tell a repetition from another request.
CREATE TABLE idempotency (
  agency text NOT NULL,
  key uuid NOT NULL,
  fingerprint bytea NOT NULL,
  -- json, not jsonb: the repeated answer is the first one to the letter.
  answer json NOT NULL,
  kept_from timestamptz NOT NULL,
  PRIMARY KEY (agency, key)
);
CREATE INDEX idempotency_kept_from ON idempotency (kept_from);

GRANT USAGE ON SCHEMA registry TO registry_app;
GRANT SELECT, UPDATE ON registry_version TO registry_app;
GRANT SELECT, INSERT ON participant, participant_key, competence TO registry_app;
GRANT UPDATE (retired_at) ON participant_key TO registry_app;
GRANT UPDATE (valid_to, closing_source) ON competence TO registry_app;
GRANT SELECT ON "right" TO registry_app;
GRANT SELECT, INSERT, DELETE ON idempotency TO registry_app;
