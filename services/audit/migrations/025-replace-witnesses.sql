-- An agency's witness may sign by another key once its present one has signed for it. What the
-- former keys said of published checkpoints stays believable: they are the same agency's, and count
-- once.
CREATE TABLE former_witness_key (
  agency text NOT NULL REFERENCES witness (agency),
  verifier_key text NOT NULL UNIQUE CHECK (length(verifier_key) BETWEEN 1 AND 200),
  until timestamptz NOT NULL,
  PRIMARY KEY (agency, verifier_key)
);
SELECT dress('former_witness_key');
GRANT SELECT, INSERT ON former_witness_key TO audit_app;
GRANT UPDATE (verifier_key, known_at) ON witness TO audit_app;
