-- Agreements: each version is one text under one hash. The text is never updated; opinions,
-- signatures and state are attached to the hash and are not part of it.

CREATE TABLE agreement (
  id text NOT NULL CHECK (id ~ '^agr_[0-9a-f]{32}$'),
  version integer NOT NULL CHECK (version >= 1),
  hash text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
  sender text NOT NULL REFERENCES participant,
  receiver text NOT NULL REFERENCES participant,
  text jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'active', 'suspended', 'ended')),
  drafted_by text NOT NULL,
  drafted_at timestamptz NOT NULL,
  activated_at timestamptz,
  suspended_by text,
  ended_at timestamptz,
  PRIMARY KEY (id, version),
  CHECK (sender <> receiver),
  CHECK (text ->> 'sender' = sender AND text ->> 'receiver' = receiver),
  CHECK (state = 'draft' OR activated_at IS NOT NULL OR state = 'ended'),
  CHECK ((state = 'suspended') = (suspended_by IS NOT NULL)),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
  -- CRPA L.114-8 II: no use for detecting or punishing fraud, whatever the code above thinks.
  CONSTRAINT never_fraud CHECK (text::text !~* 'fraud|betrug|bedrog')
);

-- At most one version of an agreement may carry signals.
CREATE UNIQUE INDEX agreement_in_force ON agreement (id) WHERE state IN ('active', 'suspended');
CREATE INDEX agreement_sender ON agreement (sender);
CREATE INDEX agreement_receiver ON agreement (receiver);

CREATE TABLE agreement_opinion (
  hash text NOT NULL REFERENCES agreement (hash),
  agency text NOT NULL REFERENCES participant,
  opinion text NOT NULL CHECK (opinion IN ('favourable', 'reserved', 'unfavourable')),
  given_on date NOT NULL,
  given_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (hash, agency)
);

CREATE TABLE agreement_signature (
  hash text NOT NULL REFERENCES agreement (hash),
  agency text NOT NULL REFERENCES participant,
  key_id text NOT NULL REFERENCES participant_key,
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  signed_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (hash, agency)
);

GRANT SELECT, INSERT ON agreement, agreement_opinion, agreement_signature TO registry_app;
GRANT UPDATE (state, activated_at, suspended_by, ended_at) ON agreement TO registry_app;
