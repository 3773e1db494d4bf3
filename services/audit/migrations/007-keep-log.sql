-- The transparency log (RFC 6962, C2SP tlog-tiles): every act and every erasure is a leaf that
-- commits to what its opening holds. An act's transaction appends one row, whatever the number of
-- its traces; the sequencer numbers what has committed, a batch at a time.

-- What waits for its numbers. A row is seen once its transaction has committed, and goes with the
-- batch that takes it: one that commits later than another with a higher position is taken later,
-- and none is ever passed by. 'cleared' are acts whose second opening was erased.
CREATE TABLE log_queue (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('act', 'erasure', 'cleared')),
  ids uuid[] NOT NULL
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

-- What makes a leaf readable: a nonce for each part. The first part is the trace's columns, the
-- second its detail; each goes with its nonce, and what is left of it in the leaf says nothing.
CREATE TABLE opening (
  id uuid NOT NULL,
  log_index bigint NOT NULL CHECK (log_index >= 0),
  nonce_1 bytea NOT NULL CHECK (octet_length(nonce_1) = 32),
  nonce_2 bytea CHECK (octet_length(nonce_2) = 32),
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);
ALTER TABLE opening ALTER COLUMN nonce_1 SET STATISTICS 0, ALTER COLUMN nonce_2 SET STATISTICS 0;
ALTER TABLE opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON opening TO audit_owner USING (true) WITH CHECK (true);

-- The same for an entry of the journal, which has one part; it ends with the entry.
CREATE TABLE erasure_opening (
  id uuid PRIMARY KEY REFERENCES erasure_journal (id) ON DELETE CASCADE,
  log_index bigint NOT NULL CHECK (log_index >= 0),
  nonce_1 bytea NOT NULL CHECK (octet_length(nonce_1) = 32),
  nonce_2 bytea NOT NULL CHECK (octet_length(nonce_2) = 32)
);

-- How far the tree has grown: one row, changed with its tiles.
CREATE TABLE log_state (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32)
);

-- The tree in tiles of 256 hashes, and the entries themselves in bundles of 256. The last of each
-- level grows until it is full; a full one never changes.
CREATE TABLE log_tile (
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
  tile bigint NOT NULL CHECK (tile >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192
    AND octet_length(hashes) % 32 = 0),
  PRIMARY KEY (level, tile)
);
CREATE TABLE log_bundle (
  tile bigint PRIMARY KEY CHECK (tile >= 0),
  entries bytea NOT NULL CHECK (octet_length(entries) BETWEEN 66 AND 16896
    AND octet_length(entries) % 66 = 0)
);
ALTER TABLE log_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
ALTER TABLE log_bundle ALTER COLUMN entries SET STORAGE EXTERNAL;

-- What was signed of the tree, or is about to be: a row stands here before its note is made. The
-- last `pads` leaves of a published one are pads; each comes of the seed, which shows that it is
-- one. An internal checkpoint has neither.
CREATE TABLE log_checkpoint (
  size bigint PRIMARY KEY CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  at timestamptz NOT NULL,
  published_at timestamptz,
  pads integer NOT NULL DEFAULT 0 CHECK (pads BETWEEN 0 AND 255),
  pad_seed bytea CHECK (octet_length(pad_seed) = 32),
  note text CHECK (length(note) BETWEEN 1 AND 1000),
  CHECK ((pads > 0) = (pad_seed IS NOT NULL)),
  CHECK (published_at IS NOT NULL OR pads = 0),
  CHECK (published_at IS NULL OR size % 256 = 0)
);
CREATE INDEX log_checkpoint_unsigned ON log_checkpoint (size) WHERE note IS NULL;
CREATE INDEX log_checkpoint_published ON log_checkpoint (size) WHERE published_at IS NOT NULL;

