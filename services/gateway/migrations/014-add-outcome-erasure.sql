-- The person objects, renounces, or has no right: what the hub still says of the signal goes
-- without delay (CRPA L.114-8 II, al. 2). Its row keeps dates, agencies, agreement hash, outcome;
-- the right and the campaign go. Key, index and sealed bytes went when the receiver had them.
ALTER TABLE signal ALTER COLUMN right_id DROP NOT NULL;

-- The fixed date (first of a month, UTC) from which on something is counted; never: infinity.
CREATE FUNCTION counted_from(at timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((date_trunc('month', at AT TIME ZONE 'UTC') + interval '1 month')::date,
    'infinity'::date)
$$;

-- What a campaign counts of signals that no longer name it: because their outcome erased that, or
-- because their month is gone. No row leads to a signal: only dates of counting, agencies and
-- outcomes.
CREATE TABLE campaign_tally (
  campaign_id text NOT NULL REFERENCES campaign,
  receiver text NOT NULL,
  integrated_from date NOT NULL,
  received_from date NOT NULL,
  contacted_from date NOT NULL,
  declined_from date NOT NULL,
  closed_from date NOT NULL,
  outcomes text[] NOT NULL,
  signals bigint NOT NULL CHECK (signals > 0),
  PRIMARY KEY (campaign_id, receiver, integrated_from, received_from, contacted_from,
    declined_from, closed_from, outcomes)
);
SELECT dress('campaign_tally', 'receiver');
GRANT SELECT ON campaign_tally TO gateway_agency, gateway_relay, gateway_retention;

-- Each signal of a campaign as the tally counts it: what campaign-figures counts, by fixed date.
-- A signal counts for a campaign that is kept: its own, or none.
CREATE VIEW campaign_signal AS
  SELECT s.id, s.campaign, s.receiver, counted_from(s.accepted_at) AS integrated_from,
    counted_from(CASE WHEN s.state <> 'sent' THEN least(s.state_at, e.first_at) END)
      AS received_from,
    counted_from(s.informed_at) AS contacted_from,
    counted_from(CASE WHEN s.state IN ('declined', 'erased') THEN e.declined_at END)
      AS declined_from,
    counted_from(CASE WHEN cardinality(s.outcomes) > 0 THEN least(s.state_at, e.closed_at) END)
      AS closed_from,
    s.outcomes
  FROM signal AS s LEFT JOIN LATERAL (
    SELECT min(c.at) AS first_at, min(c.at) FILTER (WHERE c.type = 'declined') AS declined_at,
      min(c.at) FILTER (WHERE c.type = 'closed') AS closed_at
    FROM case_event AS c WHERE c.signal_id = s.id
  ) AS e ON true
  WHERE s.campaign IS NOT NULL;

-- Counts these signals for their campaigns and makes their rows forget campaign and right; `ids`
-- are locked. In every erasure by outcome, also when it is done again after a restore.
CREATE FUNCTION blank_signals(ids uuid[]) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = exchange, pg_temp SET enable_seqscan = off AS $$
DECLARE
  blanked integer;
BEGIN
  INSERT INTO campaign_tally AS t (campaign_id, receiver, integrated_from, received_from,
    contacted_from, declined_from, closed_from, outcomes, signals)
  SELECT c.campaign, c.receiver, c.integrated_from, c.received_from, c.contacted_from,
    c.declined_from, c.closed_from, c.outcomes, count(*)
  FROM campaign_signal AS c WHERE c.id = ANY (ids)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT ON CONSTRAINT campaign_tally_pkey
    DO UPDATE SET signals = t.signals + excluded.signals;
  UPDATE signal SET right_id = NULL, campaign = NULL WHERE id = ANY (ids);
  GET DIAGNOSTICS blanked = ROW_COUNT;
  RETURN blanked;
END $$;

-- Called in the transaction of the reports that closed these signals, after they were applied; it
-- touches only signals of the agencies that the transaction speaks for. Answers what was erased by
-- agreement and by the country whose law erases it: what the journal records, in that transaction.
CREATE FUNCTION erase_by_outcome(ids uuid[])
RETURNS TABLE (agreement_hash text, country text, signal_ids uuid[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  mine text[] := NULLIF(current_setting('app.agencies', true), '')::text[];
  live uuid[];
  hashes text[];
  countries text[];
BEGIN
  SELECT array_agg(l.id), array_agg(l.hash), array_agg(l.country) INTO live, hashes, countries
  FROM (
    SELECT s.id, s.agreement_hash AS hash, left(s.right_id, 2) AS country FROM signal AS s
    WHERE s.id = ANY (ids) AND s.receiver = ANY (mine) AND s.right_id IS NOT NULL
    ORDER BY s.id FOR UPDATE
  ) AS l;
  PERFORM blank_signals(live);
  RETURN QUERY SELECT l.hash, l.country, array_agg(l.id)
  FROM unnest(live, hashes, countries) AS l(id, hash, country) GROUP BY l.hash, l.country;
END $$;

REVOKE ALL ON FUNCTION erase_by_outcome(uuid[]), blank_signals(uuid[]), counted_from(timestamptz)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_by_outcome(uuid[]) TO gateway_agency;
