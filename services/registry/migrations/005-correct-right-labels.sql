-- The German name of the intervention majorée is the one that Belgian health funds use themselves:
-- "Kostenbeteiligung" is what the patient pays.

UPDATE "right"
SET labels = labels || '{"de": "Erhöhte Kostenerstattung"}'
WHERE id = 'be.mutualite.intervention-majoree';
