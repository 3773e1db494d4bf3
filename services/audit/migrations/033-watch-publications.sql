-- At a desk: when its witness last cosigned more of the log than before. A log publishes in every
-- period, so one that does not for long is frozen.
ALTER TABLE witnessed ADD COLUMN at timestamptz;
