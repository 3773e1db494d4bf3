-- A participant can be corrected (its version guards against two operators at once) and suspended:
-- no agreement of a suspended one is in force, whatever the agreement's own state.

ALTER TABLE participant
  ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  ADD COLUMN suspended_at timestamptz CHECK (suspended_at >= registered_at);

GRANT UPDATE (record, version, suspended_at) ON participant TO registry_app;
