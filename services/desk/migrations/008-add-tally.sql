-- What is erased was counted before: people received in a quarter from a territory, those told and
-- those with a right opened by the end of the next quarter. Nothing of anybody.
CREATE TABLE tally (
  quarter date NOT NULL CHECK (quarter = date_trunc('quarter', quarter::timestamp)),
  territory text NOT NULL,
  received integer NOT NULL,
  informed integer NOT NULL,
  opened integer NOT NULL,
  PRIMARY KEY (quarter, territory)
);
CREATE INDEX cases_received ON cases (received_at) WHERE joined_to IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON tally TO desk_app;

-- The same counts of what is still held: of one quarter, or of these cases.
CREATE FUNCTION count_quarter(of_quarter date, ids uuid[])
RETURNS TABLE (quarter date, territory text, received integer, informed integer, opened integer)
LANGUAGE sql STABLE SET search_path = desk, pg_temp AS $$
  WITH held AS (
    SELECT date_trunc('quarter', c.received_at, 'UTC') AS began, c.territory, c.informed_at,
      c.ended_at, c.outcomes
    FROM cases AS c
    WHERE c.erased_at IS NULL AND c.joined_to IS NULL AND c.territory IS NOT NULL
      AND (ids IS NULL OR c.id = ANY (ids))
      AND (of_quarter IS NULL OR c.received_at >= of_quarter::timestamp AT TIME ZONE 'UTC'
        AND c.received_at < (of_quarter + interval '3 months') AT TIME ZONE 'UTC')
  )
  SELECT (began AT TIME ZONE 'UTC')::date, held.territory, count(*)::integer,
    (count(*) FILTER (WHERE informed_at < began + interval '6 months'))::integer,
    (count(*) FILTER (WHERE ended_at < began + interval '6 months'
      AND outcomes && '{right-opened,right-updated}'))::integer
  FROM held GROUP BY 1, 2
$$;
REVOKE ALL ON FUNCTION count_quarter(date, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_quarter(date, uuid[]) TO desk_app;
