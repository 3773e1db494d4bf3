-- Many signals sent as lines. A batch knows how far it has come; what became of its lines is kept
-- for a week, one row for each chunk that was stored in one transaction: a row for each line would
-- cost as much as a signal's own.

CREATE TABLE batch (
  id uuid PRIMARY KEY,
  sender text NOT NULL,
  -- The key, and the keyed fingerprint of the body, that opened it: asking again finds it.
  key uuid NOT NULL,
  fingerprint_day date NOT NULL,
  fingerprint bytea NOT NULL,
  campaign text,
  lines integer CHECK (lines BETWEEN 1 AND 1000000),
  next_line integer NOT NULL DEFAULT 1,
  accepted integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  UNIQUE (sender, key),
  CHECK (accepted + refused = next_line - 1)
);
CREATE INDEX batch_expiry ON batch (expires_at);
ALTER TABLE batch ALTER COLUMN fingerprint SET STATISTICS 0;

-- Lines first_line … last_line. fingerprints: 16 bytes a line, HMAC under the key of that day.
-- signal_ids: one a line, null where the line was refused; refusals: [{ line, code, pointers }] of
-- those, in order. Nothing here differs for a person who objected.
CREATE TABLE batch_lines (
  batch uuid NOT NULL,
  first_line integer NOT NULL,
  last_line integer NOT NULL,
  sender text NOT NULL,
  fingerprint_day date NOT NULL,
  fingerprints bytea NOT NULL,
  signal_ids uuid[] NOT NULL,
  refusals jsonb NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (batch, first_line),
  CHECK (octet_length(fingerprints) = 16 * (last_line - first_line + 1)),
  CHECK (cardinality(signal_ids) = last_line - first_line + 1)
);
ALTER TABLE batch_lines ALTER COLUMN fingerprints SET STORAGE EXTERNAL,
  ALTER COLUMN fingerprints SET STATISTICS 0, ALTER COLUMN signal_ids SET STATISTICS 0;

SELECT dress('batch', 'sender'), dress('batch_lines', 'sender');
GRANT SELECT, INSERT ON batch TO gateway_agency;
GRANT SELECT, UPDATE ON batch TO gateway_accept;
GRANT INSERT ON batch_lines TO gateway_accept;
GRANT SELECT ON batch_lines TO gateway_agency;
GRANT SELECT, DELETE ON batch, batch_lines TO gateway_retention;

-- Stores the next lines of a batch: its signals by accept_group, what became of each line, and how
-- far the batch has come, or nothing at all. Two streams of one batch wait for each other here.
--
-- Answers where the batch stands: null when there is no such live batch, otherwise the line after
-- these, or, when these do not follow what is stored, the line that would. `n` of items and gate is
-- a line's place in the chunk, from 0; `unfit` is the refusal of a line whose person's agreement
-- does not fit, which only this transaction knows.
CREATE FUNCTION accept_lines(agency text, batch_id uuid, first integer, items json, gate jsonb,
  day date, fingerprints bytea, ids uuid[], refusals jsonb, unfit jsonb, hub_at timestamptz,
  system_at timestamptz, OUT stored boolean, OUT next integer, OUT refused integer[],
  OUT objected integer[])
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp AS $$
DECLARE
  place integer;
  refused_lines integer;
BEGIN
  PERFORM set_config('app.agencies', ARRAY[agency]::text, true);
  SELECT b.next_line INTO next FROM batch AS b
  WHERE b.id = batch_id AND b.sender = agency AND b.expires_at > hub_at FOR UPDATE;
  stored := next = first;
  refused := '{}';
  objected := '{}';
  IF stored IS NOT TRUE THEN RETURN; END IF;

  IF json_array_length(items) > 0 THEN
    SELECT g.refused, g.objected INTO refused, objected
    FROM accept_group(ARRAY[agency], items, gate, hub_at, system_at) AS g;
  END IF;
  FOREACH place IN ARRAY refused LOOP
    ids[place + 1] := NULL;
    refusals := refusals || (jsonb_build_object('line', first + place) || unfit);
  END LOOP;
  next := first + cardinality(ids);
  refused_lines := jsonb_array_length(refusals);
  INSERT INTO batch_lines (batch, first_line, last_line, sender, fingerprint_day, fingerprints,
    signal_ids, refusals, stored_at)
  VALUES (batch_id, first, next - 1, agency, day, fingerprints, ids, refusals, hub_at);
  UPDATE batch AS b SET next_line = next, accepted = b.accepted + cardinality(ids) - refused_lines,
    refused = b.refused + refused_lines, updated_at = hub_at
  WHERE b.id = batch_id;
END $$;

REVOKE ALL ON FUNCTION accept_lines(text, uuid, integer, json, jsonb, date, bytea, uuid[], jsonb,
  jsonb, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accept_lines(text, uuid, integer, json, jsonb, date, bytea, uuid[], jsonb,
  jsonb, timestamptz, timestamptz) TO gateway_accept;