-- Who cosigns: the keys of the agencies' witnesses, and what they said of published checkpoints.
CREATE TABLE witness (
  agency text PRIMARY KEY CHECK (agency ~ '^[a-z][a-z0-9-]{1,40}$'),
  verifier_key text NOT NULL UNIQUE CHECK (length(verifier_key) BETWEEN 1 AND 200),
  known_at timestamptz NOT NULL
);
CREATE TABLE cosignature (
  size bigint NOT NULL REFERENCES log_checkpoint (size),
  agency text NOT NULL REFERENCES witness (agency),
  signature text NOT NULL CHECK (length(signature) BETWEEN 1 AND 300),
  PRIMARY KEY (size, agency)
);

-- At a desk: the last state of a log that its own witness has cosigned.
CREATE TABLE witnessed (
  origin text PRIMARY KEY CHECK (length(origin) BETWEEN 1 AND 200),
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32)
);

SELECT dress('log_queue'), dress('erasure_opening'), dress('log_state'), dress('log_tile'),
  dress('log_bundle'), dress('log_checkpoint'), dress('witness'), dress('cosignature'),
  dress('witnessed');
INSERT INTO log_state (size, root) VALUES (0, sha256(''));

-- From here on every trace and every entry of the journal is queued by what writes it.

CREATE FUNCTION queue_leaves(kind text, ids uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = audit, pg_temp AS $$
  INSERT INTO log_queue (kind, ids) SELECT queue_leaves.kind, queue_leaves.ids
  WHERE cardinality(queue_leaves.ids) > 0
$$;

CREATE OR REPLACE FUNCTION append(events new_event[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
BEGIN
  INSERT INTO event (id, at, actor, agency, agent, purpose, operation, agreement_hash, signal_id,
    counterparty, outcome_class, trace_key, trace_index, detail)
  SELECT e.id, e.at, e.actor, e.agency, e.agent, e.purpose, e.operation, e.agreement_hash,
    e.signal_id, e.counterparty, e.outcome_class, e.trace_key, e.trace_index, e.detail
  FROM unnest(events) AS e;
  INSERT INTO log_queue (kind, ids) SELECT 'act', array_agg(e.id) FROM unnest(events) AS e
  HAVING count(*) > 0;
  RETURN coalesce(cardinality(events), 0);
END $$;

CREATE OR REPLACE FUNCTION append(events json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  appended uuid[];
BEGIN
  WITH added AS (
    INSERT INTO event (id, at, actor, agency, agent, purpose, operation, agreement_hash, signal_id,
      counterparty, outcome_class, detail)
    SELECT e.id, e.at, e.actor, e.agency, e.agent, e.purpose, e.operation, e."agreementHash",
      e."signalId", e.counterparty, e."outcomeClass", e.detail
    FROM json_to_recordset(events) AS e(id uuid, at timestamptz, actor text, agency text,
      agent text, purpose text, operation text, "agreementHash" text, "signalId" uuid,
      counterparty text, "outcomeClass" text, detail jsonb)
    RETURNING id
  )
  SELECT array_agg(id) INTO appended FROM added;
  PERFORM queue_leaves('act', appended);
  RETURN coalesce(cardinality(appended), 0);
END $$;

CREATE OR REPLACE FUNCTION record_erasures(entries json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  recorded uuid[];
BEGIN
  WITH added AS (
    INSERT INTO erasure_journal (id, at, owner, class, reason, article, signal_ids, key_ids,
      row_ids, "partition", count, agreement_hash)
    SELECT e.id, e.at, e.owner, e.class, e.reason, e.article, e."signalIds", e."keyIds",
      e."rowIds", e."partition", e.count, e."agreementHash"
    FROM json_to_recordset(entries) AS e(id uuid, at timestamptz, owner text, class text,
      reason text, article text, "signalIds" uuid[], "keyIds" text[], "rowIds" text[],
      "partition" text, count bigint, "agreementHash" text)
    ON CONFLICT (id) DO NOTHING RETURNING id
  )
  SELECT array_agg(id) INTO recorded FROM added;
  PERFORM queue_leaves('erasure', recorded);
  RETURN coalesce(cardinality(recorded), 0);
END $$;

REVOKE ALL ON FUNCTION queue_leaves(text, uuid[]) FROM PUBLIC;
