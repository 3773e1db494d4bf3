-- A part that was asked for stays asked for, and late, when its desk has erased all that it was
-- about: without a signal, until its request ends. The person reads who was asked.
ALTER TABLE access_part DROP CONSTRAINT access_part_signal_ids_check;
ALTER TABLE access_part ADD CONSTRAINT access_part_signal_ids_check
  CHECK (cardinality(signal_ids) BETWEEN 0 AND 10000);
