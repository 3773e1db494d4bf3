-- Each case is sealed with a data key of its own, which a short-lived key of the desk wraps. When
-- that key is destroyed (at the latest after 48 h; survivors are wrapped anew before), what was
-- erased can no longer be opened in any copy of this database that was made before.
--
-- The index of the person is keyed by the same key, so it ends with it too.
ALTER TABLE cases
  DROP COLUMN index_key,
  DROP COLUMN seal_key,
  ADD COLUMN kek text,
  ADD COLUMN wrapped_key bytea CHECK (octet_length(wrapped_key) = 60),
  -- Either all of the person is here or nothing is.
  ADD CHECK (CASE WHEN erased_at IS NULL
    THEN num_nulls(subject_index, sealed_subject, kek, wrapped_key, right_id, observed_on) = 0
    ELSE num_nonnulls(subject_index, sealed_subject, kek, wrapped_key, right_id, observed_on,
      territory, trigger, detection, ntu_type, contact_channel, language) = 0 END);
ALTER TABLE cases ALTER COLUMN wrapped_key SET STATISTICS 0;
CREATE INDEX cases_kek ON cases (kek, id) WHERE kek IS NOT NULL;

-- The keys under which something is held, as every process of the desk sees them: a person is
-- looked for under each of them. The keys themselves lie in files, never here.
CREATE TABLE kek (
  id text PRIMARY KEY,
  begins_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON kek TO desk_app;

-- Rows of one family do not end together: what is left of a joined signal may name a case whose
-- row is gone.
ALTER TABLE cases DROP CONSTRAINT cases_joined_to_fkey;

-- What has stood its time goes (services/desk/README.md, "How long").
CREATE INDEX cases_accepted ON cases (accepted_at, id);
CREATE INDEX tombstone_at ON tombstone (at);
CREATE INDEX recall_at ON recall (at);
CREATE INDEX recall_signal ON recall (signal_id);
CREATE INDEX quarantine_at ON quarantine (at);
CREATE INDEX refused_event_at ON refused_event (at);
GRANT DELETE ON cases, tombstone, recall, quarantine, refused_event TO desk_app;
