-- Tells senders what became of signals whose basis is the person's agreement. The receiver's
-- transaction calls it; it looks only at signals of the agencies that the transaction speaks for.
-- items: [{ signalId, class, at }] in order.
CREATE FUNCTION add_feedback(items jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = exchange, pg_temp AS $$
DECLARE
  mine text[] := NULLIF(current_setting('app.agencies', true), '')::text[];
  told integer;
BEGIN
  WITH item AS MATERIALIZED (
    SELECT s.sender, s.id AS signal_id, i.value ->> 'class' AS class,
      (i.value ->> 'at')::timestamptz AS at,
      row_number() OVER (PARTITION BY s.sender ORDER BY i.ordinality) AS nth,
      count(*) OVER (PARTITION BY s.sender) AS total
    FROM jsonb_array_elements(items) WITH ORDINALITY AS i
      JOIN signal AS s ON s.id = (i.value ->> 'signalId')::uuid
    WHERE s.receiver = ANY (mine) AND s.basis = 'with-agreement'
  ), counted AS (
    INSERT INTO feedback_position AS p (sender, last)
    SELECT DISTINCT item.sender, item.total FROM item ORDER BY item.sender
    ON CONFLICT (sender) DO UPDATE SET last = p.last + excluded.last
    RETURNING p.sender, p.last
  )
  INSERT INTO feedback (sender, position, signal_id, class, at)
  SELECT item.sender, counted.last - item.total + item.nth, item.signal_id, item.class, item.at
  FROM item JOIN counted ON counted.sender = item.sender;
  GET DIAGNOSTICS told = ROW_COUNT;
  RETURN told;
END $$;

REVOKE ALL ON FUNCTION add_feedback(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_feedback(jsonb) TO gateway_agency;
