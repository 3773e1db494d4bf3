-- The rights catalogue, with how each right finds its receiver: by the territory of the person
-- (then `competence` says who), or by the agency that the sender names. The regime is part of the
-- id. A correction is a later migration that runs the same upsert again.

INSERT INTO "right" (id, country, receiver_type, routing, labels) VALUES
  ('fr.cpam.c2s', 'fr', 'cpam', 'territory', '{
    "fr": "Complémentaire santé solidaire", "nl": "Solidaire aanvullende zorgverzekering",
    "de": "Solidarische Zusatzkrankenversicherung",
    "en": "Solidarity top-up health cover"}'),
  ('fr.caf.prime-activite', 'fr', 'caf', 'territory', '{
    "fr": "Prime d’activité", "nl": "Activiteitspremie", "de": "Tätigkeitsprämie",
    "en": "In-work benefit"}'),
  ('fr.carsat.aspa', 'fr', 'carsat', 'territory', '{
    "fr": "Allocation de solidarité aux personnes âgées (régime général)",
    "nl": "Solidariteitstoelage voor ouderen (algemeen stelsel)",
    "de": "Solidaritätszulage für ältere Menschen (allgemeines System)",
    "en": "Solidarity allowance for older people (general scheme)"}'),
  ('be.mutualite.intervention-majoree', 'be', 'mutualite', 'addressee', '{
    "fr": "Intervention majorée", "nl": "Verhoogde tegemoetkoming",
    "de": "Erhöhte Kostenbeteiligung", "en": "Increased reimbursement of health care"}'),
  ('be.mutualite.affiliation', 'be', 'mutualite', 'addressee', '{
    "fr": "Affiliation à une mutualité", "nl": "Aansluiting bij een ziekenfonds",
    "de": "Anschluss an eine Krankenkasse", "en": "Membership of a mutual health fund"}'),
  ('be.cpas.aide-sociale', 'be', 'cpas', 'territory', '{
    "fr": "Aide sociale du CPAS", "nl": "Maatschappelijke dienstverlening van het OCMW",
    "de": "Sozialhilfe des ÖSHZ", "en": "Social assistance of the CPAS"}')
ON CONFLICT (id) DO UPDATE SET country = excluded.country, receiver_type = excluded.receiver_type,
  routing = excluded.routing, sensitive = excluded.sensitive, labels = excluded.labels;
