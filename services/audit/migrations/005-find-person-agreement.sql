-- The agreement of the person on which a signal rests, and who collected it: what a signal that its
-- receiver sends on must rest on, too. The trace of the accept is all that says it, so that no
-- table of the exchange ties the signals of one person together.
CREATE FUNCTION find_person_agreement(signal uuid)
RETURNS TABLE (person_agreement text, collector text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_temp AS $$
  SELECT e.detail ->> 'personAgreement', coalesce(e.detail ->> 'collector', e.agency)
  FROM event AS e
  WHERE e.signal_id = find_person_agreement.signal AND e.operation = 'signal-accept'
    AND e.detail ->> 'personAgreement' IS NOT NULL
$$;

REVOKE ALL ON FUNCTION find_person_agreement(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_person_agreement(uuid) TO gateway_agency;
