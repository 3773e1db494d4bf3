-- As before (004), for a signal that a receiver sends on: the agreement that the person gave to the
-- first sender holds for it too, towards the recipients that it names and nobody else. Such an item
-- says who collected the agreement; any other is its sender's own.
--
-- items: [{ n, bucket, indexes: [hex], right, sender, receiver, objectable, personAgreement?,
--   collector? }]
-- Answers only the items that are not clear: 'objected' or 'agreement-invalid'.
--
-- The locks come first and the check is a second statement of the body: under READ COMMITTED each
-- statement of a VOLATILE function has its own snapshot, so the check sees the objection that the
-- lock waited for. STABLE, one statement for both, or a stricter isolation would miss it.
--
-- Both lookups go by key, whatever the tables' size or statistics: `hit` and `named` first pick the
-- few rows that the group's own indexes and agreement ids point at. Joined straight to the items,
-- an unanalysed table was read whole for every item. The work is the same whether anyone objected
-- or not.
CREATE OR REPLACE FUNCTION check_and_lock(items jsonb, at timestamptz, system_at timestamptz)
RETURNS TABLE (n integer, verdict text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = consent, pg_temp
SET enable_seqscan = off AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'check_and_lock needs READ COMMITTED' USING ERRCODE = '25001';
  END IF;
  -- The sub-select is sorted before its rows are locked one after the other: ascending, always.
  PERFORM pg_advisory_xact_lock_shared(7301, ordered.bucket) FROM (
    SELECT DISTINCT (i ->> 'bucket')::integer AS bucket FROM jsonb_array_elements(items) AS i
    ORDER BY bucket OFFSET 0
  ) AS ordered;
  IF NOT EXISTS (SELECT FROM pulse WHERE pulse.at > system_at - interval '10 seconds') THEN
    RAISE EXCEPTION 'consent has no pulse' USING ERRCODE = 'UF503';
  END IF;
  RETURN QUERY
  WITH item AS MATERIALIZED (
    SELECT i.n, i."right", i.receiver, i.objectable, i."personAgreement",
      coalesce(i.collector, i.sender) AS collector,
      ARRAY(SELECT decode(x, 'hex') FROM jsonb_array_elements_text(i.indexes) AS x) AS indexes
    FROM jsonb_to_recordset(items) AS i(n integer, indexes jsonb, "right" text, sender text,
      receiver text, objectable boolean, "personAgreement" text, collector text)
  ), hit AS MATERIALIZED (
    SELECT o.subject_index, o.right_id, o.agency, o.lodged_at FROM objection AS o
    WHERE o.subject_index = ANY (ARRAY(SELECT unnest(item.indexes) FROM item))
      AND o.lapses_at > check_and_lock.at
  ), named AS MATERIALIZED (
    SELECT p.* FROM person_agreement AS p
    WHERE p.id = ANY (ARRAY(SELECT item."personAgreement" FROM item))
      AND p.valid_until > check_and_lock.at
  ), agreed AS MATERIALIZED (
    SELECT item.n, p.recorded_at, p.channel
    FROM item JOIN named AS p ON p.id = item."personAgreement"
    WHERE p.subject_index = ANY (item.indexes) AND p.collector = item.collector
      AND item."right" = ANY (p.rights) AND item.receiver = ANY (p.recipients)
  )
  SELECT item.n, 'agreement-invalid' FROM item LEFT JOIN agreed ON agreed.n = item.n
  WHERE item."personAgreement" IS NOT NULL AND agreed.n IS NULL
  UNION ALL
  SELECT DISTINCT item.n, 'objected'
  FROM item LEFT JOIN agreed ON agreed.n = item.n
    JOIN hit AS o ON o.subject_index = ANY (item.indexes)
  WHERE item.objectable
    AND (o.right_id IS NULL OR o.right_id = item."right")
    AND (o.agency IS NULL OR o.agency = item.receiver)
    AND (item."personAgreement" IS NULL OR agreed.channel <> 'in-person'
      OR o.lodged_at >= agreed.recorded_at);
END $$;

