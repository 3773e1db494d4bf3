-- At a desk: what its witness has cosigned of a log before the last, newest first. Where a log that
-- succeeds it kept less than the last, the newest of these that it did keep is compared with it.
ALTER TABLE witnessed
  ADD COLUMN earlier_sizes bigint[] NOT NULL DEFAULT '{}',
  ADD COLUMN earlier_roots bytea[] NOT NULL DEFAULT '{}',
  ADD CHECK (cardinality(earlier_sizes) = cardinality(earlier_roots));
