-- How the controllers that a register of processing names are reached, and their data protection
-- officers (GDPR art. 30(1)(a)): bodies and functions, no person. `hub` is the hub itself, which is
-- no participant; every other id is one, which its use-case has seen.

CREATE TABLE controller_contacts (
  controller text PRIMARY KEY CHECK (controller ~ '^[a-z][a-z0-9-]{1,40}$'),
  contacts jsonb NOT NULL,
  recorded_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON controller_contacts TO registry_app;
GRANT UPDATE (contacts, recorded_at) ON controller_contacts TO registry_app;
