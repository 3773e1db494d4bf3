-- A campaign: many signals with one purpose, agreed with their receivers before any is sent.
CREATE TABLE campaign (
  id text PRIMARY KEY CHECK (id ~ '^cmp_[0-9a-f]{32}$'),
  sender text NOT NULL,
  idempotency_key uuid NOT NULL,
  right_id text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('inform-of-right', 'award-right')),
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  signals_max bigint NOT NULL CHECK (signals_max > 0),
  per_day_max bigint NOT NULL CHECK (per_day_max > 0),
  created_at timestamptz NOT NULL,
  agreed_at timestamptz,
  -- campaign_change.version at its last change that the accept path must know.
  changed bigint NOT NULL DEFAULT 0,
  -- The next fixed date whose figures are to be kept for its sender; null after the last one.
  next_figures_on date,
  UNIQUE (sender, idempotency_key)
);
CREATE INDEX campaign_sender ON campaign (sender, id);
CREATE INDEX campaign_changed ON campaign (changed) WHERE agreed_at IS NOT NULL;
CREATE INDEX campaign_due ON campaign (next_figures_on) WHERE next_figures_on IS NOT NULL;

CREATE TABLE campaign_receiver (
  campaign_id text NOT NULL REFERENCES campaign,
  receiver text NOT NULL,
  sender text NOT NULL,
  position integer NOT NULL,
  -- Calls a day that the receiver agreed to; null until it has accepted.
  per_day_max bigint CHECK (per_day_max >= 0),
  accepted_at timestamptz,
  PRIMARY KEY (campaign_id, receiver),
  CHECK (receiver <> sender)
);
CREATE INDEX campaign_receiver_receiver ON campaign_receiver (receiver, campaign_id);

-- One row, raised by every change that gateways must hear of. Its lock puts these changes in the
-- order of their commits, so a reader of everything above the version it knows misses none.
CREATE TABLE campaign_change (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
INSERT INTO campaign_change (version) VALUES (0);

-- Calls of a day, and the signals of a whole life (day 'infinity'). The receiver '*' is all.
CREATE TABLE campaign_use (
  campaign_id text NOT NULL,
  receiver text NOT NULL,
  day date NOT NULL,
  calls bigint NOT NULL,
  PRIMARY KEY (campaign_id, receiver, day)
);

-- What the sender was told on each fixed date: already rounded, small groups already left out, so
-- that nobody can read here what it was not told.
CREATE TABLE campaign_figures (
  campaign_id text NOT NULL REFERENCES campaign,
  sender text NOT NULL,
  as_of date NOT NULL,
  figures jsonb NOT NULL,
  PRIMARY KEY (campaign_id, as_of)
);

-- Figures read a campaign's own signals and no others; most signals have none, and pay nothing.
CREATE INDEX signal_campaign ON signal (campaign, receiver) WHERE campaign IS NOT NULL;

SELECT dress('campaign', 'sender'), dress('campaign_receiver', 'sender'),
  dress('campaign_change', 'shared'), dress('campaign_use', 'shared'),
  dress('campaign_figures', 'sender');

-- A receiver sees the campaign and its own line of it, never the other receivers'.
CREATE POLICY receiver_line ON campaign_receiver FOR SELECT TO gateway_agency USING
  (receiver = ANY ((SELECT NULLIF(current_setting('app.agencies', true), '')::text[])::text[]));
CREATE POLICY receiver_reads ON campaign FOR SELECT TO gateway_agency USING (EXISTS (
  SELECT FROM campaign_receiver AS r WHERE r.campaign_id = campaign.id AND r.receiver = ANY
    ((SELECT NULLIF(current_setting('app.agencies', true), '')::text[])::text[])));

-- Called by a receiver's transaction: sets that receiver's capacity; the campaign is agreed once
-- every receiver has accepted, which no receiver can see by itself. False: no such campaign of the
-- agencies that the transaction speaks for.
CREATE FUNCTION accept_campaign(wanted text, capacity bigint, at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  mine text[] := NULLIF(current_setting('app.agencies', true), '')::text[];
  next_version bigint;
BEGIN
  -- Two receivers that accept at once take turns, so that the second sees the first.
  PERFORM FROM campaign WHERE id = wanted FOR UPDATE;
  UPDATE campaign_receiver AS r
  SET per_day_max = capacity, accepted_at = coalesce(r.accepted_at, accept_campaign.at)
  WHERE r.campaign_id = wanted AND r.receiver = ANY (mine);
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE campaign_change SET version = version + 1 RETURNING version INTO next_version;
  UPDATE campaign AS c SET changed = next_version, agreed_at = CASE WHEN EXISTS (
      SELECT FROM campaign_receiver AS r WHERE r.campaign_id = wanted AND r.accepted_at IS NULL
    ) THEN NULL ELSE coalesce(c.agreed_at, accept_campaign.at) END
  WHERE c.id = wanted;
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION accept_campaign(text, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accept_campaign(text, bigint, timestamptz) TO gateway_agency;

GRANT SELECT ON campaign, campaign_receiver TO gateway_agency;
-- Column by column: no sender can write an acceptance.
GRANT INSERT (id, sender, idempotency_key, right_id, purpose, starts_on, ends_on, signals_max,
  per_day_max, created_at, next_figures_on) ON campaign TO gateway_agency;
GRANT INSERT (campaign_id, receiver, sender, position) ON campaign_receiver TO gateway_agency;
GRANT SELECT ON campaign_figures TO gateway_agency;
GRANT SELECT ON campaign, campaign_receiver, campaign_change TO gateway_relay;
GRANT SELECT, INSERT, UPDATE ON campaign_use TO gateway_relay;
GRANT SELECT, UPDATE ON campaign TO gateway_retention;
GRANT SELECT ON campaign_receiver TO gateway_retention;
GRANT SELECT, INSERT ON campaign_figures TO gateway_retention;
GRANT SELECT, DELETE ON campaign_use TO gateway_retention;
