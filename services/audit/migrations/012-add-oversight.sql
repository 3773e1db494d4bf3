-- The officer's console. What it reads is itself a trace, under a purpose of its own: oversight of
-- the exchanges (GDPR art. 39(1)(b)). Nothing is decided about a person under it.

ALTER TABLE event DROP CONSTRAINT event_purpose_check;
ALTER TABLE event ADD CONSTRAINT event_purpose_check CHECK (purpose IN
  ('inform-of-right', 'award-right', 'directory-keeping', 'agreement-keeping', 'oversight'));

-- A read about a person carries that person's index, as rows: their access finds it.
GRANT EXECUTE ON FUNCTION append(new_event[]) TO audit_app;
