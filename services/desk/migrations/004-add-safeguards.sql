-- What protects the person and the agency while a case lives: a restriction at the person's request
-- (GDPR art. 18), a closing that erases and waits for a second person, and who closed what, so that
-- erasing closings can be counted.
ALTER TABLE cases
  ADD restricted_at timestamptz,
  ADD restriction_ground text,
  ADD proposed_at timestamptz,
  ADD proposed_by text,
  ADD proposed_outcomes text[],
  ADD proposed_levels text[],
  ADD closed_by text,
  ADD confirmed_by text,
  ADD CHECK (num_nulls(restricted_at, restriction_ground) IN (0, 2)),
  ADD CHECK (num_nulls(proposed_at, proposed_by, proposed_outcomes, proposed_levels) IN (0, 4)),
  -- Only what lives can be frozen or wait for a confirmation.
  ADD CHECK (state IN ('to-take-up', 'taken-charge', 'on-hold')
    OR num_nonnulls(restricted_at, proposed_at) = 0),
  -- Nobody is their own second person.
  ADD CHECK (confirmed_by <> closed_by);

CREATE INDEX cases_proposed ON cases (id) WHERE proposed_at IS NOT NULL;
CREATE INDEX cases_restricted ON cases (id) WHERE restricted_at IS NOT NULL;
CREATE INDEX cases_closed_by ON cases (ended_at, closed_by) WHERE closed_by IS NOT NULL;
