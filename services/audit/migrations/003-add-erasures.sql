-- What was erased, why and when: the journal, written in the erasure's own transaction; a signed
-- certificate for each entry; holds that suspend expiry. Ids only: never an index or an identifier.
-- A desk's database has the same, of its own cases.

CREATE FUNCTION dress(name text) RETURNS void
LANGUAGE plpgsql SET search_path = audit, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY owner_all ON %I TO audit_owner USING (true) WITH CHECK (true)',
    name);
  EXECUTE format('CREATE POLICY app_all ON %I TO audit_app, desk_app
    USING (true) WITH CHECK (true)', name);
END $$;

-- An id, whoever made it, is short: a blind index in hexadecimal has 64 characters.
CREATE FUNCTION are_ids(ids text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT ids IS NULL OR NOT EXISTS (
    SELECT FROM unnest(ids) AS id WHERE (id ~ '^[a-zA-Z][a-zA-Z0-9_.:-]{0,59}$'
      OR id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') IS NOT TRUE)
$$;

CREATE TABLE erasure_journal (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  owner text NOT NULL CHECK (owner IN ('exchange', 'consent', 'audit', 'desk', 'registry')),
  class text NOT NULL CHECK (class IN ('signal-data', 'signal-row', 'trace', 'second-opening',
    'objection', 'person-agreement', 'bus-message', 'case', 'idempotency', 'batch', 'key')),
  reason text NOT NULL CHECK (reason IN ('received', 'outcome', 'objection', 'withdrawal',
    'agreement-withdrawn', 'expiry', 'lapse', 'request', 'rotation')),
  article text CHECK (length(article) BETWEEN 1 AND 120),
  signal_ids uuid[],
  key_ids text[] CHECK (are_ids(key_ids)),
  -- Of what is neither a signal nor a key: objections, agreements of persons, batches.
  row_ids text[] CHECK (are_ids(row_ids)),
  "partition" text CHECK ("partition" ~ '^[a-z_]{1,40}_[0-9]{4}_[0-9]{2}$'),
  count bigint NOT NULL CHECK (count >= 0),
  agreement_hash text CHECK (agreement_hash ~ '^[0-9a-f]{64}$'),
  -- When the entry stood on disk outside this database: a restore replays from there.
  exported_at timestamptz,
  CHECK (cardinality(signal_ids) <= 10000 AND cardinality(key_ids) <= 10000
    AND cardinality(row_ids) <= 10000)
);
CREATE INDEX erasure_journal_waiting ON erasure_journal (id) WHERE exported_at IS NULL;
CREATE INDEX erasure_journal_at ON erasure_journal (at);

-- One signed statement for each entry, once what it names can no longer be read by anybody.
-- The document is text in canonical form (RFC 8785): the bytes that were signed.
CREATE TABLE certificate (
  position bigint GENERATED ALWAYS AS IDENTITY,
  id uuid PRIMARY KEY,
  made_at timestamptz NOT NULL,
  document text NOT NULL,
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  key_id text NOT NULL CHECK (are_ids(ARRAY[key_id]))
);
CREATE UNIQUE INDEX certificate_position ON certificate (position);

-- A hold keeps data past their expiry for a court or an authority, until a day. It never holds
-- against the person's objection.
CREATE TABLE legal_hold (
  id uuid PRIMARY KEY,
  basis text NOT NULL CHECK (basis ~ '^[a-z]+(-[a-z]+)*$'),
  provision text NOT NULL CHECK (length(provision) BETWEEN 1 AND 200),
  author text NOT NULL CHECK (author <> ''),
  placed_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > placed_at),
  ended_at timestamptz CHECK (ended_at >= placed_at),
  ended_by text CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
CREATE TABLE held_signal (
  signal_id uuid NOT NULL,
  hold_id uuid NOT NULL REFERENCES legal_hold (id) ON DELETE CASCADE,
  PRIMARY KEY (signal_id, hold_id)
);
CREATE INDEX held_signal_hold ON held_signal (hold_id);

SELECT dress('erasure_journal'), dress('certificate'), dress('legal_hold'), dress('held_signal');

-- The second part of a trace (right, trigger, detection, campaign) goes with the data; what stays
-- says when it went.
ALTER TABLE event ADD detail_erased_at timestamptz;

-- entries: [{ id, at, owner, class, reason, article, signalIds, keyIds, rowIds, partition, count,
-- agreementHash }], the last six or null. Called in the transaction of the erasure; an id that is
-- known already is left as it is, so that a replay may tell everything again. Answers how many were
-- new.
CREATE FUNCTION record_erasures(entries json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  recorded integer;
BEGIN
  INSERT INTO erasure_journal (id, at, owner, class, reason, article, signal_ids, key_ids, row_ids,
    "partition", count, agreement_hash)
  SELECT e.id, e.at, e.owner, e.class, e.reason, e.article, e."signalIds", e."keyIds", e."rowIds",
    e."partition", e.count, e."agreementHash"
  FROM json_to_recordset(entries) AS e(id uuid, at timestamptz, owner text, class text, reason text,
    article text, "signalIds" uuid[], "keyIds" text[], "rowIds" text[], "partition" text,
    count bigint, "agreementHash" text)
  ON CONFLICT (id) DO NOTHING;
  GET DIAGNOSTICS recorded = ROW_COUNT;
  RETURN recorded;
END $$;

-- Erases the second opening of every trace of these signals, in the erasure's own transaction.
-- Answers how many traces had one. A trace is never older than its signal: earlier months are not
-- read.
CREATE FUNCTION erase_second_openings(ids uuid[], at timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  first uuid := (SELECT min(i::text)::uuid FROM unnest(ids) AS i);
  erased integer;
BEGIN
  UPDATE event AS e SET detail = NULL, detail_erased_at = erase_second_openings.at
  WHERE e.signal_id = ANY (ids) AND e.detail IS NOT NULL
    AND e.id >= uuid_floor(uuid_instant(first) - interval '1 hour');
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;

-- The instant of a uuid v7.
CREATE FUNCTION uuid_instant(id uuid) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT to_timestamp(('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint
    / 1000.0)
$$;

-- Those of these signals that are under a hold at that instant.
CREATE FUNCTION held(ids uuid[], at timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT DISTINCT h.signal_id FROM held_signal AS h JOIN legal_hold AS l ON l.id = h.hold_id
  WHERE h.signal_id = ANY (ids) AND l.placed_at <= held.at AND l.ends_at > held.at
    AND (l.ended_at IS NULL OR l.ended_at > held.at)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
-- Also to the owners of what erases under its own rights (exchange.destroy_keys).
GRANT USAGE ON SCHEMA audit TO audit_app, exchange_owner, consent_owner, desk_owner,
  registry_owner;
GRANT EXECUTE ON FUNCTION record_erasures(json) TO audit_app, registry_app, consent_app,
  gateway_accept, gateway_agency, gateway_relay, gateway_retention, desk_app, exchange_owner,
  consent_owner, desk_owner, registry_owner;
GRANT EXECUTE ON FUNCTION erase_second_openings(uuid[], timestamptz) TO audit_app, consent_app,
  gateway_agency, gateway_retention, desk_app, exchange_owner, consent_owner, desk_owner;
GRANT EXECUTE ON FUNCTION held(uuid[], timestamptz) TO audit_app, consent_app, gateway_agency,
  gateway_retention, desk_app, exchange_owner, consent_owner, desk_owner;
GRANT EXECUTE ON FUNCTION append(json) TO audit_app;
GRANT EXECUTE ON FUNCTION ensure_partitions(timestamptz, integer) TO audit_app;
GRANT SELECT, UPDATE, DELETE ON erasure_journal TO audit_app, desk_app;
GRANT SELECT, INSERT, DELETE ON certificate TO audit_app, desk_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON legal_hold TO audit_app, desk_app;
GRANT SELECT, INSERT, DELETE ON held_signal TO audit_app, desk_app;
